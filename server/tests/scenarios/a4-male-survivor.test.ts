import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { REFUSALS } from '@openhaven/domain/refusal';
import { toGlobalId } from '../../src/graphql/global-id.ts';
import { type Loose, ask, mutate } from '../../testing/api.ts';
import { FLAT, type TestRefuge, aRefuge } from '../../testing/builders/places.ts';
import type { Visitor } from '../../testing/server.ts';
import { aStory } from '../../testing/stories.ts';
import { type World, aWorld } from '../../testing/world.ts';

const NOON = new Date('2026-11-26T12:00:00Z');
const BIRMINGHAM = 'E08000025';
const STORY = aStory({
  members: [
    { role: 'APPLICANT', sex: 'MALE', ageYears: 41 },
    { role: 'CHILD', sex: 'FEMALE', ageYears: 13 },
    { role: 'CHILD', sex: 'MALE', ageYears: 9 },
  ],
  homeAreaCode: 'E07000237',
});
const PLACE = 'service { name } answer changesNeeded whyHere reasons { rule }';

let world: World;
let officer: Visitor;
let referralId: string;
let women: TestRefuge;
let men: TestRefuge;
let dispersed: TestRefuge;
beforeAll(async () => {
  world = await aWorld(NOON);
  const of = { store: world.store, confirmedAt: NOON };
  women = await aRefuge(of.store, { ...of, name: 'Larkrise', policy: { admits: 'WOMEN' } });
  const flat = { type: 'DISPERSED_REFUGE_LEVEL', features: FLAT, policy: { admits: 'ANYONE' } } as const;
  dispersed = await aRefuge(of.store, { ...of, name: 'Minster Homes', ...flat });
  men = await aRefuge(of.store, { ...of, name: 'Bridge House', area: BIRMINGHAM, policy: { admits: 'MEN' } });
  officer = await world.as(world.officer);
  const begun = await mutate(officer, 'saveDraft', { story: STORY }, 'referral { id }');
  referralId = begun.referral.id;
  await mutate(officer, 'submitReferral', { referralId }, 'referral { id }');
});
afterAll(() => world.stop());

const names = (places: Loose): readonly string[] => places.map(({ service }: Loose) => service.name).sort();

describe('A4: a father with a daughter of 13 and a son of 9, and no unit for men in the county', () => {
  it('no house for women is offered; a home of its own and a house elsewhere fit', async () => {
    const query = `query ($id: ID!) { findPlaces(referralId: $id) { fits { ${PLACE} } ask { ${PLACE} } nearest { ${PLACE} } } }`;
    const { fits, ask: asked, nearest } = await ask(officer, query, { id: referralId });
    expect(names(fits)).toEqual(['Bridge House', 'Minster Homes']);
    expect(names(asked)).toEqual([]);
    expect(nearest.map(({ service, changesNeeded }: Loose) => [service.name, changesNeeded])).toEqual([
      ['Larkrise', ['SEX_OF_APPLICANT']],
    ]);
  });

  it('cannot be given a room in a house for women, by whoever refers or by the house itself', async () => {
    const hold = { referralId, unitId: toGlobalId('Unit', women.unitId) };
    expect((await mutate(officer, 'placeHold', hold, 'hold { id }')).userErrors).toMatchObject([
      { code: 'UNIT_DOES_NOT_FIT' },
    ]);
    const sent = await mutate(
      officer,
      'sendRequests',
      { referralId, serviceIds: [toGlobalId('Service', women.serviceId)] },
      'requests { id }',
    );
    const [request] = sent.requests;
    const offer = { requestId: request.id, unitId: toGlobalId('Unit', women.unitId) };
    const offered = await mutate(await world.as(women.manager), 'makeOffer', offer, 'hold { id }');
    expect(offered).toMatchObject({ hold: null, userErrors: [{ code: 'UNIT_DOES_NOT_FIT' }] });
  });

  it('services inside and outside the county are asked in one act', async () => {
    const serviceIds = [dispersed, men].map(({ serviceId }) => toGlobalId('Service', serviceId));
    const sent = await mutate(
      officer,
      'sendRequests',
      { referralId, serviceIds },
      'requests { service { name } status }',
    );
    expect(sent.userErrors).toEqual([]);
    expect(names(sent.requests)).toEqual(['Bridge House', 'Minster Homes']);
  });

  it('is counted among those for whom nothing was found, as the man he is', async () => {
    const input = { referralId, reason: 'NOTHING_FITS', close: false };
    expect((await mutate(officer, 'recordUnmetNeed', input, 'referral { id }')).userErrors).toEqual([]);
    const counts = await world.store.gapCounts.between('2026-11', '2026-11');
    expect(counts.filter(({ group }) => group === 'APPLICANT')).toMatchObject([{ code: 'MALE', count: 1 }]);
  });

  it('is never called she: no refusal that anybody can read does', () => {
    for (const words of Object.values(REFUSALS)) expect(words).not.toMatch(/\b(she|her|hers|herself)\b/i);
  });
});
