import { type Decision, allow, refuse } from '@openhaven/domain/decision';
import type { PlacementRequestId } from '@openhaven/domain/ids';
import { applyToRequest } from '@openhaven/domain/placement-request';
import { applyToReferral } from '@openhaven/domain/referral';
import { randomUUID } from 'node:crypto';
import type { Context } from '../context.ts';
import { aboutRequest } from './about.ts';
import type { RequestDone } from './ids.ts';
import { keep } from './keep.ts';
import { present, requestFor } from './load.ts';
import { mustBeSaved, runCommand } from './run-command.ts';
import { tellReferrers } from './tell.ts';
import { words } from './words.ts';

/** The service needs to know more. The question goes to whoever refers; an urgent referral's clock keeps running. */
export function askForInformation(
  context: Context,
  input: { idempotencyKey: string; requestId: PlacementRequestId; question: string },
): Promise<Decision<RequestDone>> {
  const { now } = context;
  const { requestId } = input;
  const wish = { name: 'request.ask', key: input.idempotencyKey, input, about: { requestId } };
  return runCommand(context, wish, async (tx) => {
    const request = await requestFor(context, tx, requestId, 'request.answer');
    const question = words(input.question, 'question');
    if (!question.allowed)
      return question.reason === 'FIELD_REQUIRED' ? refuse('QUESTION_EMPTY', 'question') : question;
    const asked = keep(request, applyToRequest(request, 'ASK_INFORMATION', now));
    if (!asked.allowed) return asked;

    const { referralId, serviceId } = request;
    mustBeSaved(await tx.requests.save(asked.value));
    await tx.questions.ask({ id: randomUUID(), requestId, referralId, askedAt: now }, question.value);
    const referral = await present(tx.referrals.get(referralId), 'referral');
    const waiting = keep(referral, applyToReferral(referral, 'NEED_INFORMATION'));
    if (waiting.allowed) mustBeSaved(await tx.referrals.save(waiting.value));
    await tx.audit.add({ action: 'request.question-asked', ...aboutRequest(request) }, context);
    const telling = { kind: 'QUESTION_ASKED', referralId, requestId, serviceId } as const;
    await tellReferrers(tx, context, request.referrerOrganisationId, telling);
    return allow({ requestId, referralId });
  });
}
