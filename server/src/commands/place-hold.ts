import { civilDateAt } from '@openhaven/domain/calendar';
import { mayShare } from '@openhaven/domain/consent';
import { type Decision, allow, refuse } from '@openhaven/domain/decision';
import type { Place } from '@openhaven/domain/eligibility';
import { isActive } from '@openhaven/domain/hold';
import type { ReferralId, UnitId } from '@openhaven/domain/ids';
import { mayJoin, needsBoth } from '@openhaven/domain/joined-place';
import { holdRefusal } from '@openhaven/domain/matching';
import { isOpenRequest } from '@openhaven/domain/placement-request';
import type { RefusalCode } from '@openhaven/domain/refusal';
import type { Story } from '@openhaven/domain/story';
import { applyToReferral } from '@openhaven/domain/referral';
import { holdExpiry } from '@openhaven/domain/target-times';
import { keptOutOrganisations } from '../access/exclusions.ts';
import { grantForRules } from '../access/look.ts';
import type { Context, KeptReferral, KeptRequest, KeptService, KeptUnit, Store } from '../context.ts';
import { aboutHold } from './about.ts';
import { arrangeForPlace } from './arrange.ts';
import { arrangeJourney } from './arrange-journey.ts';
import { askedBefore, newRequest, sendOut } from './ask-services.ts';
import { freeOfLapsedHolds, holdUnits } from './hold-unit.ts';
import type { HoldDone } from './ids.ts';
import { keep } from './keep.ts';
import { placeOf, referralFor } from './load.ts';
import { mustBeSaved, runCommand } from './run-command.ts';

/**
 * Keeps a fitting space free while the service decides. The service is asked with it, unless it has been.
 *
 * Every rule is asked again on the unit as it is in this transaction; of two hundred who try at once one wins, and the
 * others are refused without a trace on the unit. The search may be old: its revision is not asked for.
 */
export function placeHold(
  context: Context,
  input: { idempotencyKey: string; referralId: ReferralId; unitId: UnitId; joinedUnitId?: UnitId },
): Promise<Decision<HoldDone>> {
  const { now } = context;
  const { referralId, unitId, joinedUnitId } = input;
  const wish = { name: 'hold.place', key: input.idempotencyKey, input, about: { referralId, unitId } };
  return runCommand(context, wish, async (tx) => {
    // That a hold has lapsed is true whatever becomes of the wish, so it is closed first, and stays closed if that is refused.
    const units = await freeOfLapsedHolds(tx, context, joinedUnitId ? [unitId, joinedUnitId] : [unitId]);
    const referral = await referralFor(context, tx, referralId, 'hold.place');
    const ready = await mayPlace(tx, context, referral, units);
    if (!ready.allowed) return ready;

    // The contested write comes first: whoever loses it has done nothing else yet.
    const request = ready.value.request ?? newRequest(referral, ready.value.service, now);
    const wished = { offered: false, expiresAt: holdExpiry(now, referral.priority) };
    const held = await holdUnits(tx, context, { units, request }, wished);
    if (!held.allowed) throw new Error(`unit ${unitId} was free and is ${held.reason}`);
    mustBeSaved(await tx.referrals.save(ready.value.referral));
    const holding = { ...request, holdId: held.value.id, unitId };
    await arrangeForPlace(tx, context, referralId, ready.value);
    await arrangeJourney(tx, context, referralId);
    if (ready.value.request) mustBeSaved(await tx.requests.save(holding));
    else await sendOut(tx, context, [holding]);
    await tx.audit.add({ action: 'hold.placed', ...aboutHold(held.value) }, context);
    return allow({ holdId: held.value.id, requestId: request.id, referralId });
  });
}

interface Ready {
  readonly referral: KeptReferral;
  readonly service: KeptService;
  readonly place: Place;
  readonly story: Story;
  readonly request?: KeptRequest;
}

/** Asks every rule before anything is written. */
async function mayPlace(
  tx: Store,
  { now }: Context,
  referral: KeptReferral,
  units: readonly KeptUnit[],
): Promise<Decision<Ready>> {
  const seeking = keep(referral, applyToReferral(referral, 'ASK_SERVICES'));
  if (!seeking.allowed) return seeking;
  if (!mayShare(referral.consents ?? [], now)) return refuse('CONSENT_NEEDED');
  const place = await placeOf(tx, units, referral.id, now);
  const story = referral.story.open(grantForRules('MATCHING'));
  const refusal = refusalOf(place, units, story, now);
  if (refusal !== undefined) return refuse(refusal);
  const keptOut = await keptOutOrganisations(tx, referral.id);
  if (keptOut.has(place.service.organisationId)) return refuse('UNIT_NOT_AVAILABLE');
  const holds = await tx.holds.activeOfReferral(referral.id);
  if (holds.some((hold) => hold.serviceId === place.service.id && isActive(hold, now))) {
    return refuse('REFERRAL_ALREADY_HOLDS');
  }
  const request = (await askedBefore(tx, referral)).get(place.service.id);
  if (request !== undefined && !isOpenRequest(request.status)) return refuse('REQUEST_STATE');
  return allow({ referral: seeking.value, service: place.service, place, story, ...(request && { request }) });
}

/** Why the place itself may not be held for the household, or undefined if it may. */
function refusalOf(place: Place, units: readonly KeptUnit[], story: Story, now: Date): RefusalCode | undefined {
  return holdRefusal(place, story, now) ?? joinRefusal(units, story, now);
}

/** Why two units may not be kept for one family: they are not side by side, or one of them is enough. */
function joinRefusal([one, other]: readonly KeptUnit[], story: Story, now: Date): RefusalCode | undefined {
  if (one === undefined || other === undefined) return undefined;
  if (!mayJoin(one, other)) return 'UNIT_DOES_NOT_FIT';
  return needsBoth(one, other, story, civilDateAt(now)) ? undefined : 'ONE_UNIT_IS_ENOUGH';
}
