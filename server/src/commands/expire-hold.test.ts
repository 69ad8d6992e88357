import { describe, expect, it } from '@jest/globals';
import type { HoldId } from '@openhaven/domain/ids';
import { aSentReferral, allowed, anAgreement, anOffer, referralOf, unitOf } from '../../testing/builders/cases.ts';
import { aKey, minutesAfter } from '../../testing/builders/people.ts';
import { NOON, aDesk, toldTo } from '../../testing/desk.ts';
import { clockContext } from './clock-context.ts';
import { expireHold } from './expire-hold.ts';
import { placeHold } from './place-hold.ts';

const desk = aDesk();
const clockAt = (minutes: number): ReturnType<typeof clockContext> =>
  clockContext(desk.store, minutesAfter(NOON, minutes));

describe('expireHold', () => {
  it('ends an offer that has run out, tells those who refer, and seeks on', async () => {
    const refuge = await desk.refuge();
    const { referralId, requestId, holdId } = await anOffer(desk.officer, refuge);
    await expireHold(clockAt(120), { holdId });
    expect(await desk.store.holds.get(holdId)).toMatchObject({ status: 'EXPIRED' });
    expect((await unitOf(desk.officer, refuge)).state).toEqual({ status: 'AVAILABLE' });
    expect(await desk.store.requests.get(requestId)).toMatchObject({ status: 'OFFER_ENDED' });
    expect((await referralOf(desk.officer, referralId)).status).toBe('SEEKING');
    expect(await toldTo(desk.store, desk.officer)).toEqual(['OFFER_MADE', 'HOLD_LAPSED']);
  });

  it('lets a request go on being decided when only a hold on it lapses', async () => {
    const refuge = await desk.refuge();
    const referralId = await aSentReferral(desk.officer);
    const held = allowed(await placeHold(desk.officer, { idempotencyKey: aKey(), referralId, unitId: refuge.unitId }));
    await expireHold(clockAt(120), held);
    const request = await desk.store.requests.get(held.requestId);
    expect(request).toMatchObject({ status: 'SENT' });
    expect(request?.holdId).toBeUndefined();
  });

  it('does nothing a moment too early, to one that is agreed, twice, or to one that nobody knows', async () => {
    const { holdId } = await anOffer(desk.officer, await desk.refuge());
    await expireHold(clockContext(desk.store, new Date(minutesAfter(NOON, 120).getTime() - 1)), { holdId });
    expect(await desk.store.holds.get(holdId)).toMatchObject({ status: 'HELD' });
    const agreed = await anAgreement(desk.officer, await desk.refuge());
    await expireHold(clockAt(999), agreed);
    expect(await desk.store.holds.get(agreed.holdId)).toMatchObject({ status: 'SURVIVOR_ACCEPTED' });
    await expireHold(clockAt(120), { holdId });
    const once = await desk.store.holds.get(holdId);
    await expireHold(clockAt(121), { holdId });
    expect(await desk.store.holds.get(holdId)).toEqual(once);
    await expireHold(clockAt(0), { holdId: '00000000-0000-4000-8000-0000000000ff' as HoldId });
  });

  it('is the clock’s alone', async () => {
    const { holdId } = await anOffer(desk.officer, await desk.refuge());
    const run = async (): Promise<void> => expireHold(desk.coordinator, { holdId });
    await expect(run()).rejects.toThrow('Hold not found');
  });
});
