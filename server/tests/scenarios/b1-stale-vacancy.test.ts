import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { toGlobalId } from '../../src/graphql/global-id.ts';
import { type Loose, ask, mutate } from '../../testing/api.ts';
import { type TestRefuge, aRefuge } from '../../testing/builders/places.ts';
import { aStory } from '../../testing/stories.ts';
import { type World, aWorld } from '../../testing/world.ts';

const NOON = new Date('2026-11-26T12:00:00Z');
const hoursBefore = (hours: number): Date => new Date(NOON.getTime() - hours * 3_600_000);

let world: World;
let stale: TestRefuge;
beforeAll(async () => {
  world = await aWorld(NOON);
  stale = await aRefuge(world.store, { name: 'Silent', confirmedAt: hoursBefore(26) });
  await aRefuge(world.store, { name: 'Fresh', confirmedAt: hoursBefore(11) });
  await aRefuge(world.store, { name: 'Amber', confirmedAt: hoursBefore(20) });
});
afterAll(() => world.stop());

it('B1: a vacancy of 26 hours ago is no vacancy: it is asked about first, and cannot be held until it is confirmed', async () => {
  const officer = await world.as(world.officer);
  const { referral } = await mutate(officer, 'saveDraft', { story: aStory() }, 'referral { id }');
  await mutate(officer, 'submitReferral', { referralId: referral.id }, 'referral { id }');
  const search = (): Promise<Loose> => {
    const places = '{ service { name } freshness mayHold whyHere }';
    const query = `query ($id: ID!) { findPlaces(referralId: $id) { fits ${places} ask ${places} } }`;
    return ask(officer, query, { id: referral.id });
  };
  const before = await search();
  expect(before.fits.map(({ service, freshness }: Loose) => [service.name, freshness])).toEqual([
    ['Fresh', 'FRESH'],
    ['Amber', 'AMBER'],
  ]);
  expect(before.ask).toMatchObject([{ service: { name: 'Silent' }, freshness: 'STALE', mayHold: false }]);
  expect(before.ask[0].whyHere).toContain('ring first');
  const hold = { referralId: referral.id, unitId: toGlobalId('Unit', stale.unitId) };
  const refused = await mutate(officer, 'placeHold', hold, 'hold { id }');
  expect(refused.userErrors).toMatchObject([{ code: 'UNIT_NOT_CONFIRMED' }]);

  await mutate(await world.as(stale.manager), 'confirmVacancies', {}, 'units { id }');
  expect((await search()).fits.map(({ service }: Loose) => service.name)).toContain('Silent');
  expect((await mutate(officer, 'placeHold', hold, 'hold { id }')).userErrors).toEqual([]);
});
