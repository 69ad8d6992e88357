import { describe, expect, it } from '@jest/globals';
import { aRequest, allowed, anOffer, referralOf } from '../../testing/builders/cases.ts';
import { aKey } from '../../testing/builders/people.ts';
import { aDesk, toldTo } from '../../testing/desk.ts';
import { opened } from '../../testing/opened.ts';
import { askForInformation } from './ask-for-information.ts';

const desk = aDesk();

describe('askForInformation', () => {
  it('puts the question to those who refer, and the referral waits', async () => {
    const refuge = await desk.refuge();
    const { referralId, requestId } = await aRequest(desk.officer, refuge);
    const asked = { idempotencyKey: aKey(), requestId, question: '  Does she take her own medicine?  ' };
    allowed(await askForInformation(desk.as(refuge.manager), asked));
    const [question] = await desk.store.questions.ofRequests([requestId]);
    expect(question && opened(question.question)).toBe('Does she take her own medicine?');
    expect(await desk.store.requests.get(requestId)).toMatchObject({ status: 'INFO_REQUESTED' });
    expect((await referralOf(desk.officer, referralId)).status).toBe('INFO_NEEDED');
    expect(await toldTo(desk.store, desk.officer)).toEqual(['QUESTION_ASKED']);
  });

  it('refuses a question of blanks, one with hidden characters, and one that is too long', async () => {
    const refuge = await desk.refuge();
    const { requestId } = await aRequest(desk.officer, refuge);
    for (const [question, reason] of [
      ['   ', 'QUESTION_EMPTY'],
      ['a\u202Eb', 'FIELD_NOT_ALLOWED'],
      ['x'.repeat(4_001), 'FIELD_TOO_LONG'],
    ] as const) {
      const refused = await askForInformation(desk.as(refuge.manager), { idempotencyKey: aKey(), requestId, question });
      expect(refused).toEqual({ allowed: false, reason, field: 'question' });
    }
    expect(await desk.store.questions.ofRequests([requestId])).toEqual([]);
  });

  it('refuses after an offer, and reads as not found for another refuge', async () => {
    const refuge = await desk.refuge();
    const { requestId } = await anOffer(desk.officer, refuge);
    const input = { idempotencyKey: aKey(), requestId, question: 'Why?' };
    expect(await askForInformation(desk.as(refuge.manager), input)).toEqual({
      allowed: false,
      reason: 'REQUEST_STATE',
    });
    const other = await desk.refuge();
    await expect(askForInformation(desk.as(other.manager), input)).rejects.toThrow('PlacementRequest not found');
  });
});
