import { beforeEach, describe, expect, it } from '@jest/globals';
import type { CivilDate } from '@openhaven/domain/calendar';
import type { ReferralId } from '@openhaven/domain/ids';
import { aRequest, aSentReferral, aStay, allowed, anOffer } from '../../testing/builders/cases.ts';
import { aKey, minutesAfter } from '../../testing/builders/people.ts';
import { type RefugeWish, type TestRefuge, ROOM } from '../../testing/builders/places.ts';
import { runDueJobs } from '../../testing/clock.ts';
import { NOON, aDesk, toldTo } from '../../testing/desk.ts';
import { clockContext } from './clock-context.ts';
import { finishTurnaround } from './finish-turnaround.ts';
import { placeHold } from './place-hold.ts';
import { recordDeparture } from './record-departure.ts';
import { releaseHold } from './release-hold.ts';
import { setExclusions } from './set-exclusions.ts';
import { tellOfFreePlace } from './tell-of-free-place.ts';
import { withdrawReferral } from './withdraw-referral.ts';

const desk = aDesk();
const LEFT_AT = 200;

/** A woman with so many girls: nobody of fewer beds takes them. */
const familyOf = (girls: number) => ({
  members: [
    { role: 'APPLICANT', sex: 'FEMALE', ageYears: 34 } as const,
    ...Array.from({ length: girls }, () => ({ role: 'CHILD', sex: 'FEMALE', ageYears: 8 }) as const),
  ],
});

const looking: ReferralId[] = [];

/** A household that looks for a place, until the test is over. */
async function looks(wish: Parameters<typeof aSentReferral>[1] = {}): Promise<ReferralId> {
  const referralId = await aSentReferral(desk.officer, wish);
  looking.push(referralId);
  return referralId;
}

beforeEach(async () => {
  for (const referralId of looking.splice(0)) {
    const over = { idempotencyKey: aKey(), referralId, reason: 'SURVIVOR_CHANGED_MIND' };
    allowed(await withdrawReferral(desk.officer, over));
  }
  // What came free with that is told to nobody of the next test.
  await runDueJobs(desk.store, NOON);
});

/** A refuge whose only room somebody leaves, and that is cleaned at once. */
async function aFullRefuge(wish: Partial<RefugeWish> = {}): Promise<TestRefuge & { empty: () => Promise<void> }> {
  const refuge = await desk.refuge(wish);
  const { placementId } = await aStay(desk.officer, refuge);
  const empty = async (): Promise<void> => {
    const left = { placementId, leftOn: '2026-11-20' as CivilDate, reason: 'PRIVATE_RENT' };
    allowed(await recordDeparture(desk.as(refuge.worker, LEFT_AT), { idempotencyKey: aKey(), ...left }));
    const { unitId } = refuge;
    allowed(await finishTurnaround(desk.as(refuge.worker, LEFT_AT), { idempotencyKey: aKey(), unitId }));
    await runDueJobs(desk.store, minutesAfter(NOON, LEFT_AT));
  };
  return { ...refuge, empty };
}

async function isTold(referralId: ReferralId): Promise<boolean> {
  const { edges } = await desk.store.audit.timeline(referralId, { first: 50, after: null });
  return edges.some(({ node }) => node.action === 'referral.place-came-free');
}

const toldAmong = async (ids: readonly ReferralId[]): Promise<readonly boolean[]> => Promise.all(ids.map(isTold));

