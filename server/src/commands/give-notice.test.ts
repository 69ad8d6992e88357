import { describe, expect, it } from '@jest/globals';
import type { CivilDate } from '@openhaven/domain/calendar';
import { aStay, allowed, unitOf } from '../../testing/builders/cases.ts';
import { aKey } from '../../testing/builders/people.ts';
import { aDesk } from '../../testing/desk.ts';
import { giveNotice } from './give-notice.ts';

const desk = aDesk();
const day = (text: string): CivilDate => text as CivilDate;

describe('giveNotice', () => {
  it('shows when the room is expected free, and the day may change', async () => {
    const refuge = await desk.refuge();
    const { placementId } = await aStay(desk.officer, refuge);
    for (const leavingOn of [day('2026-12-01'), day('2026-11-20')]) {
      allowed(await giveNotice(desk.as(refuge.worker), { idempotencyKey: aKey(), placementId, leavingOn }));
      expect((await unitOf(desk.officer, refuge)).state).toEqual({ status: 'NOTICE', placementId, leavingOn });
      expect(await desk.store.placements.get(placementId)).toMatchObject({ leavingOn });
    }
  });

  it('refuses a day that is over, and reads as not found for another refuge', async () => {
    const refuge = await desk.refuge();
    const { placementId } = await aStay(desk.officer, refuge);
    const input = { idempotencyKey: aKey(), placementId, leavingOn: day('2026-11-19') };
    const refused = await giveNotice(desk.as(refuge.worker), input);
    expect(refused).toEqual({ allowed: false, reason: 'DATE_IN_PAST', field: 'leavingOn' });
    const other = await desk.refuge();
    await expect(giveNotice(desk.as(other.manager), input)).rejects.toThrow('Placement not found');
  });
});
