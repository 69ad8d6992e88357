import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AreaCode } from '@openhaven/domain/area';
import type { ReferralId } from '@openhaven/domain/ids';
import { howPlaceLies } from '@openhaven/domain/journey';
import { fromGlobalId, toGlobalId } from '../../src/graphql/global-id.ts';
import { type Loose, ask, mutate } from '../../testing/api.ts';
import { FLAT, type TestRefuge, aRefuge } from '../../testing/builders/places.ts';
import type { Visitor } from '../../testing/server.ts';
import { aStory } from '../../testing/stories.ts';
import { type World, aWorld } from '../../testing/world.ts';

const NOON = new Date('2026-11-26T12:00:00Z');
const BIRMINGHAM = 'E08000025';
const WORCESTER = 'E07000237';
/** Needs a bed for the night carer, a wet room and a way in without steps. */
const STORY = aStory({
  members: [
    { role: 'APPLICANT', sex: 'FEMALE', ageYears: 38 },
    { role: 'CARER', sex: 'FEMALE', ageYears: 45 },
  ],
  stepFree: 'YES',
  wheelchair: 'YES',
  adaptedBathroom: 'YES',
  carerRoom: 'YES',
  homeAreaCode: 'E07000237',
});
const ADAPTED = { wheelchair: true, stepFree: true, adaptedBathroom: true, carerRoom: true, adultBeds: 2 } as const;
const PLACE = 'service { name publishedAreaCode } answer changesNeeded whyHere mayHold';

let world: World;
let officer: Visitor;
let near: TestRefuge;
let far: TestRefuge;
beforeAll(async () => {
  world = await aWorld(NOON);
  const add = (name: string, features: object, area?: string) =>
    aRefuge(world.store, { name, confirmedAt: NOON, features: { ...FLAT, ...features }, ...(area && { area }) });
  near = await add('No Wet Room', { ...ADAPTED, adaptedBathroom: false });
  await add('No Carer Room', { ...ADAPTED, adaptedBathroom: false, carerRoom: false });
  far = await add('Far Away', ADAPTED, BIRMINGHAM);
  officer = await world.as(world.officer);
});
afterAll(() => world.stop());

async function refer(story: object): Promise<string> {
  const { referral } = await mutate(officer, 'saveDraft', { story }, 'referral { id }');
  await mutate(officer, 'submitReferral', { referralId: referral.id }, 'referral { id }');
  return referral.id;
}

async function search(id: string): Promise<Loose> {
  const query = `query ($id: ID!) { findPlaces(referralId: $id) { fits { ${PLACE} } ask { ${PLACE} } nearest { ${PLACE} } } }`;
  return ask(officer, query, { id });
}

/** Whether the officer has something to arrange for a household in the list of work. */
async function isInList(id: string): Promise<boolean> {
  const work = await ask(officer, '{ myWork(first: 50) { edges { node { kind referral { id } } } } }');
  return work.edges.some(({ node }: Loose) => node.kind === 'ARRANGE' && node.referral?.id === id);
}

const named = (places: Loose): readonly string[] => places.map(({ service }: Loose) => service.name);

