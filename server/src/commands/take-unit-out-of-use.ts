import { type CivilDate, civilDateAt } from '@openhaven/domain/calendar';
import { VOID_REASON_CODES, isCodeOf } from '@openhaven/domain/codes';
import { type Decision, allow, refuse } from '@openhaven/domain/decision';
import { withdrawByProvider } from '@openhaven/domain/hold';
import { type OutOfUse, type UnitHold, takeOutOfUse } from '@openhaven/domain/unit';
import type { Context, Store } from '../context.ts';
import { aboutUnit } from './about.ts';
import type { UnitActInput } from './act-on-unit.ts';
import { closeLapsedHold } from './hold-unit.ts';
import type { UnitDone } from './ids.ts';
import { keep } from './keep.ts';
import { present, unitFor } from './load.ts';
import { loseOffer } from './lose-offer.ts';
import { isStale } from './rev.ts';
import { mustBeSaved, runCommand } from './run-command.ts';

export interface OutOfUseInput extends UnitActInput {
  readonly reason: string;
  readonly expectedBack?: CivilDate;
}

/**
 * Takes a unit out of use with a reason. Fire, flood and a known address end a hold on it: those people need another
 * place at once, and everybody who must act is told. A known address closes the whole site. Source: DOMAIN 3, H4.
 */
export function takeUnitOutOfUse(context: Context, input: OutOfUseInput): Promise<Decision<UnitDone>> {
  const { unitId } = input;
  const wish = { name: 'unit.take-out', key: input.idempotencyKey, input, about: { unitId } };
  return runCommand(context, wish, async (tx) => {
    const seen = await unitFor(context, tx, unitId, 'unit.manage');
    const why = readWhy(input, civilDateAt(context.now));
    if (!why.allowed) return why;
    if (isStale(seen, input.rev)) return refuse('UNIT_STATE_CHANGED');
    const possible = takeOutOfUse(seen, why.value, context.now);
    if (!possible.allowed) return possible;

    await closeLapsedHold(tx, context, seen);
    if (possible.value.endedHold) await endItsHold(tx, context, possible.value.endedHold);
    const unit = await present(tx.units.get(unitId), 'unit');
    const taken = takeOutOfUse(unit, why.value, context.now);
    if (!taken.allowed) throw new Error(`unit ${unitId} was free and is ${taken.reason}`);
    mustBeSaved(await tx.units.save(taken.value.unit));
    const { reason } = why.value;
    if (reason === 'SECURITY_COMPROMISED') await tx.sites.setSecurityCompromised(unit.siteId, true);
    await tx.audit.add({ action: 'unit.taken-out', reason, ...aboutUnit(unit) }, context);
    return allow({ unitId });
  });
}

function readWhy({ reason, expectedBack }: OutOfUseInput, today: CivilDate): Decision<OutOfUse> {
  if (!isCodeOf(VOID_REASON_CODES, reason, today)) return refuse('REASON_NEEDED', 'reason');
  if (expectedBack !== undefined && expectedBack < today) return refuse('DATE_IN_PAST', 'expectedBack');
  return allow({ reason, ...(expectedBack && { expectedBack }) });
}

/** The people whose hold ends with the unit have lost their place. */
async function endItsHold(tx: Store, context: Context, { holdId }: UnitHold): Promise<void> {
  const hold = await present(tx.holds.get(holdId), 'hold');
  const withdrawn = keep(hold, withdrawByProvider(hold, context.now));
  if (withdrawn.allowed) await loseOffer(tx, context, withdrawn.value, 'UNIT_OUT_OF_SERVICE');
}
