import { describe, expect, it } from '@jest/globals';
import type { CivilDate } from '@openhaven/domain/calendar';
import {
  aRequest,
  aSentReferral,
  aStay,
  allowed,
  anAgreement,
  anOffer,
  referralOf,
  unitOf,
} from '../../testing/builders/cases.ts';
import { aKey } from '../../testing/builders/people.ts';
import type { TestRefuge } from '../../testing/builders/places.ts';
import { aDesk, toldTo } from '../../testing/desk.ts';
import { findPlaces } from '../queries/find-places.ts';
import { returnUnitToUse } from './return-unit-to-use.ts';
import { type OutOfUseInput, takeUnitOutOfUse } from './take-unit-out-of-use.ts';

const desk = aDesk();

const takeOut = (
  refuge: TestRefuge,
  wish: Partial<OutOfUseInput> = {},
  minutes = 0,
): ReturnType<typeof takeUnitOutOfUse> =>
  takeUnitOutOfUse(desk.as(refuge.worker, minutes), {
    idempotencyKey: aKey(),
    unitId: refuge.unitId,
    reason: 'DAMAGE_REPAIR',
    ...wish,
  });

describe('takeUnitOutOfUse', () => {
  it('says why, and when it is expected back', async () => {
    const refuge = await desk.refuge();
    const expectedBack = '2026-12-01' as CivilDate;
    allowed(await takeOut(refuge, { expectedBack }));
    const out = { status: 'OUT_OF_SERVICE', reason: 'DAMAGE_REPAIR', expectedBack };
    expect((await unitOf(desk.officer, refuge)).state).toEqual(out);
  });

  it.each([
    ['a reason that is none', { reason: 'BORED' }, 'REASON_NEEDED', 'reason'],
    ['a day back that is over', { expectedBack: '2026-11-19' as CivilDate }, 'DATE_IN_PAST', 'expectedBack'],
  ] as const)('refuses %s', async (_, wish, reason, field) => {
    expect(await takeOut(await desk.refuge(), wish)).toEqual({ allowed: false, reason, field });
  });

  it('refuses a room that is held for somebody, lived in, already out, or changed since the page was opened', async () => {
    const held = await desk.refuge();
    await anOffer(desk.officer, held);
    expect(await takeOut(held)).toEqual({ allowed: false, reason: 'UNIT_NOT_VACANT' });
    const home = await desk.refuge();
    await aStay(desk.officer, home);
    expect(await takeOut(home, { reason: 'FIRE_OR_FLOOD' })).toEqual({ allowed: false, reason: 'UNIT_NOT_VACANT' });
    const out = await desk.refuge();
    expect(await takeOut(out, { rev: 9 })).toEqual({ allowed: false, reason: 'UNIT_STATE_CHANGED' });
    allowed(await takeOut(out));
    expect(await takeOut(out)).toEqual({ allowed: false, reason: 'UNIT_OUT_OF_USE' });
  });

  it('takes a room whose hold has lapsed unseen, and closes that hold', async () => {
    const refuge = await desk.refuge();
    const { holdId } = await anOffer(desk.officer, refuge);
    allowed(await takeOut(refuge, {}, 120));
    expect(await desk.store.holds.get(holdId)).toMatchObject({ status: 'EXPIRED' });
  });

  it('does not wait for a hold when there is a fire: those people are looked after at once', async () => {
    const [burnt, other] = [await desk.refuge(), await desk.refuge()];
    const { referralId } = await aRequest(desk.officer, other);
    const { holdId } = await anAgreement(desk.officer, burnt, { referralId });
    allowed(await takeOut(burnt, { reason: 'FIRE_OR_FLOOD' }));
    expect(await desk.store.holds.get(holdId)).toMatchObject({ status: 'PROVIDER_WITHDRAWN' });
    expect(await referralOf(desk.officer, referralId)).toMatchObject({ status: 'SEEKING', round: 2 });
    expect(await toldTo(desk.store, desk.officer)).toContain('OFFER_WITHDRAWN');
    expect(await toldTo(desk.store, desk.coordinator)).toContain('OFFER_WITHDRAWN');
    const again = (await desk.store.requests.ofReferral(referralId)).filter(({ round }) => round === 2);
    const asked = again.map(({ serviceId }) => serviceId);
    expect(asked).toContain(other.serviceId);
    expect(asked).not.toContain(burnt.serviceId);
  });

  it('closes a whole site whose address is known, until its last such room is back', async () => {
    const refuge = await desk.refuge({ units: 2 });
    allowed(await takeOut(refuge, { reason: 'SECURITY_COMPROMISED' }));
    const referralId = await aSentReferral(desk.officer);
    const names = async (): Promise<unknown[]> => {
      const { fits, ask, nearest } = await findPlaces(desk.officer, referralId);
      return [...fits, ...ask, ...nearest].filter(({ service }) => service.id === refuge.serviceId);
    };
    expect(await names()).toEqual([]);
    allowed(await returnUnitToUse(desk.as(refuge.manager), { idempotencyKey: aKey(), unitId: refuge.unitId }));
    expect(await names()).toHaveLength(2);
  });
});
