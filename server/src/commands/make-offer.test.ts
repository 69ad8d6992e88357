import { describe, expect, it } from '@jest/globals';
import type { Decision } from '@openhaven/domain/decision';
import { aRequest, aSentReferral, allowed, anAgreement, referralOf, unitOf } from '../../testing/builders/cases.ts';
import { aKey, minutesAfter } from '../../testing/builders/people.ts';
import type { TestRefuge } from '../../testing/builders/places.ts';
import { runDueJobs } from '../../testing/clock.ts';
import { NOON, aDesk, toldTo } from '../../testing/desk.ts';
import { opened } from '../../testing/opened.ts';
import type { HoldDone } from './ids.ts';
import { makeOffer } from './make-offer.ts';
import type { OfferInput } from './offer.ts';
import { placeHold } from './place-hold.ts';

const desk = aDesk();

type Wish = Partial<OfferInput> & Pick<OfferInput, 'requestId'>;
const offer = (refuge: TestRefuge, wish: Wish, minutes = 0): Promise<Decision<HoldDone>> =>
  makeOffer(desk.as(refuge.manager, minutes), { idempotencyKey: aKey(), ...wish });

describe('makeOffer', () => {
  it('keeps one room until the survivor’s clock runs out, and tells those who refer', async () => {
    const refuge = await desk.refuge();
    const { referralId, requestId } = await aRequest(desk.officer, refuge);
    const { unitId } = refuge;
    const wish = { requestId, unitId, arrivalUntil: minutesAfter(NOON, 300), meetingPoint: ' By the station ' };
    const { holdId } = allowed(await offer(refuge, wish));
    const hold = await desk.store.holds.get(holdId);
    expect(hold).toMatchObject({ offered: true, status: 'HELD', expiresAt: minutesAfter(NOON, 120) });
    expect(hold?.meetingPoint && opened(hold.meetingPoint)).toBe('By the station');
    expect(await desk.store.requests.get(requestId)).toMatchObject({ status: 'OFFERED', holdId, decidedAt: NOON });
    expect((await referralOf(desk.officer, referralId)).status).toBe('OFFERED');
    expect(await toldTo(desk.store, desk.officer)).toEqual(['OFFER_MADE']);
  });

  it('offers the room that the request holds already, without naming it again', async () => {
    const refuge = await desk.refuge();
    const referralId = await aSentReferral(desk.officer);
    const held = allowed(await placeHold(desk.officer, { idempotencyKey: aKey(), referralId, unitId: refuge.unitId }));
    const { holdId } = allowed(await offer(refuge, { requestId: held.requestId }, 30));
    expect(holdId).toBe(held.holdId);
    expect(await desk.store.holds.get(holdId)).toMatchObject({ offered: true, expiresAt: minutesAfter(NOON, 150) });
    await runDueJobs(desk.store, minutesAfter(NOON, 121));
    expect(await desk.store.holds.get(holdId)).toMatchObject({ status: 'HELD' });
  });

  it('lets the held room go when it offers another', async () => {
    const refuge = await desk.refuge({ units: 2 });
    const referralId = await aSentReferral(desk.officer);
    const held = allowed(await placeHold(desk.officer, { idempotencyKey: aKey(), referralId, unitId: refuge.unitId }));
    const [, other = refuge.unitId] = refuge.unitIds;
    allowed(await offer(refuge, { requestId: held.requestId, unitId: other }));
    expect((await unitOf(desk.officer, refuge)).state).toEqual({ status: 'AVAILABLE' });
    expect(await desk.store.holds.get(held.holdId)).toMatchObject({ status: 'RELEASED' });
  });

  it('takes a late yes after silence, and a yes after its own offer ran out unseen', async () => {
    const refuge = await desk.refuge();
    const { requestId } = await aRequest(desk.officer, refuge, { priority: 'P1_TONIGHT' });
    await runDueJobs(desk.store, minutesAfter(NOON, 70));
    expect(await desk.store.requests.get(requestId)).toMatchObject({ status: 'NO_RESPONSE' });
    const first = allowed(await offer(refuge, { requestId, unitId: refuge.unitId }, 400));
    const second = allowed(await offer(refuge, { requestId, unitId: refuge.unitId }, 520));
    expect(await desk.store.holds.get(first.holdId)).toMatchObject({ status: 'EXPIRED' });
    expect(await desk.store.holds.get(second.holdId)).toMatchObject({ status: 'HELD', offered: true });
  });

  it('may waive its own limit for boys, and never a rule of safety or of beds', async () => {
    const story = {
      members: [
        { role: 'APPLICANT', sex: 'FEMALE', ageYears: 38 },
        { role: 'CHILD', sex: 'MALE', ageYears: 13 },
      ],
    } as const;
    const strict = await desk.refuge({ policy: { boysMaximumAge: 12 } });
    const waived = await aRequest(desk.officer, strict, { story });
    allowed(await offer(strict, { requestId: waived.requestId, unitId: strict.unitId }));

    const small = await desk.refuge({ features: { childBeds: 0 } });
    const cramped = await aRequest(desk.officer, small, { story });
    const refused = await offer(small, { requestId: cramped.requestId, unitId: small.unitId });
    expect(refused).toEqual({ allowed: false, reason: 'UNIT_DOES_NOT_FIT', field: 'unitId' });
  });

  it('refuses a room that has gone, no room at all, and a window that is over', async () => {
    const refuge = await desk.refuge();
    const taken = await aRequest(desk.officer, refuge);
    await anAgreement(desk.stranger, refuge);
    const { requestId } = taken;
    const gone = await offer(refuge, { requestId, unitId: refuge.unitId });
    expect(gone).toEqual({ allowed: false, reason: 'UNIT_NOT_VACANT', field: 'unitId' });
    expect(await offer(refuge, { requestId })).toEqual({ allowed: false, reason: 'FIELD_REQUIRED', field: 'unitId' });
    const over = await offer(refuge, { requestId, unitId: refuge.unitId, arrivalUntil: NOON });
    expect(over).toEqual({ allowed: false, reason: 'DATE_IN_PAST', field: 'arrivalUntil' });
  });

  it('refuses once she has said yes elsewhere, and reads as not found for a room of another service', async () => {
    const [one, two] = [await desk.refuge(), await desk.refuge()];
    const { referralId, requestId } = await aRequest(desk.officer, one);
    const foreign = offer(one, { requestId, unitId: two.unitId });
    await expect(foreign).rejects.toThrow('Unit not found');
    await anAgreement(desk.officer, two, { referralId });
    const late = await offer(one, { requestId, unitId: one.unitId });
    expect(late).toEqual({ allowed: false, reason: 'REQUEST_STATE' });
  });
});
