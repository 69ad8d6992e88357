import { describe, expect, it } from '@jest/globals';
import { allowed, anAgreement, anOffer, unitOf } from '../../testing/builders/cases.ts';
import { aKey, minutesAfter } from '../../testing/builders/people.ts';
import { runDueJobs } from '../../testing/clock.ts';
import { NOON, aDesk } from '../../testing/desk.ts';
import { extendHold } from './extend-hold.ts';

const desk = aDesk();

describe('extendHold', () => {
  it('keeps the space longer, on the unit as on the hold, and the old alarm does not end it', async () => {
    const refuge = await desk.refuge();
    const { holdId } = await anOffer(desk.officer, refuge);
    allowed(await extendHold(desk.later(desk.officer, 100), { idempotencyKey: aKey(), holdId }));
    const expiresAt = minutesAfter(NOON, 240);
    expect(await desk.store.holds.get(holdId)).toMatchObject({ expiresAt, timesExtended: 1 });
    expect((await unitOf(desk.officer, refuge)).state).toMatchObject({ hold: { expiresAt } });
    await runDueJobs(desk.store, minutesAfter(NOON, 130));
    expect(await desk.store.holds.get(holdId)).toMatchObject({ status: 'HELD' });
    await runDueJobs(desk.store, expiresAt);
    expect(await desk.store.holds.get(holdId)).toMatchObject({ status: 'EXPIRED' });
  });

  it('refuses the third time', async () => {
    const { holdId } = await anOffer(desk.officer, await desk.refuge());
    for (const minutes of [10, 20]) {
      allowed(await extendHold(desk.later(desk.officer, minutes), { idempotencyKey: aKey(), holdId }));
    }
    const third = await extendHold(desk.later(desk.officer, 30), { idempotencyKey: aKey(), holdId });
    expect(third).toEqual({ allowed: false, reason: 'HOLD_EXTENDED_TOO_OFTEN' });
  });

  it('refuses one that has run out, one that is agreed, and a page that is old', async () => {
    const lapsed = await anOffer(desk.officer, await desk.refuge());
    const late = await extendHold(desk.later(desk.officer, 120), { idempotencyKey: aKey(), holdId: lapsed.holdId });
    expect(late).toEqual({ allowed: false, reason: 'HOLD_LAPSED' });
    const { holdId } = await anAgreement(desk.officer, await desk.refuge());
    const agreed = await extendHold(desk.officer, { idempotencyKey: aKey(), holdId });
    expect(agreed).toEqual({ allowed: false, reason: 'HOLD_NOT_ACTIVE' });
    const stale = await extendHold(desk.officer, { idempotencyKey: aKey(), holdId, rev: 99 });
    expect(stale).toEqual({ allowed: false, reason: 'CHANGED_MEANWHILE' });
  });
});
