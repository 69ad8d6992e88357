import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { toGlobalId } from '../../src/graphql/global-id.ts';
import { type Loose, ask, mutate } from '../../testing/api.ts';
import { FLAT, type TestRefuge, aRefuge } from '../../testing/builders/places.ts';
import type { Visitor } from '../../testing/server.ts';
import { aStory } from '../../testing/stories.ts';
import { type World, aWorld } from '../../testing/world.ts';

const NOON = new Date('2026-11-26T12:00:00Z');
const BIRMINGHAM = 'E08000025';
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
beforeAll(async () => {
  world = await aWorld(NOON);
  const add = (name: string, features: object, area?: string) =>
    aRefuge(world.store, { name, confirmedAt: NOON, features: { ...FLAT, ...features }, ...(area && { area }) });
  near = await add('No Wet Room', { ...ADAPTED, adaptedBathroom: false });
  await add('No Carer Room', { ...ADAPTED, adaptedBathroom: false, carerRoom: false });
  await add('Far Away', ADAPTED, BIRMINGHAM);
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
});
