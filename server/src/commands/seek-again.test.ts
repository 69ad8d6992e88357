import { describe, expect, it } from '@jest/globals';
import { aSentReferral, allowed, anAgreement, referralOf } from '../../testing/builders/cases.ts';
import { aKey } from '../../testing/builders/people.ts';
import { aDesk } from '../../testing/desk.ts';
import { recordNoShow } from './record-no-show.ts';
import { seekAgain } from './seek-again.ts';

const desk = aDesk();

describe('seekAgain', () => {
  it('looks for a place again after a missed arrival, in a new round, with the welfare check done', async () => {
    const refuge = await desk.refuge();
    const { referralId, holdId } = await anAgreement(desk.officer, refuge);
    allowed(await recordNoShow(desk.as(refuge.worker), { idempotencyKey: aKey(), holdId }));
    allowed(await seekAgain(desk.officer, { idempotencyKey: aKey(), referralId }));
    const referral = await referralOf(desk.officer, referralId);
    expect(referral).toMatchObject({ status: 'SEEKING', round: 2 });
    expect(referral.welfareCheckBy).toBeUndefined();
  });

  it('refuses where nobody was missed', async () => {
    const referralId = await aSentReferral(desk.officer);
    const refused = await seekAgain(desk.officer, { idempotencyKey: aKey(), referralId });
    expect(refused).toEqual({ allowed: false, reason: 'REFERRAL_STATE' });
  });
});
