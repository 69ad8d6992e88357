import { civilDateAt } from '@openhaven/domain/calendar';
import { type Decision, allow } from '@openhaven/domain/decision';
import { checkDecline, namesNeed } from '@openhaven/domain/decline';
import { isActive, release } from '@openhaven/domain/hold';
import type { PlacementRequestId } from '@openhaven/domain/ids';
import { declineRequest as decide } from '@openhaven/domain/placement-request';
import { grantForRules } from '../access/look.ts';
import type { Context, KeptRequest, Store } from '../context.ts';
import { aboutHold, aboutRequest } from './about.ts';
import { answered } from './answered.ts';
import { callConference } from './challenge-decline.ts';
import { endHold } from './end-hold.ts';
import { expireHoldIn } from './expire-hold-in.ts';
import { countAnswer } from './count-answer.ts';
import { freezeDecision } from './freeze-decision.ts';
import { goOnSeeking } from './go-on-seeking.ts';
import type { RequestDone } from './ids.ts';
import { keep } from './keep.ts';
import { present, requestFor } from './load.ts';
import { mustBeSaved, runCommand } from './run-command.ts';
import { stopClocks } from './stop-clocks.ts';
import { tellReferrers } from './tell.ts';
import { words } from './words.ts';

export interface DeclineWish {
  readonly idempotencyKey: string;
  readonly requestId: PlacementRequestId;
  readonly reason: string;
  readonly need?: string;
  readonly routesTried?: readonly string[];
  readonly wouldBeYesIf: string;
  readonly note?: string;
}

/** The service says no: with a reason, the need it could not meet, and what would have made it a yes. Nothing less passes. */
export function declineRequest(context: Context, input: DeclineWish): Promise<Decision<RequestDone>> {
  const { requestId } = input;
  const wish = { name: 'request.decline', key: input.idempotencyKey, input, about: { requestId } };
  return runCommand(context, wish, async (tx) =>
    declineFrom(tx, context, await requestFor(context, tx, requestId, 'request.answer'), input),
  );
}

/** The no itself, of whoever has been found to speak for the service. */
export async function declineFrom(
  tx: Store,
  context: Context,
  request: KeptRequest,
  input: DeclineWish,
): Promise<Decision<RequestDone>> {
  const { now } = context;
  const answer = checkDecline({ by: 'SERVICE', ...input }, civilDateAt(now));
  if (!answer.allowed) return answer;
  const note = input.note === undefined ? allow('') : words(input.note, 'note');
  if (!note.allowed) return note;
  const declined = keep(request, decide(request, answer.value, now));
  if (!declined.allowed) return declined;

  const { id: requestId, referralId, serviceId, priority } = request;
  const referral = await present(tx.referrals.get(referralId), 'referral');
  const basis = await freezeDecision(tx, context, request, referral);
  mustBeSaved(await tx.requests.save(answered(declined.value, context), basis));
  const story = referral.story.open(grantForRules('FIGURES'));
  const { reason, wouldBeYesIf } = answer.value;
  await countAnswer(tx, context, request, { story, answer: 'NO', reason });
  await stopClocks(tx, [requestId]);
  await letGo(tx, context, request);
  await goOnSeeking(tx, request);
  if (namesNeed(reason)) await callConference(tx, context, request);
  const because = { reason, ...(wouldBeYesIf && { wouldBeYesIf }) };
  await tx.audit.add({ action: 'request.declined', ...because, ...aboutRequest(request) }, context);
  const telling = { kind: 'REQUEST_DECLINED', referralId, requestId, serviceId, priority } as const;
  await tellReferrers(tx, context, request.referrerOrganisationId, telling);
  return allow({ requestId, referralId });
}

/** A space that was kept free while the service decided is free again. */
async function letGo(tx: Store, context: Context, { holdId }: KeptRequest): Promise<void> {
  if (holdId === undefined) return;
  const hold = await present(tx.holds.get(holdId), 'hold');
  if (!isActive(hold, context.now)) {
    await expireHoldIn(tx, context, hold);
    return;
  }
  const released = keep(hold, release(hold, context.now));
  if (!released.allowed) return;
  await endHold(tx, context, released.value);
  await tx.audit.add({ action: 'hold.released', ...aboutHold(hold) }, context);
}
