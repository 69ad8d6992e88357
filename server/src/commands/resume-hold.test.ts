import { describe, expect, it } from '@jest/globals';
import { allowed, anOffer } from '../../testing/builders/cases.ts';
import { aKey } from '../../testing/builders/people.ts';
import { aDesk } from '../../testing/desk.ts';
import { acceptOffer } from './accept-offer.ts';
import { addUnsafeArea } from './add-unsafe-area.ts';
import { resumeHold } from './resume-hold.ts';

const desk = aDesk();

describe('resumeHold', () => {
  it('lets an offer go on that the new area only touches, once the coordinator has looked', async () => {
    const refuge = await desk.refuge({ area: 'E07000238' });
    const { referralId, holdId } = await anOffer(desk.officer, refuge);
    const area = { kind: 'PLACE', placeName: 'Evesham', radiusKm: 2, whose: 'GANG' } as const;
    allowed(await addUnsafeArea(desk.officer, { idempotencyKey: aKey(), referralId, area }));
    expect(await desk.store.holds.get(holdId)).toMatchObject({ frozen: true });
    allowed(await resumeHold(desk.coordinator, { idempotencyKey: aKey(), holdId }));
    allowed(await acceptOffer(desk.officer, { idempotencyKey: aKey(), holdId, survivorAgrees: true }));
  });

  it('refuses while an area plainly covers the place: nobody can set that aside', async () => {
    const refuge = await desk.refuge({ area: 'E07000238' });
    const { referralId, holdId } = await anOffer(desk.officer, refuge);
    const area = { kind: 'COUNTY', areaCode: 'E10000034', whose: 'PERPETRATOR_HOME' } as const;
    allowed(await addUnsafeArea(desk.officer, { idempotencyKey: aKey(), referralId, area }));
    const refused = await resumeHold(desk.coordinator, { idempotencyKey: aKey(), holdId });
    expect(refused).toEqual({ allowed: false, reason: 'HOLD_FROZEN' });
    await expect(resumeHold(desk.officer, { idempotencyKey: aKey(), holdId })).rejects.toThrow('Hold not found');
  });
});
