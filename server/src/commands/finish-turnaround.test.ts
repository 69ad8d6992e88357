import { describe, expect, it } from '@jest/globals';
import type { CivilDate } from '@openhaven/domain/calendar';
import { aStay, allowed, unitOf } from '../../testing/builders/cases.ts';
import { aKey, minutesAfter } from '../../testing/builders/people.ts';
import { NOON, aDesk } from '../../testing/desk.ts';
import { finishTurnaround } from './finish-turnaround.ts';
import { recordDeparture } from './record-departure.ts';

const desk = aDesk();

describe('finishTurnaround', () => {
  it('frees the room after it was cleaned, and counts as confirmed', async () => {
    const refuge = await desk.refuge();
    const { unitId } = refuge;
    const { placementId } = await aStay(desk.officer, refuge);
    const left = { placementId, leftOn: '2026-11-20' as CivilDate, reason: 'PRIVATE_RENT' };
    allowed(await recordDeparture(desk.as(refuge.worker), { idempotencyKey: aKey(), ...left }));
    allowed(await finishTurnaround(desk.as(refuge.worker, 200), { idempotencyKey: aKey(), unitId }));
    expect(await unitOf(desk.officer, refuge)).toMatchObject({
      state: { status: 'AVAILABLE' },
      lastConfirmedAt: minutesAfter(NOON, 200),
    });
  });

  it('refuses a room that needs no cleaning', async () => {
    const refuge = await desk.refuge();
    const input = { idempotencyKey: aKey(), unitId: refuge.unitId };
    const refused = await finishTurnaround(desk.as(refuge.worker), input);
    expect(refused).toEqual({ allowed: false, reason: 'UNIT_STATE_CHANGED' });
  });
});