describe('a room that comes free after somebody has left', () => {
  it('is told to those who refer a household that it suits, and to nobody else', async () => {
    const refuge = await aFullRefuge();
    const suits = await looks();
    const tooLarge = await looks({ story: familyOf(5) });
    const notSafe = await looks({
      story: { unsafeAreas: [{ kind: 'DISTRICT', areaCode: 'E07000239', hard: true, whose: 'PERPETRATOR_HOME' }] },
    });
    await refuge.empty();
    expect(await toldAmong([suits, tooLarge, notSafe])).toEqual([true, false, false]);
    expect(await toldTo(desk.store, desk.officer)).toContain('PLACE_CAME_FREE');
    expect(await toldTo(desk.store, desk.stranger)).not.toContain('PLACE_CAME_FREE');
  });

  it('is told also where the service has to be asked, and where it was silent', async () => {
    const refuge = await aFullRefuge({ policy: { takesLocalPeople: 'ASK' }, area: 'E08000025' });
    const asks = await looks();
    const silent = await looks();
    await aRequest(desk.officer, refuge, { referralId: silent });
    await runDueJobs(desk.store, minutesAfter(NOON, 90));
    await refuge.empty();
    expect(await toldAmong([asks, silent])).toEqual([true, true]);
  });

  it('is told where a service is deciding only if a place is needed tonight or tomorrow', async () => {
    const [refuge, slow] = [await aFullRefuge(), await desk.refuge({ area: 'E07000236' })];
    const tonight = await looks({ priority: 'P1_TONIGHT' });
    const planned = await looks({ priority: 'P4_PLANNED' });
    for (const referralId of [tonight, planned]) {
      await aRequest(desk.later(desk.officer, LEFT_AT - 1), slow, { referralId });
    }
    await refuge.empty();
    expect(await toldAmong([tonight, planned])).toEqual([true, false]);
  });

  it('is not told where a place is kept, or where this service has been asked already', async () => {
    const [refuge, elsewhere] = [await aFullRefuge(), await desk.refuge({ area: 'E07000236' })];
    const [offered, asked] = [await looks(), await looks()];
    await anOffer(desk.later(desk.officer, LEFT_AT - 1), elsewhere, { referralId: offered });
    await aRequest(desk.later(desk.officer, LEFT_AT - 1), refuge, { referralId: asked });
    await refuge.empty();
    expect(await toldAmong([offered, asked])).toEqual([false, false]);
  });

  it('is not told where its people are kept out, or somebody who lives there may be in the way', async () => {
    const refuge = await aFullRefuge({ units: 2 });
    const [keptOut, inTheWay] = [await looks(), await looks()];
    const limits = { restricted: false, openTo: [], rev: 0 };
    const organisationIds = [refuge.organisationId];
    const out = { idempotencyKey: aKey(), referralId: keptOut, people: [], organisationIds, ...limits };
    allowed(await setExclusions(desk.officer, out));
    const second = { ...refuge, unitId: refuge.unitIds[1] ?? refuge.unitId };
    const { referralId: resident } = await aStay(desk.officer, second);
    for (const referralId of [inTheWay, resident]) {
      const people = [{ who: 'PERPETRATOR', name: 'Corin Vexley' }];
      const fear = { idempotencyKey: aKey(), referralId, people, organisationIds: [], ...limits };
      allowed(await setExclusions(desk.officer, fear));
    }
    await refuge.empty();
    expect(await toldAmong([keptOut, inTheWay])).toEqual([false, false]);
  });

  it('is told to a family that needs two rooms side by side, once both are free', async () => {
    const features = { ...ROOM, adultBeds: 1, childBeds: 2 };
    const refuge = await aFullRefuge({ units: 2, adjoining: true, features });
    const large = await looks({ story: familyOf(4) });
    await refuge.empty();
    expect(await isTold(large)).toBe(true);
  });

  it('is told to the three who should have had a place first, and to the next a quarter of an hour later', async () => {
    const refuge = await aFullRefuge();
    const planned = await looks({ priority: 'P4_PLANNED' });
    const tonight = [await looks(), await looks(), await looks(), await looks()];
    await refuge.empty();
    const first = await toldAmong(tonight);
    expect(first.filter(Boolean)).toHaveLength(3);
    await runDueJobs(desk.store, minutesAfter(NOON, LEFT_AT + 14));
    expect(await toldAmong(tonight)).toEqual(first);
    await runDueJobs(desk.store, minutesAfter(NOON, LEFT_AT + 15));
    expect(await toldAmong([...tonight, planned])).toEqual([true, true, true, true, true]);
  });

  it('is not told to the next once somebody has it', async () => {
    const refuge = await aFullRefuge();
    const all = [await looks(), await looks(), await looks(), await looks()];
    await refuge.empty();
    const told = await toldAmong(all);
    const quick = all[told.indexOf(true)];
    if (quick === undefined) throw new Error('nobody was told');
    const wish = { idempotencyKey: aKey(), referralId: quick, unitId: refuge.unitId };
    allowed(await placeHold(desk.later(desk.officer, LEFT_AT + 5), wish));
    await runDueJobs(desk.store, minutesAfter(NOON, LEFT_AT + 15));
    expect(await toldAmong(all)).toEqual(told);
  });
});

describe('a room that was kept and is free again', () => {
  const keep = async (refuge: TestRefuge, referralId: ReferralId) =>
    allowed(await placeHold(desk.officer, { idempotencyKey: aKey(), referralId, unitId: refuge.unitId })).holdId;

  it('is told to the others once it is let go, and not to whoever had it', async () => {
    const refuge = await desk.refuge();
    const [had, other] = [await looks(), await looks()];
    const holdId = await keep(refuge, had);
    allowed(await releaseHold(desk.officer, { idempotencyKey: aKey(), holdId }));
    await runDueJobs(desk.store, NOON);
    expect(await toldAmong([had, other])).toEqual([false, true]);
  });

  it('is told of when the time is up', async () => {
    const refuge = await desk.refuge();
    const [had, other] = [await looks(), await looks()];
    await keep(refuge, had);
    await runDueJobs(desk.store, minutesAfter(NOON, 119));
    expect(await isTold(other)).toBe(false);
    await runDueJobs(desk.store, minutesAfter(NOON, 120));
    expect(await toldAmong([had, other])).toEqual([false, true]);
  });

  it('is told to nobody if somebody was quicker', async () => {
    const refuge = await desk.refuge();
    const [had, quicker, late] = [await looks(), await looks(), await looks()];
    const holdId = await keep(refuge, had);
    allowed(await releaseHold(desk.officer, { idempotencyKey: aKey(), holdId }));
    await keep(refuge, quicker);
    await tellOfFreePlace(clockContext(desk.store, NOON), { unitId: refuge.unitId, told: [] });
    expect(await isTold(late)).toBe(false);
  });
});
