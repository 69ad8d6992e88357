import { describe, expect, it } from '@jest/globals';
import { allowed, anAgreement, anOffer, referralOf, unitOf } from '../../testing/builders/cases.ts';
import { aKey } from '../../testing/builders/people.ts';
import { aDesk } from '../../testing/desk.ts';
import { inbox } from '../queries/inbox.ts';
import { recordArrival } from './record-arrival.ts';

const desk = aDesk();

describe('recordArrival', () => {
  it('begins a stay today, and the request leaves the inbox', async () => {
    const refuge = await desk.refuge();
    const { referralId, holdId } = await anAgreement(desk.officer, refuge);
    const { placementId } = allowed(await recordArrival(desk.as(refuge.worker), { idempotencyKey: aKey(), holdId }));
    expect(await desk.store.placements.get(placementId)).toMatchObject({
      status: 'ARRIVED',
      arrivedOn: '2026-11-20',
      holdId,
    });
    expect((await unitOf(desk.officer, refuge)).state).toEqual({ status: 'OCCUPIED', placementId });
    expect((await referralOf(desk.officer, referralId)).status).toBe('ARRIVED');
    expect((await inbox(desk.as(refuge.manager), { open: true, first: 10 })).totalCount).toBe(0);
  });

  it('takes the civil day of here: half past midnight in summer is the new day', async () => {
    const refuge = await desk.refuge({ confirmedAt: new Date('2026-06-30T20:00:00Z') });
    const evening = { ...desk.officer, now: new Date('2026-06-30T21:00:00Z') };
    const { holdId } = await anAgreement(evening, refuge);
    const night = { ...desk.as(refuge.manager), now: new Date('2026-06-30T23:30:00Z') };
    const { placementId } = allowed(await recordArrival(night, { idempotencyKey: aKey(), holdId }));
    expect(await desk.store.placements.get(placementId)).toMatchObject({ arrivedOn: '2026-07-01' });
  });

  it('refuses before she has said yes, and the second time', async () => {
    const refuge = await desk.refuge();
    const { holdId } = await anOffer(desk.officer, refuge);
    const early = await recordArrival(desk.as(refuge.manager), { idempotencyKey: aKey(), holdId });
    expect(early).toEqual({ allowed: false, reason: 'HOLD_NOT_ACTIVE' });
    const other = await desk.refuge();
    const agreed = await anAgreement(desk.officer, other);
    allowed(await recordArrival(desk.as(other.manager), { idempotencyKey: aKey(), holdId: agreed.holdId }));
    const twice = await recordArrival(desk.as(other.worker), { idempotencyKey: aKey(), holdId: agreed.holdId });
    expect(twice).toEqual({ allowed: false, reason: 'HOLD_NOT_ACTIVE' });
  });

  it('is the service’s to say', async () => {
    const { holdId } = await anAgreement(desk.officer, await desk.refuge());
    await expect(recordArrival(desk.officer, { idempotencyKey: aKey(), holdId })).rejects.toThrow('Hold not found');
  });
});
