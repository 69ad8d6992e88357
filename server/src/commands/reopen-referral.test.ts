import { describe, expect, it } from '@jest/globals';
import { aRequest, allowed, referralOf } from '../../testing/builders/cases.ts';
import { aKey } from '../../testing/builders/people.ts';
import { aDesk } from '../../testing/desk.ts';
import { opened } from '../../testing/opened.ts';
import { reopenReferral } from './reopen-referral.ts';
import { sendRequests } from './send-requests.ts';
import { withdrawReferral } from './withdraw-referral.ts';

const desk = aDesk();
const DAY = 24 * 60;

async function aWithdrawn(): Promise<
  Awaited<ReturnType<typeof aRequest>> & { serviceId: Parameters<typeof sendRequests>[1]['serviceIds'][number] }
> {
  const refuge = await desk.refuge();
  const asked = await aRequest(desk.officer, refuge);
  const { referralId } = asked;
  const reason = 'COULD_NOT_CONTACT_SAFELY';
  allowed(await withdrawReferral(desk.officer, { idempotencyKey: aKey(), referralId, reason }));
  return { ...asked, serviceId: refuge.serviceId };
}

describe('reopenReferral', () => {
  it('takes up the same story on day nine, with a new clock and a new round in which services are asked again', async () => {
    const { referralId, requestId, serviceId } = await aWithdrawn();
    const before = opened((await referralOf(desk.officer, referralId)).story);
    const dayNine = desk.later(desk.officer, 9 * DAY);
    allowed(await reopenReferral(dayNine, { idempotencyKey: aKey(), referralId }));

    const referral = await referralOf(desk.officer, referralId);
    expect(referral).toMatchObject({ status: 'SUBMITTED', round: 2, unplacedSince: dayNine.now });
    expect(referral.placeBy?.getTime()).toBe(dayNine.now.getTime() + 4 * 3_600_000);
    expect([referral.withdrawal, referral.closedAt]).toEqual([undefined, undefined]);
    expect(opened(referral.story)).toEqual(before);
    const again = await sendRequests(dayNine, { idempotencyKey: aKey(), referralId, serviceIds: [serviceId] });
    expect(allowed(again).requestIds).not.toContain(requestId);
  });

  it('refuses after 28 days, to the instant', async () => {
    const { referralId } = await aWithdrawn();
    const late = { ...desk.officer, now: new Date(desk.officer.now.getTime() + 28 * DAY * 60_000 + 1) };
    const refused = await reopenReferral(late, { idempotencyKey: aKey(), referralId });
    expect(refused).toEqual({ allowed: false, reason: 'REFERRAL_STATE' });
    allowed(await reopenReferral(desk.later(desk.officer, 28 * DAY), { idempotencyKey: aKey(), referralId }));
  });

  it('refuses one that is open, and reads as not found for another council', async () => {
    const { referralId } = await aRequest(desk.officer, await desk.refuge());
    const refused = await reopenReferral(desk.officer, { idempotencyKey: aKey(), referralId });
    expect(refused).toEqual({ allowed: false, reason: 'REFERRAL_STATE' });
    const theirs = await aWithdrawn();
    const input = { idempotencyKey: aKey(), referralId: theirs.referralId };
    await expect(reopenReferral(desk.stranger, input)).rejects.toThrow('Referral not found');
  });
});
