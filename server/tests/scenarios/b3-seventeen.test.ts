import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type Loose, ask, mutate } from '../../testing/api.ts';
import { aRefuge } from '../../testing/builders/places.ts';
import { aStory } from '../../testing/stories.ts';
import { type World, aWorld } from '../../testing/world.ts';

const NOON = new Date('2026-11-26T12:00:00Z');

let world: World;
beforeAll(async () => {
  world = await aWorld(NOON);
  await aRefuge(world.store, { name: 'From Sixteen', confirmedAt: NOON, policy: { minimumAge: 16 } });
  await aRefuge(world.store, { name: 'From Eighteen', confirmedAt: NOON, policy: { minimumAge: 18 } });
});
afterAll(() => world.stop());

it('B3: somebody of seventeen is looked for a place, and children’s services are told alongside; at eighteen they are not', async () => {
  const officer = await world.as(world.officer);
  const refer = async (dateOfBirth: string): Promise<string> => {
    const story = aStory({ members: [{ role: 'APPLICANT', sex: 'FEMALE', dateOfBirth }], childrenCount: 0 });
    const { referral } = await mutate(officer, 'saveDraft', { story }, 'referral { id }');
    await mutate(officer, 'submitReferral', { referralId: referral.id }, 'referral { id }');
    return referral.id;
  };
  const query = `query ($id: ID!) { findPlaces(referralId: $id) { fits { service { name } } nearest { service { name } reasons { rule limit } } }
    referral(id: $id) { arrangements { kind outcome } } }`;
  const see = async (id: string): Promise<Loose> => (await officer.ask(query, { id })).data;

  const tomorrowEighteen = await refer('2008-11-27');
  const seen = await see(tomorrowEighteen);
  expect(seen.findPlaces.fits).toMatchObject([{ service: { name: 'From Sixteen' } }]);
  expect(seen.findPlaces.nearest).toMatchObject([
    { service: { name: 'From Eighteen' }, reasons: [{ rule: 'AGE_OF_APPLICANT', limit: 18 }] },
  ]);
  expect(seen.referral.arrangements).toEqual([{ kind: 'CHILDRENS_SERVICES', outcome: null }]);
  const work = await ask(officer, '{ myWork(first: 50) { edges { node { kind referral { id } } } } }');
  const kinds = work.edges
    .map(({ node }: Loose) => node)
    .filter(({ referral }: Loose) => referral?.id === tomorrowEighteen);
  expect(kinds.map(({ kind }: Loose) => kind)).toEqual(expect.arrayContaining(['ARRANGE', 'FIND_PLACES']));

  const todayEighteen = await see(await refer('2008-11-26'));
  expect(todayEighteen.findPlaces.fits).toHaveLength(2);
  expect(todayEighteen.referral.arrangements).toEqual([]);
});
