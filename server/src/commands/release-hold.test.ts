import { describe, expect, it } from '@jest/globals';
import { allowed, anOffer, referralOf, unitOf } from '../../testing/builders/cases.ts';
import { aKey } from '../../testing/builders/people.ts';
import { aDesk } from '../../testing/desk.ts';
import { releaseHold } from './release-hold.ts';

const desk = aDesk();

describe('releaseHold', () => {
  it('frees the space at once and seeks on', async () => {
    const refuge = await desk.refuge();
    const { referralId, requestId, holdId } = await anOffer(desk.officer, refuge);
    allowed(await releaseHold(desk.officer, { idempotencyKey: aKey(), holdId }));
    expect((await unitOf(desk.officer, refuge)).state).toEqual({ status: 'AVAILABLE' });
    expect(await desk.store.requests.get(requestId)).toMatchObject({ status: 'OFFER_ENDED' });
    expect((await referralOf(desk.officer, referralId)).status).toBe('SEEKING');
  });

  it('leaves a referral with another offer waiting for its answer', async () => {
    const [one, two] = [await desk.refuge(), await desk.refuge()];
    const { referralId, holdId } = await anOffer(desk.officer, one);
    await anOffer(desk.officer, two, { referralId });
    allowed(await releaseHold(desk.officer, { idempotencyKey: aKey(), holdId }));
    expect((await referralOf(desk.officer, referralId)).status).toBe('OFFERED');
  });

  it('refuses the second time and after it ran out, and reads as not found for anybody else', async () => {
    const { holdId } = await anOffer(desk.officer, await desk.refuge());
    allowed(await releaseHold(desk.officer, { idempotencyKey: aKey(), holdId }));
    const twice = await releaseHold(desk.officer, { idempotencyKey: aKey(), holdId });
    expect(twice).toEqual({ allowed: false, reason: 'HOLD_NOT_ACTIVE' });
    const other = await anOffer(desk.officer, await desk.refuge());
    const input = { idempotencyKey: aKey(), holdId: other.holdId };
    await expect(releaseHold(desk.stranger, input)).rejects.toThrow('Hold not found');
    expect(await releaseHold(desk.later(desk.officer, 120), input)).toEqual({ allowed: false, reason: 'HOLD_LAPSED' });
  });
});
