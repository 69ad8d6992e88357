import { describe, expect, it } from '@jest/globals';
import { aRequest, aSentReferral, allowed, anOffer, referralOf, unitOf } from '../../testing/builders/cases.ts';
import { aKey, minutesAfter } from '../../testing/builders/people.ts';
import { runDueJobs } from '../../testing/clock.ts';
import { NOON, aDesk, toldTo } from '../../testing/desk.ts';
import { acceptOffer } from './accept-offer.ts';
import { placeHold } from './place-hold.ts';

const desk = aDesk();
const yes = { survivorAgrees: true };

describe('acceptOffer', () => {
  it('reserves the room, sends the other services away and lets their rooms go, all at once', async () => {
    const [one, two, three] = [await desk.refuge(), await desk.refuge(), await desk.refuge()];
    const { referralId, requestId, holdId } = await anOffer(desk.officer, one);
    const silent = await aRequest(desk.officer, two, { referralId });
    const held = allowed(await placeHold(desk.officer, { idempotencyKey: aKey(), referralId, unitId: three.unitId }));
    allowed(await acceptOffer(desk.officer, { idempotencyKey: aKey(), holdId, ...yes }));

    expect((await unitOf(desk.officer, one)).state).toMatchObject({ status: 'RESERVED', hold: { holdId } });
    expect(await desk.store.requests.get(requestId)).toMatchObject({ status: 'OFFERED' });
    expect(await desk.store.requests.get(silent.requestId)).toMatchObject({ status: 'SUPERSEDED' });
    expect(await desk.store.requests.get(held.requestId)).toMatchObject({ status: 'SUPERSEDED' });
    expect((await unitOf(desk.officer, three)).state).toEqual({ status: 'AVAILABLE' });
    expect((await referralOf(desk.officer, referralId)).status).toBe('AGREED');
    expect(await toldTo(desk.store, one.manager)).toEqual(['NEW_REQUEST', 'OFFER_ANSWERED']);
  });

  it('no longer runs out: the household may be on its way', async () => {
    const refuge = await desk.refuge();
    const { holdId } = await anOffer(desk.officer, refuge);
    allowed(await acceptOffer(desk.later(desk.officer, 119), { idempotencyKey: aKey(), holdId, ...yes }));
    await runDueJobs(desk.store, minutesAfter(NOON, 600));
    expect((await unitOf(desk.officer, refuge)).state).toMatchObject({ status: 'RESERVED' });
  });

  it('refuses until somebody has asked her', async () => {
    const { holdId } = await anOffer(desk.officer, await desk.refuge());
    const refused = await acceptOffer(desk.officer, { idempotencyKey: aKey(), holdId, survivorAgrees: false });
    expect(refused).toEqual({ allowed: false, reason: 'SURVIVOR_NOT_ASKED', field: 'survivorAgrees' });
  });

  it('refuses at the instant it lapses, the second time, and a hold that the service has not offered', async () => {
    const lapsed = await anOffer(desk.officer, await desk.refuge());
    const late = desk.later(desk.officer, 120);
    const gone = await acceptOffer(late, { idempotencyKey: aKey(), holdId: lapsed.holdId, ...yes });
    expect(gone).toEqual({ allowed: false, reason: 'HOLD_LAPSED' });

    const { holdId } = await anOffer(desk.officer, await desk.refuge());
    allowed(await acceptOffer(desk.officer, { idempotencyKey: aKey(), holdId, ...yes }));
    const twice = await acceptOffer(desk.officer, { idempotencyKey: aKey(), holdId, ...yes });
    expect(twice).toEqual({ allowed: false, reason: 'HOLD_NOT_ACTIVE' });

    const referralId = await aSentReferral(desk.officer);
    const { unitId } = await desk.refuge();
    const held = allowed(await placeHold(desk.officer, { idempotencyKey: aKey(), referralId, unitId }));
    const early = await acceptOffer(desk.officer, { idempotencyKey: aKey(), holdId: held.holdId, ...yes });
    expect(early).toEqual({ allowed: false, reason: 'REQUEST_STATE' });
  });

  it('is hers and her officer’s: neither the service nor another council can accept', async () => {
    const refuge = await desk.refuge();
    const { holdId } = await anOffer(desk.officer, refuge);
    for (const context of [desk.as(refuge.manager), desk.stranger]) {
      const input = { idempotencyKey: aKey(), holdId, ...yes };
      await expect(acceptOffer(context, input)).rejects.toThrow('Hold not found');
    }
  });
});
