import { describe, expect, it } from '@jest/globals';
import { aRequest, allowed, anAgreement, anOffer, referralOf, unitOf } from '../../testing/builders/cases.ts';
import { aKey } from '../../testing/builders/people.ts';
import { aDesk, toldTo } from '../../testing/desk.ts';
import { acceptOffer } from './accept-offer.ts';
import { withdrawOffer } from './withdraw-offer.ts';

const desk = aDesk();
const reason = 'STAFFING_CAPACITY';

describe('withdrawOffer', () => {
  it('tells those who refer and the coordinator, and asks again who was sent away, and the next one', async () => {
    const [one, two, three] = [await desk.refuge(), await desk.refuge(), await desk.refuge()];
    const holding = await anOffer(desk.officer, one);
    const { referralId, holdId } = holding;
    const other = await aRequest(desk.officer, two, { referralId });
    allowed(await acceptOffer(desk.officer, { idempotencyKey: aKey(), holdId, survivorAgrees: true }));
    allowed(await withdrawOffer(desk.as(one.manager), { idempotencyKey: aKey(), holdId, reason }));

    expect(await desk.store.holds.get(holdId)).toMatchObject({ status: 'PROVIDER_WITHDRAWN' });
    expect(await referralOf(desk.officer, referralId)).toMatchObject({ status: 'SEEKING', round: 2 });
    const requests = await desk.store.requests.ofReferral(referralId);
    // Both are sent at the same instant, so in no order.
    const again = new Map(requests.filter(({ round }) => round === 2).map((one) => [one.serviceId, one]));
    expect(new Set(again.keys())).toEqual(new Set([two.serviceId, three.serviceId]));
    expect([...again.values()].map(({ status }) => status)).toEqual(['SENT', 'SENT']);
    expect(again.get(two.serviceId)?.id).not.toBe(other.requestId);
    expect(await desk.store.requests.get(holding.requestId)).toMatchObject({ decline: { by: 'SERVICE', reason } });
    expect(await toldTo(desk.store, desk.officer)).toEqual(['OFFER_MADE', 'OFFER_WITHDRAWN']);
    expect(await toldTo(desk.store, desk.coordinator)).toEqual(['OFFER_WITHDRAWN']);
  });

  it('before a yes only frees the room: the other services are still deciding', async () => {
    const [one, two] = [await desk.refuge(), await desk.refuge()];
    const { referralId, holdId } = await anOffer(desk.officer, one);
    const other = await aRequest(desk.officer, two, { referralId });
    allowed(await withdrawOffer(desk.as(one.manager), { idempotencyKey: aKey(), holdId, reason }));
    expect((await unitOf(desk.officer, one)).state).toEqual({ status: 'AVAILABLE' });
    expect(await referralOf(desk.officer, referralId)).toMatchObject({ status: 'SEEKING', round: 1 });
    expect(await desk.store.requests.get(other.requestId)).toMatchObject({ status: 'SENT' });
  });

  it('is the manager’s to answer for, with a reason of the service', async () => {
    const refuge = await desk.refuge();
    const { holdId } = await anAgreement(desk.officer, refuge);
    const byWorker = { idempotencyKey: aKey(), holdId, reason };
    await expect(withdrawOffer(desk.as(refuge.worker), byWorker)).rejects.toThrow('Hold not found');
    const odd = { idempotencyKey: aKey(), holdId, reason: 'SURVIVOR_CHANGED_MIND' };
    const refused = await withdrawOffer(desk.as(refuge.manager), odd);
    expect(refused).toEqual({ allowed: false, reason: 'REASON_NEEDED', field: 'reason' });
  });
});
