import { type Decision, allow, refuse } from '@openhaven/domain/decision';
import { isActive, offer } from '@openhaven/domain/hold';
import type { PlacementRequestId, UnitId } from '@openhaven/domain/ids';
import { fitRefusal, offerRefusal } from '@openhaven/domain/matching';
import { applyToRequest } from '@openhaven/domain/placement-request';
import { applyToReferral } from '@openhaven/domain/referral';
import { holdExpiry } from '@openhaven/domain/target-times';
import { extendHold } from '@openhaven/domain/unit';
import type { Context, KeptHold, KeptReferral, KeptRequest, KeptUnit, Store } from '../context.ts';
import { NotFoundError } from '../errors.ts';
import { aboutHold } from './about.ts';
import { type ArrivalPlan, checkArrivalPlan } from './arrival-plan.ts';
import { expireHoldIn } from './expire-hold-in.ts';
import { closeLapsedHold, holdUnit } from './hold-unit.ts';
import type { HoldDone } from './ids.ts';
import { keep } from './keep.ts';
import { placeOf, present, requestFor } from './load.ts';
import { releaseHeld } from './release-held.ts';
import { mustBeSaved, runCommand } from './run-command.ts';
import { tellReferrers } from './tell.ts';

export interface OfferInput extends ArrivalPlan {
  readonly idempotencyKey: string;
  readonly requestId: PlacementRequestId;
  /** May be left out if the request already holds a unit. */
  readonly unitId?: UnitId;
}

/** The service says yes: one unit is kept for this household until the survivor's clock runs out. A late yes counts. */
export function makeOffer(context: Context, input: OfferInput): Promise<Decision<HoldDone>> {
  const { requestId } = input;
  const wish = { name: 'hold.offer', key: input.idempotencyKey, input, about: { requestId } };
  return runCommand(context, wish, async (tx) => {
    await closeLapsedOffer(tx, context, requestId);
    const request = await requestFor(context, tx, requestId, 'hold.offer');
    const plan = checkArrivalPlan(input, context.now);
    if (!plan.allowed) return plan;
    const held = await heldFor(tx, context, request);
    const offering = held && (input.unitId ?? held.unitId) === held.unitId ? held : undefined;
    const unit = await unitWished(tx, context, input.unitId ?? held?.unitId);
    if (unit?.serviceId !== request.serviceId) return missingUnit(input);
    const ready = await mayOffer(tx, context, { request, unit, offering });
    if (!ready.allowed) return ready;

    mustBeSaved(await tx.referrals.save(ready.value.referral));
    if (held && offering === undefined) await releaseHeld(tx, context, held);
    const made = offering
      ? await offerHeld(tx, context, ready.value, { hold: offering, unit, plan: plan.value })
      : await offerFree(tx, context, ready.value, { unit, plan: plan.value });
    mustBeSaved(await tx.requests.save({ ...ready.value.request, holdId: made.id, unitId: unit.id }));
    await tx.audit.add({ action: 'hold.offered', ...aboutHold(made) }, context);
    const { referralId, serviceId } = request;
    const telling = { kind: 'OFFER_MADE', referralId, requestId, serviceId } as const;
    await tellReferrers(tx, context, request.referrerOrganisationId, telling);
    return allow({ holdId: made.id, requestId, referralId });
  });
}

/** An offer of the same request that ran out unseen is closed first, so that the service can say yes again. */
async function closeLapsedOffer(tx: Store, context: Context, requestId: PlacementRequestId): Promise<void> {
  const holdId = (await tx.requests.get(requestId))?.holdId;
  const hold = holdId === undefined ? null : await tx.holds.get(holdId);
  if (hold) await expireHoldIn(tx, context, hold);
}

/** The unit to be offered, free of a hold that has run out on it. */
async function unitWished(tx: Store, context: Context, unitId: UnitId | undefined): Promise<KeptUnit | null> {
  const unit = unitId === undefined ? null : await tx.units.get(unitId);
  return unit && closeLapsedHold(tx, context, unit);
}

/** A unit of another service reads as not there; none chosen is for the page to say. */
function missingUnit({ unitId }: OfferInput): Decision<HoldDone> {
  if (unitId !== undefined) throw new NotFoundError('Unit');
  return refuse('FIELD_REQUIRED', 'unitId');
}

/** The hold that keeps a unit for the request now, if one does. */
async function heldFor(tx: Store, { now }: Context, { holdId }: KeptRequest): Promise<KeptHold | undefined> {
  const hold = holdId === undefined ? null : await tx.holds.get(holdId);
  return hold && isActive(hold, now) ? hold : undefined;
}

interface Ready {
  readonly request: KeptRequest;
  readonly referral: KeptReferral;
}

/** Asks every rule before anything is written. */
async function mayOffer(
  tx: Store,
  { now }: Context,
  { request, unit, offering }: { request: KeptRequest; unit: KeptUnit; offering: KeptHold | undefined },
): Promise<Decision<Ready>> {
  const offered = keep(request, applyToRequest(request, 'OFFER', now));
  if (!offered.allowed) return offered;
  const referral = await present(tx.referrals.get(request.referralId), 'referral');
  const receiving = keep(referral, applyToReferral(referral, 'RECEIVE_OFFER'));
  if (!receiving.allowed) return receiving;
  const place = await placeOf(tx, unit);
  const story = referral.story.open();
  const refusal = offering ? fitRefusal(place, story, now) : offerRefusal(place, story, now);
  if (refusal !== undefined) return refuse(refusal, 'unitId');
  if (offering) {
    const decision = offer(offering, holdExpiry(now, request.priority), now);
    if (!decision.allowed) return decision;
  }
  return allow({ request: offered.value, referral: receiving.value });
}

async function offerHeld(
  tx: Store,
  { now }: Context,
  { request }: Ready,
  { hold, unit, plan }: { hold: KeptHold; unit: KeptUnit; plan: ArrivalPlan },
): Promise<KeptHold> {
  const expiresAt = holdExpiry(now, request.priority);
  const { meetingPoint, ...window } = plan;
  const made = keep(hold, offer(hold, expiresAt, now));
  const kept = keep(unit, extendHold(unit, hold.id, expiresAt, now));
  if (!made.allowed || !kept.allowed) throw new Error(`hold ${hold.id} ended while it was being offered`);
  mustBeSaved(await tx.units.save(kept.value));
  mustBeSaved(await tx.holds.save({ ...made.value, ...window }, meetingPoint));
  await tx.outbox.add({ name: 'hold.expire', data: { holdId: hold.id }, dueAt: expiresAt });
  return made.value;
}

async function offerFree(
  tx: Store,
  context: Context,
  { request }: Ready,
  { unit, plan }: { unit: KeptUnit; plan: ArrivalPlan },
): Promise<KeptHold> {
  const wish = { offered: true, expiresAt: holdExpiry(context.now, request.priority), ...plan };
  const made = await holdUnit(tx, context, { unit, request }, wish);
  if (!made.allowed) throw new Error(`unit ${unit.id} was free and is ${made.reason}`);
  return made.value;
}
