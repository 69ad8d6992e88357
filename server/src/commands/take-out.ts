import type { CivilDate } from '@openhaven/domain/calendar';
import { VOID_REASON_CODES, isCodeOf } from '@openhaven/domain/codes';
import { type Decision, allow, refuse } from '@openhaven/domain/decision';
import { withdrawByProvider } from '@openhaven/domain/hold';
import { lossOf } from '@openhaven/domain/replacing';
import { type OutOfUse, type UnitHold, takeOutOfUse } from '@openhaven/domain/unit';
import type { Context, KeptHold, KeptUnit, Store } from '../context.ts';
import { closeLapsedHold } from './hold-unit.ts';
import { keep } from './keep.ts';
import { present } from './load.ts';
import { mustBeSaved } from './run-command.ts';

/** Why spaces go out of use and when they are expected back, or what is wrong with what was given. */
export function readWhy(
  { reason, expectedBack }: { readonly reason: string; readonly expectedBack?: CivilDate },
  today: CivilDate,
): Decision<OutOfUse> {
  if (!isCodeOf(VOID_REASON_CODES, reason, today)) return refuse('REASON_NEEDED', 'reason');
  if (expectedBack !== undefined && expectedBack < today) return refuse('DATE_IN_PAST', 'expectedBack');
  return allow({ reason, ...(expectedBack && { expectedBack }) });
}

/**
 * Takes a unit out of use that the rules let go, with the hold that ends by it.
 * @param lose what ends the hold: it is given in its last state
 * @throws Error if the rules do not allow it: they are asked before
 */
export async function takeOut(
  tx: Store,
  context: Context,
  { seen, why }: { readonly seen: KeptUnit; readonly why: OutOfUse },
  lose: (ended: KeptHold) => Promise<void>,
): Promise<void> {
  const asked = takeOutOfUse(seen, why, context.now);
  await closeLapsedHold(tx, context, seen);
  if (asked.allowed && asked.value.endedHold) await endItsHold(tx, context, { on: asked.value.endedHold, why }, lose);
  const unit = await present(tx.units.get(seen.id), 'unit');
  const taken = takeOutOfUse(unit, why, context.now);
  if (!taken.allowed) throw new Error(`unit ${seen.id} was free and is ${taken.reason}`);
  mustBeSaved(await tx.units.save(taken.value.unit));
}

/** The people whose hold ends with the unit have lost their place: they are listed until they have another. */
async function endItsHold(
  tx: Store,
  context: Context,
  { on, why }: { readonly on: UnitHold; readonly why: OutOfUse },
  lose: (ended: KeptHold) => Promise<void>,
): Promise<void> {
  const hold = await present(tx.holds.get(on.holdId), 'hold');
  const withdrawn = keep(hold, withdrawByProvider(hold, context.now));
  if (!withdrawn.allowed) return;
  await lose(withdrawn.value);
  const { referralId, reference, referrerOrganisationId, organisationId, serviceId, unitLabel } = hold;
  const whose = { referralId, reference, referrerOrganisationId, organisationId, serviceId, unitLabel };
  await tx.displaced.put({ ...whose, ...why, loss: lossOf(hold), lostAt: context.now });
}
