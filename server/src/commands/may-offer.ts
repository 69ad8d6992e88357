import { type Decision, allow, refuse } from '@openhaven/domain/decision';
import { isActive, offer } from '@openhaven/domain/hold';
import type { UnitId } from '@openhaven/domain/ids';
import { mayJoin } from '@openhaven/domain/joined-place';
import { fitRefusal, offerRefusal } from '@openhaven/domain/matching';
import { applyToRequest } from '@openhaven/domain/placement-request';
import { applyToReferral } from '@openhaven/domain/referral';
import { holdExpiry } from '@openhaven/domain/target-times';
import { grantForRules } from '../access/look.ts';
import type { Context, KeptHold, KeptRequest, KeptUnit, Store } from '../context.ts';
import { NotFoundError } from '../errors.ts';
import { checkArrivalPlan } from './arrival-plan.ts';
import { freeOfLapsedHolds } from './hold-unit.ts';
import { keep } from './keep.ts';
import { placeOf, present } from './load.ts';
import type { InUnits } from './units-of.ts';
import type { OfferInput, ReadyOffer } from './offer.ts';

/** Asks every rule about an offer: its words, the states, the unit, and whether it suits the household. */
export async function mayOffer(
  tx: Store,
  context: Context,
  request: KeptRequest,
  input: OfferInput,
): Promise<Decision<ReadyOffer>> {
  const plan = checkArrivalPlan(input, context.now);
  if (!plan.allowed) return plan;
  const held = await heldFor(tx, context, request);
  const wished = idsOf(input.unitId === undefined ? held : input);
  if (wished.length === 0) return refuse('FIELD_REQUIRED', 'unitId');
  const units = await freeOfLapsedHolds(tx, context, wished);
  if (units.some(({ serviceId }) => serviceId !== request.serviceId)) throw new NotFoundError('Unit');
  const offered = keep(request, applyToRequest(request, 'OFFER', context.now));
  if (!offered.allowed) return offered;
  const referral = await present(tx.referrals.get(request.referralId), 'referral');
  const receiving = keep(referral, applyToReferral(referral, 'RECEIVE_OFFER'));
  if (!receiving.allowed) return receiving;
  const place = await placeOf(tx, units, referral.id, context.now);
  const story = referral.story.open(grantForRules('MATCHING'));
  const unfit = unfitFor(context.now, { units, place, story, held, referral });
  if (unfit) return unfit;
  // Why an earlier offer of the same request came to nothing no longer matters: it stays in the record of what happened.
  const { decline: _earlier, takenBackAt: _before, ...yes } = offered.value;
  return allow({ request: yes, referral: receiving.value, units, place, story, plan: plan.value, held });
}

/** The hold that keeps a unit for the request now, if one does. */
async function heldFor(tx: Store, { now }: Context, { holdId }: KeptRequest): Promise<KeptHold | undefined> {
  const hold = holdId === undefined ? null : await tx.holds.get(holdId);
  return hold && isActive(hold, now) ? hold : undefined;
}

/** The units that are named, none if there is none. */
function idsOf(named: Partial<InUnits> | undefined): readonly UnitId[] {
  return [named?.unitId, named?.joinedUnitId].filter((id) => id !== undefined);
}

/** Whether a hold is of these very units. */
export function isOf(hold: KeptHold, units: readonly KeptUnit[]): boolean {
  return idsOf(hold).join() === units.map(({ id }) => id).join();
}

/** Why the units cannot be offered to the household. What the request holds already need not be free. */
function unfitFor(
  now: Date,
  { units, place, story, held, referral }: Pick<ReadyOffer, 'units' | 'place' | 'story' | 'held' | 'referral'>,
): ReturnType<typeof refuse> | undefined {
  const [one, other] = units;
  if (one && other && !mayJoin(one, other)) return refuse('UNIT_DOES_NOT_FIT', 'unitId');
  const isHeld = held !== undefined && isOf(held, units);
  const refusal = isHeld ? fitRefusal(place, story, now) : offerRefusal(place, story, now);
  if (refusal !== undefined) return refuse(refusal, 'unitId');
  const decision = isHeld ? offer(held, holdExpiry(now, referral.priority), now) : undefined;
  return decision?.allowed === false ? decision : undefined;
}
