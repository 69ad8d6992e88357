import { describe, expect, it } from '@jest/globals';
import { aRequest, aSentReferral, allowed, anOffer, unitOf } from '../../testing/builders/cases.ts';
import { aKey } from '../../testing/builders/people.ts';
import { aDesk, toldTo } from '../../testing/desk.ts';
import { opened } from '../../testing/opened.ts';
import { type DeclineWish, declineRequest } from './decline-request.ts';
import { placeHold } from './place-hold.ts';

const desk = aDesk();

const aNo = (change: Partial<DeclineWish> & Pick<DeclineWish, 'requestId'>): DeclineWish => ({
  idempotencyKey: aKey(),
  reason: 'NEED_MENTAL_HEALTH',
  need: 'MENTAL_HEALTH',
  wouldBeYesIf: 'EXTRA_SUPPORT_WITH_THE_HOUSEHOLD',
  ...change,
});

describe('declineRequest', () => {
  it('keeps who, why, which need and what would have made it a yes; and tells those who refer', async () => {
    const refuge = await desk.refuge();
    const { requestId } = await aRequest(desk.officer, refuge);
    allowed(await declineRequest(desk.as(refuge.manager), aNo({ requestId, note: 'Two staff are away.' })));
    const request = await desk.store.requests.get(requestId);
    expect(request).toMatchObject({
      status: 'DECLINED',
      decline: {
        by: 'SERVICE',
        reason: 'NEED_MENTAL_HEALTH',
        need: 'MENTAL_HEALTH',
        wouldBeYesIf: 'EXTRA_SUPPORT_WITH_THE_HOUSEHOLD',
      },
    });
    expect(request?.declineNote && opened(request.declineNote)).toBe('Two staff are away.');
    expect(await toldTo(desk.store, desk.officer)).toEqual(['REQUEST_DECLINED']);
  });

  it.each([
    ['without a reason', { reason: '' }, 'DECLINE_NEEDS_REASON', 'reason'],
    ['with the survivor’s reason', { reason: 'SURVIVOR_CHANGED_MIND' }, 'DECLINE_REASON_NOT_YOURS', 'reason'],
    ['with the clock’s reason', { reason: 'PROVIDER_NO_RESPONSE' }, 'DECLINE_REASON_NOT_YOURS', 'reason'],
    ['about a need without saying which', { need: '' }, 'DECLINE_NEEDS_NEED', 'need'],
    ['without what would have made it a yes', { wouldBeYesIf: '' }, 'DECLINE_NEEDS_CHANGE', 'wouldBeYesIf'],
    ['with a note of hidden characters', { note: '\u0007' }, 'FIELD_NOT_ALLOWED', 'note'],
  ] as const)('refuses a no %s', async (_, change, reason, field) => {
    const refuge = await desk.refuge();
    const { requestId } = await aRequest(desk.officer, refuge);
    const refused = await declineRequest(desk.as(refuge.manager), aNo({ requestId, ...change }));
    expect(refused).toEqual({ allowed: false, reason, field });
    expect(await desk.store.requests.get(requestId)).toMatchObject({ status: 'SENT' });
  });

  it('lets go of the space that was kept while the service decided', async () => {
    const refuge = await desk.refuge();
    const referralId = await aSentReferral(desk.officer);
    const held = await placeHold(desk.officer, { idempotencyKey: aKey(), referralId, unitId: refuge.unitId });
    const { requestId, holdId } = allowed(held);
    allowed(await declineRequest(desk.as(refuge.manager), aNo({ requestId })));
    expect((await unitOf(desk.officer, refuge)).state).toEqual({ status: 'AVAILABLE' });
    expect(await desk.store.holds.get(holdId)).toMatchObject({ status: 'RELEASED' });
  });

  it('refuses after an offer: that is taken back, with everybody told', async () => {
    const refuge = await desk.refuge();
    const { requestId } = await anOffer(desk.officer, refuge);
    const refused = await declineRequest(desk.as(refuge.manager), aNo({ requestId }));
    expect(refused).toEqual({ allowed: false, reason: 'REQUEST_STATE' });
  });
});
