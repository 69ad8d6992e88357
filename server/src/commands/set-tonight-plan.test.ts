import { describe, expect, it } from '@jest/globals';
import { aSentReferral, allowed, referralOf } from '../../testing/builders/cases.ts';
import { aKey } from '../../testing/builders/people.ts';
import { aDesk } from '../../testing/desk.ts';
import { opened } from '../../testing/opened.ts';
import { setTonightPlan } from './set-tonight-plan.ts';
import { withdrawReferral } from './withdraw-referral.ts';

const desk = aDesk();
const tonight = 'HOTEL_OR_BED_AND_BREAKFAST';

describe('setTonightPlan', () => {
  it('says where they sleep tonight, for the board and for the story', async () => {
    const referralId = await aSentReferral(desk.officer);
    allowed(await setTonightPlan(desk.coordinator, { idempotencyKey: aKey(), referralId, tonight }));
    const referral = await referralOf(desk.officer, referralId);
    expect([referral.tonight, opened(referral.story).tonight]).toEqual([tonight, tonight]);
  });

  it('refuses a referral that has ended, and reads as not found for another council', async () => {
    const referralId = await aSentReferral(desk.officer);
    const input = { idempotencyKey: aKey(), referralId, tonight } as const;
    await expect(setTonightPlan(desk.stranger, input)).rejects.toThrow('Referral not found');
    allowed(await withdrawReferral(desk.officer, { idempotencyKey: aKey(), referralId, reason: 'REFERRER_WITHDREW' }));
    expect(await setTonightPlan(desk.officer, input)).toEqual({ allowed: false, reason: 'REFERRAL_STATE' });
  });
});
