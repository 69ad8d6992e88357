import { type CivilDate, civilDateAt } from '@openhaven/domain/calendar';
import { DEPARTURE_REASONS, isCodeOf } from '@openhaven/domain/codes';
import { type Decision, allow, refuse } from '@openhaven/domain/decision';
import type { PlacementId } from '@openhaven/domain/ids';
import { leave } from '@openhaven/domain/placement';
import { applyToReferral } from '@openhaven/domain/referral';
import { takeOutOfUse, vacateUnit } from '@openhaven/domain/unit';
import type { Context, KeptPlacement, KeptUnit, Store } from '../context.ts';
import { aboutPlacement } from './about.ts';
import type { PlacementDone } from './ids.ts';
import { keep } from './keep.ts';
import { placementFor, present } from './load.ts';
import { mustBeSaved, runCommand } from './run-command.ts';
import { decideEach, saveEach, unitsOf } from './units-of.ts';

/** The household has left: the stay ends, the unit is cleaned before it is free, and the referral is closed as placed. */
export function recordDeparture(
  context: Context,
  input: { idempotencyKey: string; placementId: PlacementId; leftOn: CivilDate; reason: string },
): Promise<Decision<PlacementDone>> {
  const { placementId, leftOn, reason } = input;
  const today = civilDateAt(context.now);
  const wish = { name: 'placement.leave', key: input.idempotencyKey, input, about: { placementId } };
  return runCommand(context, wish, async (tx) => {
    const placement = await placementFor(context, tx, placementId, 'placement.leave');
    if (!isCodeOf(DEPARTURE_REASONS, reason, today)) return refuse('REASON_NEEDED', 'reason');
    const left = keep(placement, leave(placement, { leftOn, reason }, today));
    if (!left.allowed) return left;
    const units = await unitsOf(tx, placement);
    const empty = decideEach(units, (unit) => vacateUnit(unit, placementId));
    if (!empty.allowed) return empty;

    await saveEach(tx, await outOfUseIfClosed(tx, context, placement, empty.value));
    mustBeSaved(await tx.placements.save(left.value));
    await closeReferral(tx, context, placement);
    await tx.audit.add({ action: 'placement.left', reason, ...aboutPlacement(placement) }, context);
    return allow({ placementId, unitId: placement.unitId });
  });
}

/** Whoever had to move because of a fire has gone: what they lived in is out of use with the rest, not made ready. */
async function outOfUseIfClosed(
  tx: Store,
  { now }: Context,
  { id, referralId }: KeptPlacement,
  units: readonly KeptUnit[],
): Promise<readonly KeptUnit[]> {
  const row = await tx.displaced.ofReferral(referralId);
  if (row?.placementId !== id) return units;
  await tx.displaced.settle([referralId]);
  const why = { reason: row.reason, ...(row.expectedBack && { expectedBack: row.expectedBack }) };
  return units.map((unit) => {
    const taken = takeOutOfUse(unit, why, now);
    return taken.allowed ? { ...unit, ...taken.value.unit } : unit;
  });
}

async function closeReferral(tx: Store, { now }: Context, { referralId }: KeptPlacement): Promise<void> {
  const referral = await present(tx.referrals.get(referralId), 'referral');
  const closed = keep(referral, applyToReferral(referral, 'CLOSE_PLACED'));
  if (closed.allowed) mustBeSaved(await tx.referrals.save({ ...closed.value, closedAt: now }));
}
