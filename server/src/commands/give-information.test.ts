import { describe, expect, it } from '@jest/globals';
import type { ReferralId } from '@openhaven/domain/ids';
import { aRequest, allowed, referralOf } from '../../testing/builders/cases.ts';
import { aKey } from '../../testing/builders/people.ts';
import type { TestRefuge } from '../../testing/builders/places.ts';
import { aDesk, toldTo } from '../../testing/desk.ts';
import { opened } from '../../testing/opened.ts';
import { askForInformation } from './ask-for-information.ts';
import { giveInformation } from './give-information.ts';

const desk = aDesk();

async function aQuestion(
  refuge: TestRefuge,
  referralId?: ReferralId,
): Promise<Awaited<ReturnType<typeof aRequest>> & { questionId: string }> {
  const asked = await aRequest(desk.officer, refuge, referralId ? { referralId } : {});
  const { requestId } = asked;
  allowed(await askForInformation(desk.as(refuge.manager), { idempotencyKey: aKey(), requestId, question: 'Why?' }));
  const [question] = await desk.store.questions.ofRequests([requestId]);
  return { ...asked, questionId: question?.id ?? '' };
}

describe('giveInformation', () => {
  it('answers, tells the service, and the service decides again', async () => {
    const refuge = await desk.refuge();
    const { referralId, requestId, questionId } = await aQuestion(refuge);
    allowed(await giveInformation(desk.officer, { idempotencyKey: aKey(), requestId, questionId, answer: 'Yes.' }));
    const [question] = await desk.store.questions.ofRequests([requestId]);
    expect(question?.answer && opened(question.answer)).toBe('Yes.');
    expect(await desk.store.requests.get(requestId)).toMatchObject({ status: 'ACKNOWLEDGED' });
    expect((await referralOf(desk.officer, referralId)).status).toBe('SEEKING');
    expect(await toldTo(desk.store, refuge.manager)).toEqual(['NEW_REQUEST', 'QUESTION_ANSWERED']);
  });

  it('lets the referral wait while another service still asks', async () => {
    const [one, two] = [await desk.refuge(), await desk.refuge()];
    const first = await aQuestion(one);
    await aQuestion(two, first.referralId);
    const { requestId, questionId } = first;
    allowed(await giveInformation(desk.officer, { idempotencyKey: aKey(), requestId, questionId, answer: 'Yes.' }));
    expect((await referralOf(desk.officer, first.referralId)).status).toBe('INFO_NEEDED');
  });

  it('keeps the first answer, and refuses an empty one', async () => {
    const { requestId, questionId } = await aQuestion(await desk.refuge());
    const input = { requestId, questionId };
    const empty = await giveInformation(desk.officer, { idempotencyKey: aKey(), ...input, answer: ' ' });
    expect(empty).toEqual({ allowed: false, reason: 'FIELD_REQUIRED', field: 'answer' });
    allowed(await giveInformation(desk.officer, { idempotencyKey: aKey(), ...input, answer: 'First' }));
    const second = await giveInformation(desk.coordinator, { idempotencyKey: aKey(), ...input, answer: 'Second' });
    expect(second).toMatchObject({ allowed: false, reason: 'CHANGED_MEANWHILE' });
    const [kept] = await desk.store.questions.ofRequests([requestId]);
    expect(kept?.answer && opened(kept.answer)).toBe('First');
  });

  it('reads as not found for the question of another request', async () => {
    const [one, two] = [await aQuestion(await desk.refuge()), await aQuestion(await desk.refuge())];
    const crossed = { idempotencyKey: aKey(), requestId: one.requestId, questionId: two.questionId, answer: 'Yes.' };
    await expect(giveInformation(desk.officer, crossed)).rejects.toThrow('Question not found');
  });
});
