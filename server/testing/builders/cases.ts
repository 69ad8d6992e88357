import type { Decision } from '@openhaven/domain/decision';
import type { HoldId, PlacementId, PlacementRequestId, ReferralId } from '@openhaven/domain/ids';
import type { StoryInput } from '@openhaven/domain/story-input';
import { acceptOffer } from '../../src/commands/accept-offer.ts';
import { makeOffer } from '../../src/commands/make-offer.ts';
import { recordArrival } from '../../src/commands/record-arrival.ts';
import { saveDraft } from '../../src/commands/save-draft.ts';
import { sendRequests } from '../../src/commands/send-requests.ts';
import { submitReferral } from '../../src/commands/submit-referral.ts';
import type { Context, KeptReferral, KeptUnit } from '../../src/context.ts';
import { aStory } from '../stories.ts';
import { aKey, asActor } from './people.ts';
import type { TestRefuge } from './places.ts';

/** The value of a decision that a test takes for granted. */
export function allowed<T>(decision: Decision<T>): T {
  if (!decision.allowed) throw new Error(`refused: ${decision.reason} ${decision.field ?? ''}`);
  return decision.value;
}

/** A record that a test takes for granted. */
export async function found<T>(reading: Promise<T | null>): Promise<T> {
  const row = await reading;
  if (row === null) throw new Error('not there');
  return row;
}

/** A draft of whoever acts. */
export async function aDraft(
  officer: Context,
  { story = {}, priority = 'P1_TONIGHT' }: { story?: StoryInput; priority?: string } = {},
): Promise<ReferralId> {
  const input = { idempotencyKey: aKey(), priority, source: 'LOCAL_HOUSING_AUTHORITY', story: aStory(story) };
  return allowed(await saveDraft(officer, input)).referralId;
}

/** A referral that has been sent. */
export async function aSentReferral(
  officer: Context,
  wish: { story?: StoryInput; priority?: string } = {},
): Promise<ReferralId> {
  const referralId = await aDraft(officer, wish);
  allowed(await submitReferral(officer, { idempotencyKey: aKey(), referralId }));
  return referralId;
}

/** The request of a referral that has been sent to a refuge. */
export async function aRequest(
  officer: Context,
  refuge: TestRefuge,
  wish: { story?: StoryInput; priority?: string; referralId?: ReferralId } = {},
): Promise<{ referralId: ReferralId; requestId: PlacementRequestId }> {
  const referralId = wish.referralId ?? (await aSentReferral(officer, wish));
  const sent = await sendRequests(officer, { idempotencyKey: aKey(), referralId, serviceIds: [refuge.serviceId] });
  const [requestId] = allowed(sent).requestIds;
  if (requestId === undefined) throw new Error('nothing was sent');
  return { referralId, requestId };
}

interface Offered {
  readonly referralId: ReferralId;
  readonly requestId: PlacementRequestId;
  readonly holdId: HoldId;
}

/** An offer of the refuge's first room. */
export async function anOffer(
  officer: Context,
  refuge: TestRefuge,
  wish: {
    story?: StoryInput;
    priority?: string;
    referralId?: ReferralId;
    arrivalUntil?: Date;
    meetingPoint?: string;
  } = {},
): Promise<Offered> {
  const asked = await aRequest(officer, refuge, wish);
  const manager = asActor(refuge.manager, officer.store, officer.now);
  const { unitId } = refuge;
  const window = wish.arrivalUntil ? { arrivalUntil: wish.arrivalUntil } : {};
  const place = wish.meetingPoint === undefined ? {} : { meetingPoint: wish.meetingPoint };
  const offer = { idempotencyKey: aKey(), requestId: asked.requestId, unitId, ...window, ...place };
  return { ...asked, holdId: allowed(await makeOffer(manager, offer)).holdId };
}

/** An offer to which the survivor has said yes. */
export async function anAgreement(
  officer: Context,
  refuge: TestRefuge,
  wish: Parameters<typeof anOffer>[2] = {},
): Promise<Offered> {
  const offered = await anOffer(officer, refuge, wish);
  const yes = { idempotencyKey: aKey(), holdId: offered.holdId, survivorAgrees: true };
  allowed(await acceptOffer(officer, yes));
  return offered;
}

/** A household that lives in the refuge's first room. */
export async function aStay(
  officer: Context,
  refuge: TestRefuge,
  wish: Parameters<typeof anOffer>[2] = {},
): Promise<Offered & { placementId: PlacementId }> {
  const agreed = await anAgreement(officer, refuge, wish);
  const manager = asActor(refuge.manager, officer.store, officer.now);
  const arrived = await recordArrival(manager, { idempotencyKey: aKey(), holdId: agreed.holdId });
  return { ...agreed, placementId: allowed(arrived).placementId };
}

export const referralOf = ({ store }: Context, id: ReferralId): Promise<KeptReferral> => found(store.referrals.get(id));
export const unitOf = ({ store }: Context, { unitId }: TestRefuge): Promise<KeptUnit> => found(store.units.get(unitId));
