import { type Decision, allow, refuse } from '@openhaven/domain/decision';
import type { PlacementRequestId } from '@openhaven/domain/ids';
import { applyToRequest } from '@openhaven/domain/placement-request';
import type { Context, KeptRequest, Store } from '../context.ts';
import { NotFoundError } from '../errors.ts';
import { aboutRequest } from './about.ts';
import { goOnSeeking } from './go-on-seeking.ts';
import type { RequestDone } from './ids.ts';
import { keep } from './keep.ts';
import { requestFor } from './load.ts';
import { mustBeSaved, runCommand } from './run-command.ts';
import { tellService } from './tell.ts';
import { words } from './words.ts';

/** Answers a service's question, once. When the last one is answered, the service decides again. */
export function giveInformation(
  context: Context,
  input: { idempotencyKey: string; requestId: PlacementRequestId; questionId: string; answer: string },
): Promise<Decision<RequestDone>> {
  const { requestId, questionId } = input;
  const wish = { name: 'request.inform', key: input.idempotencyKey, input, about: { requestId } };
  return runCommand(context, wish, async (tx) => {
    const request = await requestFor(context, tx, requestId, 'request.inform');
    const questions = await tx.questions.ofRequests([requestId]);
    const question = questions.find(({ id }) => id === questionId);
    if (question === undefined) throw new NotFoundError('Question');
    if (question.answer !== undefined) return refuse('CHANGED_MEANWHILE', 'answer');
    const answer = words(input.answer, 'answer');
    if (!answer.allowed) return answer;

    const { referralId, serviceId } = request;
    mustBeSaved(await tx.questions.answer(question, answer.value, context.now));
    if (questions.every((one) => one.id === questionId || one.answer !== undefined)) {
      await answered(tx, context, request);
    }
    await tx.audit.add({ action: 'request.question-answered', ...aboutRequest(request) }, context);
    await tellService(tx, context, { kind: 'QUESTION_ANSWERED', requestId, referralId, serviceId });
    return allow({ requestId, referralId });
  });
}

async function answered(tx: Store, { now }: Context, request: KeptRequest): Promise<void> {
  const informed = keep(request, applyToRequest(request, 'GIVE_INFORMATION', now));
  if (informed.allowed) mustBeSaved(await tx.requests.save(informed.value));
  await goOnSeeking(tx, request);
}
