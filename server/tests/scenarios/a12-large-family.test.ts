import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { HoldId, UnitId } from '@openhaven/domain/ids';
import type { MemberInput } from '@openhaven/domain/story-input';
import { fromGlobalId, toGlobalId } from '../../src/graphql/global-id.ts';
import { type Loose, ask, mutate } from '../../testing/api.ts';
import { type TestRefuge, aRefuge } from '../../testing/builders/places.ts';
import type { Visitor } from '../../testing/server.ts';
import { aStory } from '../../testing/stories.ts';
import { type World, aWorld } from '../../testing/world.ts';

const NOON = new Date('2026-11-26T12:00:00Z');
const child = (sex: 'MALE' | 'FEMALE', ageYears: number): MemberInput => ({ role: 'CHILD', sex, ageYears });
const FAMILY = aStory({
  members: [
    { role: 'APPLICANT', sex: 'FEMALE', ageYears: 34 },
    child('MALE', 3),
    child('MALE', 8),
    child('MALE', 12),
    child('FEMALE', 1),
    child('FEMALE', 5),
    child('FEMALE', 10),
  ],
  childrenCount: 6,
  pregnant: 'YES',
  pets: ['DOG'],
  homeAreaCode: 'E07000237',
});
const PLACE =
  'unitId joinedUnitId label adultBeds childBeds cots answer mayHold reasons { rule answer } service { name }';

let world: World;
let officer: Visitor;
let refuge: TestRefuge;
beforeAll(async () => {
  world = await aWorld(NOON);
});
afterAll(() => world.stop());
// A fresh pair of rooms for each: three beds for children and a cot in each.
beforeEach(async () => {
  world.at(NOON);
  officer = await world.as(world.officer);
  for (const unit of await world.store.units.onBoard()) await world.store.units.save({ ...unit, state: CLOSED });
  refuge = await aRefuge(world.store, {
    name: 'Rose House',
    confirmedAt: NOON,
    units: 2,
    adjoining: true,
    features: { childBeds: 3, petsWelcome: false },
  });
});
const CLOSED = { status: 'CLOSED' } as const;

async function refer(story: object = FAMILY): Promise<string> {
  const { referral } = await mutate(officer, 'saveDraft', { story }, 'referral { id }');
  await mutate(officer, 'submitReferral', { referralId: referral.id }, 'referral { id }');
  return referral.id;
}

async function search(id: string): Promise<Loose> {
  const query = `query ($id: ID!) { findPlaces(referralId: $id) { fits { ${PLACE} } ask { ${PLACE} } nearest { ${PLACE} } } }`;
  return ask(officer, query, { id });
}

const idOf = (index: number): UnitId => {
  const id = refuge.unitIds[index];
  if (id === undefined) throw new RangeError('no such room');
  return id;
};
const both = (): object => ({
  unitId: toGlobalId('Unit', idOf(0)),
  joinedUnitId: toGlobalId('Unit', idOf(1)),
});
const hold = (referralId: string, units: object = both()): Promise<Loose> =>
  mutate(officer, 'placeHold', { referralId, ...units }, 'hold { id unitLabel expiresAt } request { id }');
const states = async (): Promise<readonly string[]> =>
  (await Promise.all([0, 1].map((index) => world.store.units.get(idOf(index))))).map(
    (unit) => unit?.state.status ?? 'GONE',
  );

