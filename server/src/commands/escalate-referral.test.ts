import { describe, expect, it } from '@jest/globals';
import { aDraft, aSentReferral, allowed, referralOf } from '../../testing/builders/cases.ts';
import { aKey } from '../../testing/builders/people.ts';
import { NOON, aDesk, toldTo } from '../../testing/desk.ts';
import { escalateReferral } from './escalate-referral.ts';

const desk = aDesk();

describe('escalateReferral', () => {
  it('tells the coordinator at once, and only once', async () => {
    const referralId = await aSentReferral(desk.officer);
    allowed(await escalateReferral(desk.officer, { idempotencyKey: aKey(), referralId }));
    allowed(await escalateReferral(desk.later(desk.officer, 5), { idempotencyKey: aKey(), referralId }));
    expect((await referralOf(desk.officer, referralId)).escalatedAt).toEqual(NOON);
    expect(await toldTo(desk.store, desk.coordinator)).toEqual(['COORDINATOR_STEP_IN']);
  });

  it('refuses a draft, and reads as not found for another council', async () => {
    const referralId = await aDraft(desk.officer);
    const input = { idempotencyKey: aKey(), referralId };
    expect(await escalateReferral(desk.officer, input)).toEqual({ allowed: false, reason: 'REFERRAL_STATE' });
    await expect(escalateReferral(desk.stranger, input)).rejects.toThrow('Referral not found');
  });
});
