import { describe, expect, it } from '@jest/globals';
import { aRequest, aSentReferral, allowed, anOffer, referralOf } from '../../testing/builders/cases.ts';
import { aKey } from '../../testing/builders/people.ts';
import { aDesk, toldTo } from '../../testing/desk.ts';
import { opened } from '../../testing/opened.ts';
import { acceptOffer } from './accept-offer.ts';
import { addUnsafeArea } from './add-unsafe-area.ts';

const desk = aDesk();
const area = { kind: 'DISTRICT', areaCode: 'E07000239', whose: 'PERPETRATOR_FAMILY' } as const;

describe('addUnsafeArea', () => {
  it('freezes an offer inside it, alerts the coordinator, and the offer can no longer be accepted', async () => {
    const { referralId, holdId } = await anOffer(desk.officer, await desk.refuge({ area: 'E07000239' }));
    allowed(await addUnsafeArea(desk.officer, { idempotencyKey: aKey(), referralId, area }));
    expect(await desk.store.holds.get(holdId)).toMatchObject({ frozen: true });
    expect(await toldTo(desk.store, desk.coordinator)).toContain('OFFER_FROZEN');
    const yes = await acceptOffer(desk.officer, { idempotencyKey: aKey(), holdId, survivorAgrees: true });
    expect(yes).toMatchObject({ allowed: false, reason: 'HOLD_FROZEN' });
  });

  it('takes back a request inside it, and leaves one outside it alone', async () => {
    const [inside, outside] = [await desk.refuge({ area: 'E07000239' }), await desk.refuge({ area: 'E07000236' })];
    const { referralId, requestId } = await aRequest(desk.officer, inside);
    const other = await aRequest(desk.officer, outside, { referralId });
    allowed(await addUnsafeArea(desk.coordinator, { idempotencyKey: aKey(), referralId, area }));
    expect(await desk.store.requests.get(requestId)).toMatchObject({ status: 'SUPERSEDED' });
    expect(await desk.store.requests.get(other.requestId)).toMatchObject({ status: 'SENT' });
    expect(opened((await referralOf(desk.officer, referralId)).story).unsafeAreas).toHaveLength(1);
  });

  it('leaves an offer outside it alone', async () => {
    const { referralId, holdId } = await anOffer(desk.officer, await desk.refuge({ area: 'E07000236' }));
    allowed(await addUnsafeArea(desk.officer, { idempotencyKey: aKey(), referralId, area }));
    expect(await desk.store.holds.get(holdId)).toMatchObject({ frozen: false });
  });

  it('refuses a place that is on no map, and an area that is no district', async () => {
    const referralId = await aSentReferral(desk.officer);
    const wrong = [
      { kind: 'PLACE', placeName: 'Nowhereton', radiusKm: 5, whose: 'GANG' },
      { kind: 'DISTRICT', areaCode: 'E99999999', whose: 'GANG' },
    ] as const;
    for (const one of wrong) {
      const refused = await addUnsafeArea(desk.officer, { idempotencyKey: aKey(), referralId, area: one });
      expect(refused).toMatchObject({ allowed: false, reason: 'AREA_UNKNOWN' });
    }
    expect(opened((await referralOf(desk.officer, referralId)).story).unsafeAreas).toEqual([]);
  });

  it('reads as not found for another council', async () => {
    const referralId = await aSentReferral(desk.officer);
    await expect(addUnsafeArea(desk.stranger, { idempotencyKey: aKey(), referralId, area })).rejects.toThrow(
      'not found',
    );
  });
});
