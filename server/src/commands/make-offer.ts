import { type Decision, allow } from '@openhaven/domain/decision';
import type { Context, KeptRequest, Store } from '../context.ts';
import { aboutHold } from './about.ts';
import { answered } from './answered.ts';
import { arrangeForPlace } from './arrange.ts';
import { arrangeJourney } from './arrange-journey.ts';
import { expireHoldIn } from './expire-hold-in.ts';
import type { HoldDone } from './ids.ts';
import { present, requestFor } from './load.ts';
import { mayOffer } from './may-offer.ts';
import { countAnswer } from './count-answer.ts';
import { freezeDecision } from './freeze-decision.ts';
import { offerUnit } from './offer-unit.ts';
import type { OfferInput } from './offer.ts';
import { mustBeSaved, runCommand } from './run-command.ts';
import { stopClocks } from './stop-clocks.ts';
import { tellReferrers } from './tell.ts';

/** The service says yes: one unit is kept for this household until the survivor's clock runs out. A late yes counts. */
export function makeOffer(context: Context, input: OfferInput): Promise<Decision<HoldDone>> {
  const { requestId } = input;
  const wish = { name: 'hold.offer', key: input.idempotencyKey, input, about: { requestId } };
  return runCommand(context, wish, async (tx) =>
    offerFrom(tx, context, await requestFor(context, tx, requestId, 'hold.offer'), input),
  );
}

/** The yes itself, of whoever has been found to speak for the service. */
export async function offerFrom(
  tx: Store,
  context: Context,
  asked: KeptRequest,
  input: OfferInput,
): Promise<Decision<HoldDone>> {
  const request = await withoutLapsedOffer(tx, context, asked);
  const ready = await mayOffer(tx, context, request, input);
  if (!ready.allowed) return ready;

  mustBeSaved(await tx.referrals.save(ready.value.referral));
  const { id: holdId, ...made } = await offerUnit(tx, context, ready.value);
  const basis = await freezeDecision(tx, context, request, ready.value.referral);
  const offered = answered({ ...ready.value.request, holdId, unitId: made.unitId }, context);
  mustBeSaved(await tx.requests.save(offered, basis));
  await countAnswer(tx, context, request, { story: ready.value.story, answer: 'YES' });
  await arrangeForPlace(tx, context, request.referralId, ready.value);
  await arrangeJourney(tx, context, request.referralId);
  const { id: requestId, referralId, serviceId } = request;
  await stopClocks(tx, [requestId]);
  await tx.audit.add({ action: 'hold.offered', ...aboutHold({ id: holdId, ...made }) }, context);
  const telling = { kind: 'OFFER_MADE', referralId, requestId, serviceId } as const;
  await tellReferrers(tx, context, request.referrerOrganisationId, telling);
  return allow({ holdId, requestId, referralId });
}

/** The request, with an offer of it closed that ran out unseen, so that the service can say yes again. */
async function withoutLapsedOffer(tx: Store, context: Context, request: KeptRequest): Promise<KeptRequest> {
  const hold = request.holdId === undefined ? null : await tx.holds.get(request.holdId);
  const isClosed = hold !== null && (await expireHoldIn(tx, context, hold));
  return isClosed ? present(tx.requests.get(request.id), 'request') : request;
}