describe('A11: a wheelchair user with a night carer', () => {
  it('sees the one place that fits, far away, and of the near ones exactly what they lack, the fewest first', async () => {
    const { fits, ask: asked, nearest } = await search(await refer(STORY));
    expect(fits).toMatchObject([{ service: { name: 'Far Away', publishedAreaCode: BIRMINGHAM }, answer: 'FITS' }]);
    expect(asked).toEqual([]);
    expect(nearest.map(({ service, changesNeeded }: Loose) => [service.name, changesNeeded])).toEqual([
      ['No Wet Room', ['ADAPTED_BATHROOM']],
      ['No Carer Room', ['ADAPTED_BATHROOM', 'CARER_ROOM']],
    ]);
    expect(nearest[0].whyHere).toContain('One change would open it.');
  });

  it('is counted with one tap where those who refer go no further, once', async () => {
    const referralId = await refer(STORY);
    const input = { referralId, reason: 'NOT_REFERRED_BECAUSE_NOTHING_FITS', close: false };
    const { referral } = await mutate(officer, 'recordUnmetNeed', input, 'referral { unmetNeed { reason } }');
    expect(referral.unmetNeed).toEqual({ reason: 'NOT_REFERRED_BECAUSE_NOTHING_FITS' });
    const counts = await world.store.gapCounts.between('2026-11', '2026-11');
    const needs = counts.filter(({ group }) => group === 'NEED').map(({ code, count }) => `${code} ${count}`);
    expect(needs.sort()).toEqual(['CARER_ROOM 1', 'WHEELCHAIR 1']);
  });

  it('has the adapted unit kept for such a need: somebody else sees it last while another fits', async () => {
    const plain = await aRefuge(world.store, {
      name: 'Plain Flat',
      confirmedAt: NOON,
      features: FLAT,
      area: BIRMINGHAM,
    });
    const { fits } = await search(await refer(aStory({ homeAreaCode: 'E07000237' })));
    expect(named(fits)).toContain('Plain Flat');
    expect(named(fits).indexOf('Plain Flat')).toBeLessThan(named(fits).indexOf('Far Away'));
    expect(plain.unitIds).toHaveLength(1);
  });

  it('is held nowhere where it does not fit: the building cannot be waived', async () => {
    const referralId = await refer(STORY);
    const hold = { referralId, unitId: toGlobalId('Unit', near.unitId) };
    expect((await mutate(officer, 'placeHold', hold, 'hold { id }')).userErrors).toMatchObject([
      { code: 'UNIT_DOES_NOT_FIT' },
    ]);
  });

  it('has the way to the far place to be arranged once it is kept: a task that keeps nobody from it', async () => {
    const referralId = await refer(STORY);
    const parts = 'kind outcome settledAt to { name } journey { way broughtBy paidBy setsOffAt }';
    const query = `query ($id: ID!) { referral(id: $id) { story { homeAreaCode } arrangements { ${parts} } } }`;
    const arrangements = async (): Promise<Loose> => ask(officer, query, { id: referralId });
    const { story, arrangements: before } = await arrangements();
    expect(howPlaceLies(BIRMINGHAM as AreaCode, story.homeAreaCode)).toBe('ELSEWHERE');
    expect(before).toEqual([]);

    const wish = { referralId, unitId: toGlobalId('Unit', far.unitId) };
    const { hold, userErrors } = await mutate(officer, 'placeHold', wish, 'hold { id }');
    expect(userErrors).toEqual([]);
    const waiting = { kind: 'TRANSPORT', outcome: null, settledAt: null, to: { name: 'Far Away' }, journey: null };
    expect((await arrangements()).arrangements).toEqual([waiting]);
    expect(await isInList(referralId)).toBe(true);

    const settle = (answer: object): Promise<Loose> =>
      mutate(officer, 'settleArrangement', { referralId, kind: 'TRANSPORT', ...answer }, 'referral { id }');
    const setsOffAt = '2026-11-26T18:30:00.000Z';
    const journey = { way: 'WHEELCHAIR_TAXI', broughtBy: 'SUPPORT_WORKER', paidBy: 'COUNCIL', setsOffAt };
    expect((await settle({ outcome: 'ARRANGED' })).userErrors).toMatchObject([
      { code: 'FIELD_REQUIRED', field: 'journey.way' },
    ]);
    expect((await settle({ outcome: 'ARRANGED', journey: { ...journey, paidBy: 'HIM' } })).userErrors).toMatchObject([
      { code: 'CHOICE_UNKNOWN', field: 'journey.paidBy' },
    ]);
    expect((await settle({ outcome: 'ARRANGED', journey })).userErrors).toEqual([]);
    expect((await arrangements()).arrangements).toMatchObject([
      { outcome: 'ARRANGED', to: { name: 'Far Away' }, journey },
    ]);
    expect(await isInList(referralId)).toBe(false);

    // The taxi does not come: what was said is said anew.
    const train = { ...journey, way: 'TRAIN', paidBy: 'RAIL_TO_REFUGE' };
    expect((await settle({ outcome: 'ARRANGED', journey: train })).userErrors).toEqual([]);
    expect((await arrangements()).arrangements).toMatchObject([{ journey: train }]);

    // The service reads none of it, and what is kept of it is sealed.
    const { data } = await (await world.as(far.manager)).ask(query, { id: referralId });
    expect(data?.['referral'] ?? null).toBeNull();
    const kept = await world.store.referrals.get(fromGlobalId<ReferralId>('Referral', referralId));
    expect(JSON.stringify(kept?.arrangements)).toBe('"[sealed]"');
    expect((await mutate(officer, 'releaseHold', { holdId: hold.id }, 'hold { status }')).userErrors).toEqual([]);
  });

  it('is no longer asked how they get there once the place is let go, and may be counted as unmet all the same', async () => {
    const referralId = await refer(STORY);
    const wish = { referralId, unitId: toGlobalId('Unit', far.unitId) };
    const { hold } = await mutate(officer, 'placeHold', wish, 'hold { id }');
    expect(await isInList(referralId)).toBe(true);
    const input = { referralId, reason: 'NOT_REFERRED_BECAUSE_NOTHING_FITS', close: false };
    const counted = await mutate(officer, 'recordUnmetNeed', input, 'referral { unmetNeed { reason } }');
    expect(counted.referral.unmetNeed).toEqual({ reason: 'NOT_REFERRED_BECAUSE_NOTHING_FITS' });
    await mutate(officer, 'releaseHold', { holdId: hold.id }, 'hold { status }');
    expect(await isInList(referralId)).toBe(false);
  });

  it('is asked again how they get there when the place is another, and not where it is in their own district', async () => {
    const home = await aRefuge(world.store, { name: 'At Home', confirmedAt: NOON, features: FLAT, area: WORCESTER });
    const other = await aRefuge(world.store, {
      name: 'Other City',
      confirmedAt: NOON,
      features: FLAT,
      area: BIRMINGHAM,
    });
    const referralId = await refer(aStory({ homeAreaCode: WORCESTER }));
    const keep = async ({ unitId }: TestRefuge): Promise<string> => {
      const wish = { referralId, unitId: toGlobalId('Unit', unitId) };
      return (await mutate(officer, 'placeHold', wish, 'hold { id }')).hold.id;
    };
    const ways = async (): Promise<Loose> => {
      const query = 'query ($id: ID!) { referral(id: $id) { arrangements { outcome to { name } } } }';
      return (await ask(officer, query, { id: referralId })).arrangements;
    };
    await keep(home);
    expect(await ways()).toEqual([]);
    const holdId = await keep(far);
    expect(await ways()).toEqual([{ outcome: null, to: { name: 'Far Away' } }]);
    const no = { referralId, kind: 'TRANSPORT', outcome: 'NOT_NEEDED' };
    await mutate(officer, 'settleArrangement', no, 'referral { id }');
    await mutate(officer, 'releaseHold', { holdId }, 'hold { status }');
    expect(await ways()).toEqual([{ outcome: 'NOT_NEEDED', to: { name: 'Far Away' } }]);
    await keep(other);
    expect(await ways()).toEqual([{ outcome: null, to: { name: 'Other City' } }]);
  });
});
