import { civilDateAt } from '@openhaven/domain/calendar';
import { type Decision, allow } from '@openhaven/domain/decision';
import { arrive } from '@openhaven/domain/hold';
import type { HoldId, PlacementId } from '@openhaven/domain/ids';
import { beginPlacement } from '@openhaven/domain/placement';
import { applyToReferral } from '@openhaven/domain/referral';
import { occupyUnit } from '@openhaven/domain/unit';
import { randomUUID } from 'node:crypto';
import type { Context, KeptHold, KeptReferral, KeptUnit, Store } from '../context.ts';
import { aboutHold, aboutPlacement } from './about.ts';
import { arrangeJourney } from './arrange-journey.ts';
import type { PlacementDone } from './ids.ts';
import { keep } from './keep.ts';
import { holdFor, present } from './load.ts';
import { mustBeSaved, runCommand } from './run-command.ts';
import { tellReferrers } from './tell.ts';
import { decideEach, saveEach, unitsOf } from './units-of.ts';

/** The household has arrived: the unit is lived in and the stay begins today. One active stay a unit, one a referral. */
export function recordArrival(
  context: Context,
  input: { idempotencyKey: string; holdId: HoldId },
): Promise<Decision<PlacementDone>> {
  const { holdId } = input;
  const wish = { name: 'placement.arrive', key: input.idempotencyKey, input, about: { holdId } };
  return runCommand(context, wish, async (tx) => {
    const hold = await holdFor(context, tx, holdId, 'placement.arrive');
    const placementId = randomUUID() as PlacementId;
    const arrived = await mayArrive(tx, context, hold, placementId);
    if (!arrived.allowed) return arrived;

    await saveEach(tx, arrived.value.units);
    mustBeSaved(await tx.holds.save(arrived.value.hold));
    mustBeSaved(await tx.referrals.save(arrived.value.referral));
    await arrangeJourney(tx, context, hold.referralId);
    const placement = {
      ...stayOf(hold),
      ...beginPlacement({ ...stayOf(hold), id: placementId, arrivedOn: civilDateAt(context.now) }),
    };
    await tx.placements.add(placement);
    await tx.displaced.settle([hold.referralId]);
    const request = await present(tx.requests.get(hold.requestId), 'request');
    mustBeSaved(await tx.requests.save({ ...request, settledAt: context.now }));
    await tx.audit.add({ action: 'placement.arrived', ...aboutHold(hold), ...aboutPlacement(placement) }, context);
    const { referralId, requestId, serviceId } = hold;
    const telling = { kind: 'OFFER_ANSWERED', referralId, requestId, serviceId } as const;
    await tellReferrers(tx, context, hold.referrerOrganisationId, telling);
    return allow({ placementId, unitId: hold.unitId });
  });
}

interface Arrived {
  readonly hold: KeptHold;
  readonly units: readonly KeptUnit[];
  readonly referral: KeptReferral;
}

/** Asks every rule before anything is written. */
async function mayArrive(
  tx: Store,
  { now }: Context,
  hold: KeptHold,
  placementId: PlacementId,
): Promise<Decision<Arrived>> {
  const arrived = keep(hold, arrive(hold, now));
  if (!arrived.allowed) return arrived;
  const units = await unitsOf(tx, hold);
  const occupied = decideEach(units, (unit) => occupyUnit(unit, hold.id, placementId, now));
  if (!occupied.allowed) return occupied;
  const referral = await present(tx.referrals.get(hold.referralId), 'referral');
  const placed = keep(referral, applyToReferral(referral, 'ARRIVE'));
  if (!placed.allowed) return placed;
  return allow({ hold: arrived.value, units: occupied.value, referral: placed.value });
}

type Stay = Pick<
  KeptHold,
  | 'referralId'
  | 'unitId'
  | 'joinedUnitId'
  | 'serviceId'
  | 'organisationId'
  | 'referrerOrganisationId'
  | 'reference'
  | 'unitLabel'
> & { readonly holdId: HoldId };

/** What a stay takes over from the hold that led to it. */
function stayOf(hold: KeptHold): Stay {
  const {
    id,
    referralId,
    unitId,
    joinedUnitId,
    serviceId,
    organisationId,
    referrerOrganisationId,
    reference,
    unitLabel,
  } = hold;
  return {
    holdId: id,
    referralId,
    unitId,
    ...(joinedUnitId && { joinedUnitId }),
    serviceId,
    organisationId,
    referrerOrganisationId,
    reference,
    unitLabel,
  };
}
