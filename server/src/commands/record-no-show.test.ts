import { describe, expect, it } from '@jest/globals';
import { allowed, anAgreement, anOffer, referralOf, unitOf } from '../../testing/builders/cases.ts';
import { aKey, minutesAfter } from '../../testing/builders/people.ts';
import { NOON, aDesk, toldTo } from '../../testing/desk.ts';
import { referrersWork } from '../queries/work-of-referrers.ts';
import { recordNoShow } from './record-no-show.ts';

const desk = aDesk();

describe('recordNoShow', () => {
  it('frees the room and starts a check on her welfare', async () => {
    const refuge = await desk.refuge();
    const { referralId, requestId, holdId } = await anAgreement(desk.officer, refuge);
    allowed(await recordNoShow(desk.as(refuge.worker, 30), { idempotencyKey: aKey(), holdId }));
    expect((await unitOf(desk.officer, refuge)).state).toEqual({ status: 'AVAILABLE' });
    expect(await desk.store.holds.get(holdId)).toMatchObject({ status: 'NO_SHOW' });
    expect(await desk.store.requests.get(requestId)).toMatchObject({ status: 'OFFER_ENDED' });
    const welfareCheckBy = minutesAfter(NOON, 90);
    expect(await referralOf(desk.officer, referralId)).toMatchObject({ status: 'NO_SHOW', welfareCheckBy });
    expect(await referrersWork(desk.officer)).toMatchObject([{ kind: 'CHECK_WELFARE', dueAt: welfareCheckBy }]);
    expect(await toldTo(desk.store, desk.officer)).toEqual(['OFFER_MADE', 'ARRIVAL_MISSED']);
    expect(await toldTo(desk.store, desk.coordinator)).toEqual(['ARRIVAL_MISSED']);
  });

  it('refuses while she may still come, and before she has said yes', async () => {
    const refuge = await desk.refuge();
    const arrivalUntil = minutesAfter(NOON, 60);
    const { holdId } = await anAgreement(desk.officer, refuge, { arrivalUntil });
    const early = await recordNoShow(desk.as(refuge.worker, 59), { idempotencyKey: aKey(), holdId });
    expect(early).toEqual({ allowed: false, reason: 'TOO_EARLY' });
    allowed(await recordNoShow(desk.as(refuge.worker, 60), { idempotencyKey: aKey(), holdId }));

    const other = await desk.refuge();
    const offered = await anOffer(desk.officer, other);
    const notAgreed = await recordNoShow(desk.as(other.worker), { idempotencyKey: aKey(), holdId: offered.holdId });
    expect(notAgreed).toEqual({ allowed: false, reason: 'HOLD_NOT_ACTIVE' });
  });
});