describe('A12: six children, pregnant, one dog', () => {
  it('two rooms side by side are found as one place, with the beds of both; neither is shown as too small', async () => {
    const { fits, ask: asked, nearest } = await search(await refer());
    expect(fits).toMatchObject([
      { ...both(), label: 'Room 1 and Room 2', adultBeds: 2, childBeds: 6, cots: 2, mayHold: true },
    ]);
    expect([asked, nearest]).toEqual([[], []]);
    // A cot for the baby of one and the one that is coming; the dog is a thing to arrange and never a bar.
    expect(fits[0].reasons).toEqual([{ rule: 'PETS', answer: 'FITS_WITH_CONDITION' }]);
  });

  it('both are held in one act, extended, offered, agreed, lived in and left as one', async () => {
    const referralId = await refer();
    const { hold: held, request, userErrors } = await hold(referralId);
    expect([userErrors, held.unitLabel]).toEqual([[], 'Room 1 and Room 2']);
    expect(await states()).toEqual(['HELD', 'HELD']);
    await mutate(officer, 'extendHold', { holdId: held.id }, 'hold { expiresAt }');
    const [one, two] = await Promise.all([world.store.units.get(idOf(0)), world.store.units.get(idOf(1))]);
    expect(one?.state).toEqual(two?.state);

    const manager = await world.as(refuge.manager);
    const seen = await ask(
      manager,
      'query ($id: ID!) { placementRequest(id: $id) { candidates { unit { label } joined { label } answer } } }',
      { id: request.id },
    );
    expect(seen.candidates).toContainEqual(
      expect.objectContaining({ unit: { label: 'Room 1' }, joined: { label: 'Room 2' } }),
    );
    const offered = await mutate(manager, 'makeOffer', { requestId: request.id }, 'hold { id offered }');
    expect([offered.userErrors, offered.hold]).toEqual([[], { id: held.id, offered: true }]);
    const agreed = await mutate(officer, 'acceptOffer', { holdId: held.id, survivorAgrees: true }, 'hold { status }');
    expect(agreed.userErrors).toEqual([]);
    expect(await states()).toEqual(['RESERVED', 'RESERVED']);
    const arrived = await mutate(manager, 'recordArrival', { holdId: held.id }, 'placement { id unitLabel }');
    expect(arrived.placement.unitLabel).toBe('Room 1 and Room 2');
    expect(await states()).toEqual(['OCCUPIED', 'OCCUPIED']);
    const placementId = arrived.placement.id;
    await mutate(manager, 'giveNotice', { placementId, leavingOn: '2026-11-27' }, 'placement { id }');
    expect(await states()).toEqual(['NOTICE', 'NOTICE']);
    const left = { placementId, leftOn: '2026-11-26', reason: 'SOCIAL_RENT_COUNCIL' };
    const gone = await mutate(manager, 'recordDeparture', left, 'placement { id }');
    expect(gone.userErrors).toEqual([]);
    expect(await states()).toEqual(['TURNAROUND', 'TURNAROUND']);
  });

  it('both are let go together: by whoever refers, by the clock, and when one of them burns', async () => {
    const first = await hold(await refer());
    await mutate(officer, 'releaseHold', { holdId: first.hold.id }, 'hold { status }');
    expect(await states()).toEqual(['AVAILABLE', 'AVAILABLE']);

    const { hold: second } = await hold(await refer());
    const manager = await world.as(refuge.manager);
    const fire = { unitId: toGlobalId('Unit', idOf(1)), reason: 'FIRE_OR_FLOOD' };
    await mutate(manager, 'takeUnitOutOfUse', fire, 'unit { id }');
    expect(await states()).toEqual(['AVAILABLE', 'OUT_OF_SERVICE']);
    const ended = await world.store.holds.get(fromGlobalId<HoldId>('Hold', second.id));
    expect(ended?.status).toBe('PROVIDER_WITHDRAWN');
  });

  it('a lapsed hold on both is closed by the next who wants them', async () => {
    const { hold: lapsing } = await hold(await refer());
    const other = await refer();
    world.at(new Date(new Date(lapsing.expiresAt).getTime() + 1));
    officer = await world.as(world.officer);
    const next = await hold(other);
    expect(next.userErrors).toEqual([]);
    expect((await world.store.holds.get(fromGlobalId<HoldId>('Hold', lapsing.id)))?.status).toBe('EXPIRED');
  });

  it('is all or nothing: of twenty who want one room or both, whoever comes first has what they asked for', async () => {
    const small = await Promise.all(Array.from({ length: 10 }, () => refer(aStory())));
    const large = await Promise.all(Array.from({ length: 10 }, () => refer()));
    const wishes = small.flatMap((referralId, index) => [
      () => hold(referralId, { unitId: toGlobalId('Unit', idOf(index % 2)) }),
      () => hold(large[index] ?? referralId),
    ]);
    const answers = await Promise.all(wishes.map((wish) => wish()));
    const won = answers.filter(({ hold: held }) => held !== null).map(({ hold: held }) => held.unitLabel);
    expect(won.sort().join()).toMatch(/^(Room 1 and Room 2|Room 1,Room 2|Room [12])$/);
    const [one, two] = await Promise.all([world.store.units.get(idOf(0)), world.store.units.get(idOf(1))]);
    const holdIds = [one, two].flatMap((unit) => (unit && 'hold' in unit.state ? [unit.state.hold.holdId] : []));
    expect(new Set(holdIds).size).toBe(won.length);
  });

  it('two rooms are not kept where one is enough, nor two that are not side by side', async () => {
    expect((await hold(await refer(aStory()))).userErrors).toMatchObject([{ code: 'ONE_UNIT_IS_ENOUGH' }]);
    const elsewhere = await aRefuge(world.store, { name: 'Elsewhere', confirmedAt: NOON });
    const apart = { unitId: toGlobalId('Unit', idOf(0)), joinedUnitId: toGlobalId('Unit', elsewhere.unitId) };
    expect((await hold(await refer(), apart)).userErrors).toMatchObject([{ code: 'UNIT_DOES_NOT_FIT' }]);
    expect(await states()).toEqual(['AVAILABLE', 'AVAILABLE']);
  });

  it('where the dog cannot come, a home for it is to be found: a task that keeps nobody from the place', async () => {
    const referralId = await refer();
    const { hold: held } = await hold(referralId);
    expect(held).not.toBeNull();
    const work = await ask(officer, '{ myWork(first: 50) { edges { node { kind referral { id } } } } }');
    const theirs = work.edges.filter(({ node }: Loose) => node.referral?.id === referralId);
    expect(theirs.map(({ node }: Loose) => node.kind)).toContain('ARRANGE');
    const query = 'query ($id: ID!) { referral(id: $id) { arrangements { kind outcome } } }';
    expect((await ask(officer, query, { id: referralId })).arrangements).toEqual([
      { kind: 'PET_FOSTERING', outcome: null },
      { kind: 'TRANSPORT', outcome: null },
    ]);
    const done = { referralId, kind: 'PET_FOSTERING', outcome: 'ARRANGED' };
    expect((await mutate(officer, 'settleArrangement', done, 'referral { id }')).userErrors).toEqual([]);
    expect((await mutate(officer, 'settleArrangement', done, 'referral { id }')).userErrors).toMatchObject([
      { code: 'NOTHING_TO_ARRANGE' },
    ]);
  });

  it('a place that takes the dog stands before one that does not', async () => {
    await aRefuge(world.store, {
      name: 'With The Dog',
      confirmedAt: NOON,
      features: { kind: 'SELF_CONTAINED_HOUSE', adultBeds: 2, childBeds: 6, cots: 2, sharesHalls: false },
    });
    const { fits } = await search(await refer());
    expect(fits.map(({ service, answer }: Loose) => [service.name, answer])).toEqual([
      ['With The Dog', 'FITS'],
      ['Rose House', 'FITS_WITH_CONDITION'],
    ]);
  });

  it('that a family is too large is counted, once for the household', async () => {
    const referralId = await refer();
    const { request } = await hold(referralId);
    const manager = await world.as(refuge.manager);
    const no = { requestId: request.id, reason: 'HOUSEHOLD_TOO_LARGE', wouldBeYesIf: 'A_LARGER_UNIT' };
    const declined = await mutate(manager, 'declineRequest', no, 'request { status }');
    expect([declined.userErrors, declined.request?.status]).toEqual([[], 'DECLINED']);
    const counts = async (): Promise<readonly string[]> =>
      (await world.store.gapCounts.between('2026-11', '2026-11')).map(({ code, count }) => `${code} ${count}`);
    for (const reason of ['ALL_DECLINED', 'NOTHING_FITS'])
      await mutate(officer, 'recordUnmetNeed', { referralId, reason, close: false }, 'referral { id }');
    expect(await counts()).toContain('THREE_OR_MORE_CHILDREN 1');
  });
});
