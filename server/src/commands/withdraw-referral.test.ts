import { describe, expect, it } from '@jest/globals';
import { aRequest, aSentReferral, aStay, allowed, anOffer, referralOf, unitOf } from '../../testing/builders/cases.ts';
import { aKey } from '../../testing/builders/people.ts';
import { NOON, aDesk } from '../../testing/desk.ts';
import { withdrawReferral } from './withdraw-referral.ts';

const desk = aDesk();
const reason = 'SURVIVOR_CHANGED_MIND';

describe('withdrawReferral', () => {
  it('ends every request and lets every space go, in the same moment', async () => {
    const [one, two] = [await desk.refuge(), await desk.refuge()];
    const { referralId, requestId, holdId } = await anOffer(desk.officer, one);
    const other = await aRequest(desk.officer, two, { referralId });
    allowed(await withdrawReferral(desk.officer, { idempotencyKey: aKey(), referralId, reason }));

    expect(await referralOf(desk.officer, referralId)).toMatchObject({
      status: 'WITHDRAWN',
      withdrawal: reason,
      closedAt: NOON,
    });
    expect((await unitOf(desk.officer, one)).state).toEqual({ status: 'AVAILABLE' });
    expect(await desk.store.holds.get(holdId)).toMatchObject({ status: 'RELEASED' });
    for (const id of [requestId, other.requestId]) {
      expect(await desk.store.requests.get(id)).toMatchObject({ status: 'SUPERSEDED' });
    }
  });

  it('refuses a reason that is not one of withdrawing', async () => {
    const referralId = await aSentReferral(desk.officer);
    for (const wrong of ['', 'NO_VACANCY', 'PROVIDER_NO_RESPONSE']) {
      const refused = await withdrawReferral(desk.officer, { idempotencyKey: aKey(), referralId, reason: wrong });
      expect(refused).toEqual({ allowed: false, reason: 'REASON_NEEDED', field: 'reason' });
    }
  });

  it('refuses once they live there, and the second time', async () => {
    const { referralId } = await aStay(desk.officer, await desk.refuge());
    const placed = await withdrawReferral(desk.officer, { idempotencyKey: aKey(), referralId, reason });
    expect(placed).toEqual({ allowed: false, reason: 'REFERRAL_STATE' });
    const other = await aSentReferral(desk.officer);
    allowed(await withdrawReferral(desk.coordinator, { idempotencyKey: aKey(), referralId: other, reason }));
    const twice = await withdrawReferral(desk.officer, { idempotencyKey: aKey(), referralId: other, reason });
    expect(twice).toEqual({ allowed: false, reason: 'REFERRAL_STATE' });
  });

  it('reads as not found for another council', async () => {
    const referralId = await aSentReferral(desk.officer);
    const input = { idempotencyKey: aKey(), referralId, reason };
    await expect(withdrawReferral(desk.stranger, input)).rejects.toThrow('Referral not found');
  });
});
