import { describe, expect, it } from '@jest/globals';
import { allowed, found, anAgreement, anOffer, referralOf, unitOf } from '../../testing/builders/cases.ts';
import { aKey } from '../../testing/builders/people.ts';
import { aDesk, toldTo } from '../../testing/desk.ts';
import { declineOf } from '../queries/request-view.ts';
import { declineOffer } from './decline-offer.ts';

const desk = aDesk();
const reason = 'SURVIVOR_DECLINED_LOCATION_TOO_NEAR';

describe('declineOffer', () => {
  it('frees the room at once, tells the service and seeks on, with her reason kept', async () => {
    const refuge = await desk.refuge();
    const { referralId, requestId, holdId } = await anOffer(desk.officer, refuge);
    allowed(await declineOffer(desk.officer, { idempotencyKey: aKey(), holdId, reason }));
    const request = await found(desk.store.requests.get(requestId));
    expect(request).toMatchObject({ status: 'OFFER_ENDED', decline: { by: 'SURVIVOR', reason } });
    expect(await declineOf(desk.officer, request)).toMatchObject({ reason });
    expect(await declineOf(desk.as(refuge.manager), request)).toBeNull();
    expect(await desk.store.holds.get(holdId)).toMatchObject({ status: 'SURVIVOR_DECLINED' });
    expect((await unitOf(desk.officer, refuge)).state).toEqual({ status: 'AVAILABLE' });
    expect((await referralOf(desk.officer, referralId)).status).toBe('SEEKING');
    expect(await toldTo(desk.store, refuge.worker)).toEqual(['NEW_REQUEST', 'OFFER_ANSWERED']);
    const page = await desk.store.audit.timeline(referralId, { first: 1, after: null });
    expect(page.edges[0]?.node).toMatchObject({ action: 'hold.declined', reason });
  });

  it('lets her change her mind after she had said yes', async () => {
    const refuge = await desk.refuge();
    const { referralId, holdId } = await anAgreement(desk.officer, refuge);
    allowed(await declineOffer(desk.officer, { idempotencyKey: aKey(), holdId, reason: 'SURVIVOR_CHANGED_MIND' }));
    expect((await referralOf(desk.officer, referralId)).status).toBe('SEEKING');
    expect((await unitOf(desk.officer, refuge)).state).toEqual({ status: 'AVAILABLE' });
  });

  it('refuses without a reason of hers, and after it ran out', async () => {
    const { holdId } = await anOffer(desk.officer, await desk.refuge());
    const odd = await declineOffer(desk.officer, { idempotencyKey: aKey(), holdId, reason: 'NO_VACANCY' });
    expect(odd).toEqual({ allowed: false, reason: 'REASON_NEEDED', field: 'reason' });
    const late = await declineOffer(desk.later(desk.officer, 120), { idempotencyKey: aKey(), holdId, reason });
    expect(late).toEqual({ allowed: false, reason: 'HOLD_LAPSED' });
  });
});
