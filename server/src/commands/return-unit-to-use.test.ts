import { describe, expect, it } from '@jest/globals';
import { allowed, unitOf } from '../../testing/builders/cases.ts';
import { aKey, minutesAfter } from '../../testing/builders/people.ts';
import { NOON, aDesk } from '../../testing/desk.ts';
import { returnUnitToUse } from './return-unit-to-use.ts';
import { takeUnitOutOfUse } from './take-unit-out-of-use.ts';

const desk = aDesk();

describe('returnUnitToUse', () => {
  it('is free again and counts as confirmed: whoever says so has just seen it', async () => {
    const refuge = await desk.refuge();
    const { unitId } = refuge;
    allowed(await takeUnitOutOfUse(desk.as(refuge.worker), { idempotencyKey: aKey(), unitId, reason: 'DEEP_CLEAN' }));
    allowed(await returnUnitToUse(desk.as(refuge.worker, 90), { idempotencyKey: aKey(), unitId }));
    expect(await unitOf(desk.officer, refuge)).toMatchObject({
      state: { status: 'AVAILABLE' },
      lastConfirmedAt: minutesAfter(NOON, 90),
    });
  });

  it('refuses a room that is in use, and reads as not found for another refuge', async () => {
    const [refuge, other] = [await desk.refuge(), await desk.refuge()];
    const input = { idempotencyKey: aKey(), unitId: refuge.unitId };
    const refused = await returnUnitToUse(desk.as(refuge.worker), input);
    expect(refused).toEqual({ allowed: false, reason: 'UNIT_STATE_CHANGED' });
    await expect(returnUnitToUse(desk.as(other.worker), input)).rejects.toThrow('Unit not found');
  });
});
