import { describe, expect, it } from '@jest/globals';
import type { ReferralId, UnitId } from '@openhaven/domain/ids';
import { aRequest, aSentReferral, allowed, referralOf, unitOf } from '../../testing/builders/cases.ts';
import { aKey, minutesAfter } from '../../testing/builders/people.ts';
import type { TestRefuge } from '../../testing/builders/places.ts';
import { NOON, aDesk, toldTo } from '../../testing/desk.ts';
import type { Context } from '../context.ts';
import { declineRequest } from './decline-request.ts';
import { placeHold } from './place-hold.ts';

const desk = aDesk();

const hold = (
  context: Context,
  referralId: ReferralId,
  { unitId }: Pick<TestRefuge, 'unitId'>,
): ReturnType<typeof placeHold> => placeHold(context, { idempotencyKey: aKey(), referralId, unitId });

describe('placeHold', () => {
  it('keeps the space for two hours tonight, asks the service with it, and asks to be woken when it lapses', async () => {
    const refuge = await desk.refuge();
    const referralId = await aSentReferral(desk.officer, { priority: 'P1_TONIGHT' });
    const { holdId, requestId } = allowed(await hold(desk.officer, referralId, refuge));
    const expiresAt = minutesAfter(NOON, 120);
    expect((await unitOf(desk.officer, refuge)).state).toMatchObject({
      status: 'HELD',
      hold: { holdId, requestId, expiresAt },
    });
    expect(await desk.store.holds.get(holdId)).toMatchObject({ status: 'HELD', offered: false, expiresAt });
    expect(await desk.store.requests.get(requestId)).toMatchObject({ status: 'SENT', holdId });
    expect((await referralOf(desk.officer, referralId)).status).toBe('SEEKING');
    expect(await toldTo(desk.store, refuge.manager)).toEqual(['NEW_REQUEST']);
    const due = await desk.store.outbox.due(expiresAt, 1_000);
    expect(due.filter(({ data }) => data['holdId'] === holdId)).toMatchObject([
      { name: 'hold.expire', dueAt: expiresAt },
    ]);
  });

  it('uses the request that was sent already', async () => {
    const refuge = await desk.refuge();
    const { referralId, requestId } = await aRequest(desk.officer, refuge);
    expect(allowed(await hold(desk.officer, referralId, refuge)).requestId).toBe(requestId);
  });

  it('refuses a space that is held, and leaves no trace of the loser', async () => {
    const refuge = await desk.refuge();
    const [first, second] = [await aSentReferral(desk.officer), await aSentReferral(desk.stranger)];
    allowed(await hold(desk.officer, first, refuge));
    const before = await unitOf(desk.officer, refuge);
    expect(await hold(desk.stranger, second, refuge)).toEqual({ allowed: false, reason: 'UNIT_NOT_VACANT' });
    expect(await unitOf(desk.officer, refuge)).toEqual(before);
    expect((await referralOf(desk.stranger, second)).status).toBe('SUBMITTED');
    expect(await desk.store.requests.ofReferral(second)).toEqual([]);
  });

  it('takes over a space whose hold has lapsed although no worker has seen it, and tells those who lost it', async () => {
    const refuge = await desk.refuge();
    const [first, second] = [await aSentReferral(desk.officer), await aSentReferral(desk.stranger)];
    const lapsed = allowed(await hold(desk.officer, first, refuge)).holdId;
    const atTheEnd = desk.later(desk.stranger, 120);
    const { holdId } = allowed(await hold(atTheEnd, second, refuge));
    expect(await desk.store.holds.get(lapsed)).toMatchObject({ status: 'EXPIRED' });
    expect((await unitOf(desk.officer, refuge)).state).toMatchObject({ status: 'HELD', hold: { holdId } });
    expect(await toldTo(desk.store, desk.officer)).toEqual(['HOLD_LAPSED']);
  });

  it.each([
    ['a space that is not safe for her', { area: 'E07000236' }, 'UNIT_NOT_AVAILABLE'],
    [
      'a shared house whose limit for boys is below the eldest son’s age',
      { policy: { boysMaximumAge: 12 } },
      'UNIT_DOES_NOT_FIT',
    ],
    ['a service that decides on holds itself', { policy: { referrerMayHold: false } }, 'HOLDS_NOT_TAKEN'],
    [
      'a vacancy not confirmed for over a day',
      { confirmedAt: new Date(NOON.getTime() - 86_400_001) },
      'UNIT_NOT_CONFIRMED',
    ],
  ] as const)('refuses %s', async (_, wish, reason) => {
    const refuge = await desk.refuge(wish);
    const story = {
      members: [
        { role: 'APPLICANT', sex: 'FEMALE', ageYears: 38 },
        { role: 'CHILD', sex: 'MALE', ageYears: 13 },
      ],
      unsafeAreas: [{ kind: 'DISTRICT', areaCode: 'E07000236', whose: 'PERPETRATOR_HOME' }],
    } as const;
    const referralId = await aSentReferral(desk.officer, { story });
    expect(await hold(desk.officer, referralId, refuge)).toEqual({ allowed: false, reason });
  });

  it('refuses a second space of the same service, and a service that has said no', async () => {
    const refuge = await desk.refuge({ units: 2 });
    const referralId = await aSentReferral(desk.officer);
    allowed(await hold(desk.officer, referralId, refuge));
    const [, second = refuge.unitId] = refuge.unitIds;
    expect(await hold(desk.officer, referralId, { unitId: second })).toMatchObject({
      reason: 'REFERRAL_ALREADY_HOLDS',
    });

    const other = await desk.refuge();
    const asked = await aRequest(desk.officer, other);
    const no = { idempotencyKey: aKey(), requestId: asked.requestId, reason: 'PETS', wouldBeYesIf: 'NOTHING_COULD' };
    allowed(await declineRequest(desk.as(other.manager), no));
    expect(await hold(desk.officer, asked.referralId, other)).toMatchObject({ reason: 'REQUEST_STATE' });
  });

  it('reads as not found for a unit of nobody, and for another council’s referral', async () => {
    const refuge = await desk.refuge();
    const referralId = await aSentReferral(desk.officer);
    const unitId = '00000000-0000-4000-8000-0000000000ff' as UnitId;
    await expect(hold(desk.officer, referralId, { unitId })).rejects.toThrow('Unit not found');
    await expect(hold(desk.stranger, referralId, refuge)).rejects.toThrow('Referral not found');
  });
});
