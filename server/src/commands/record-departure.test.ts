import { describe, expect, it } from '@jest/globals';
import type { CivilDate } from '@openhaven/domain/calendar';
import { aStay, allowed, anAgreement, referralOf, unitOf } from '../../testing/builders/cases.ts';
import { aKey } from '../../testing/builders/people.ts';
import { NOON, aDesk } from '../../testing/desk.ts';
import { finishTurnaround } from './finish-turnaround.ts';
import { recordDeparture } from './record-departure.ts';

const desk = aDesk();
const today = '2026-11-20' as CivilDate;
const reason = 'SOCIAL_RENT_COUNCIL';

describe('recordDeparture', () => {
  it('ends the stay, closes the referral as placed, and the room is cleaned before it is free', async () => {
    const refuge = await desk.refuge();
    const { referralId, placementId } = await aStay(desk.officer, refuge);
    allowed(
      await recordDeparture(desk.as(refuge.worker), { idempotencyKey: aKey(), placementId, leftOn: today, reason }),
    );
    expect(await desk.store.placements.get(placementId)).toMatchObject({
      status: 'LEFT',
      leftOn: today,
      departureReason: reason,
    });
    expect((await unitOf(desk.officer, refuge)).state).toEqual({ status: 'TURNAROUND' });
    expect(await referralOf(desk.officer, referralId)).toMatchObject({ status: 'PLACED', closedAt: NOON });
  });

  it('lets the next household come on the day the last one left', async () => {
    const refuge = await desk.refuge();
    const { placementId } = await aStay(desk.officer, refuge);
    allowed(
      await recordDeparture(desk.as(refuge.worker), { idempotencyKey: aKey(), placementId, leftOn: today, reason }),
    );
    allowed(await finishTurnaround(desk.as(refuge.worker), { idempotencyKey: aKey(), unitId: refuge.unitId }));
    await anAgreement(desk.stranger, refuge);
    expect((await unitOf(desk.officer, refuge)).state.status).toBe('RESERVED');
  });

  it.each([
    ['a day in the future', '2026-11-21', reason, 'DATE_IN_FUTURE', 'leftOn'],
    ['a day before they came', '2026-11-19', reason, 'DATE_BEFORE_ARRIVAL', 'leftOn'],
    ['a reason that is no reason for leaving', '2026-11-20', 'NO_VACANCY', 'REASON_NEEDED', 'reason'],
  ] as const)('refuses %s', async (_, leftOn, why, code, field) => {
    const refuge = await desk.refuge();
    const { placementId } = await aStay(desk.officer, refuge);
    const input = { idempotencyKey: aKey(), placementId, leftOn: leftOn as CivilDate, reason: why };
    expect(await recordDeparture(desk.as(refuge.worker), input)).toEqual({ allowed: false, reason: code, field });
  });

  it('refuses the second time', async () => {
    const refuge = await desk.refuge();
    const { placementId } = await aStay(desk.officer, refuge);
    const input = { placementId, leftOn: today, reason };
    allowed(await recordDeparture(desk.as(refuge.worker), { idempotencyKey: aKey(), ...input }));
    const twice = await recordDeparture(desk.as(refuge.manager), { idempotencyKey: aKey(), ...input });
    expect(twice).toEqual({ allowed: false, reason: 'PLACEMENT_STATE' });
  });
});
