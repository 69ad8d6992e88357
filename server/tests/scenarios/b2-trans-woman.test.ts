import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { toGlobalId } from '../../src/graphql/global-id.ts';
import { type Loose, ask, mutate } from '../../testing/api.ts';
import { type TestRefuge, aRefuge } from '../../testing/builders/places.ts';
import { runDueJobs } from '../../testing/clock.ts';
import type { Visitor } from '../../testing/server.ts';
import { aStory } from '../../testing/stories.ts';
import { type World, aWorld } from '../../testing/world.ts';

const NOON = new Date('2026-11-20T12:00:00Z');
let world: World;
let women: TestRefuge;
let everybody: TestRefuge;
let officer: Visitor;
let referralId: string;
let requestId: string;

beforeAll(async () => {
  world = await aWorld(NOON);
  women = await aRefuge(world.store, { name: 'Larkrise', confirmedAt: NOON, policy: { admits: 'WOMEN' } });
  everybody = await aRefuge(world.store, { name: 'Minster', confirmedAt: NOON, policy: { admits: 'ANYONE' } });
  officer = await world.as(world.officer);
  const members = [{ role: 'APPLICANT', sex: 'FEMALE', transgender: 'YES', ageYears: 34 }] as const;
  const begun = await mutate(officer, 'saveDraft', { story: aStory({ members }) }, 'referral { id }');
  referralId = begun.referral.id;
  await mutate(officer, 'submitReferral', { referralId }, 'referral { id }');
  const serviceIds = [women, everybody].map(({ serviceId }) => toGlobalId('Service', serviceId));
  const sent = await mutate(officer, 'sendRequests', { referralId, serviceIds }, 'requests { id service { name } }');
  expect(sent.userErrors).toEqual([]);
  requestId = sent.requests.find(({ service }: Loose) => service.name === 'Larkrise').id;
});
afterAll(() => world.stop());

describe('B2: a trans woman', () => {
  it('is never answered with a no: a house for women is asked, one for everybody fits', async () => {
    const place = 'service { name } answer reasons { rule answer }';
    const query = `query ($id: ID!) { findPlaces(referralId: $id) { fits { ${place} } ask { ${place} } nearest { ${place} } } }`;
    const found = await ask(officer, query, { id: referralId });
    const names = (places: Loose): readonly string[] => places.map(({ service }: Loose) => service.name);
    expect([names(found.fits), names(found.ask), found.nearest]).toEqual([['Minster'], ['Larkrise'], []]);
    expect(found.ask[0].answer).toBe('ASK_PROVIDER');
  });

  it('is told of to the service as the woman she is, and may be offered a room by it', async () => {
    const manager = await world.as(women.manager);
    await mutate(manager, 'acknowledgeRequest', { requestId }, 'request { id }');
    const query =
      'query ($id: ID!) { placementRequest(id: $id) { facts { applicantSex background } candidates { answer } } }';
    const answer = await manager.ask(query, { id: requestId });
    expect((answer.data as Loose).placementRequest).toMatchObject({
      facts: { applicantSex: 'FEMALE' },
      candidates: [{ answer: 'ASK_PROVIDER' }],
    });
    expect(answer.text).not.toMatch(/trans/i);
    const offer = { requestId, unitId: toGlobalId('Unit', women.unitId) };
    expect((await mutate(manager, 'makeOffer', offer, 'hold { id }')).userErrors).toEqual([]);
  });

  it('is outed by no notice, no line of the timeline, no row of the record and no line of the log', async () => {
    await runDueJobs(world.store, new Date('2026-11-20T20:00:00Z'));
    const rows = await world.store.audit.since(new Date(0), 1000);
    const notices = await world.store.notices.inState('QUEUED', 1000);
    expect([rows.length > 3, notices.length > 1]).toEqual([true, true]);
    const timeline =
      'query ($id: ID!) { referral(id: $id) { timeline(first: 50) { edges { node { what reason } } } } }';
    const { text } = await officer.ask(timeline, { id: referralId });
    expect(`${JSON.stringify([rows, notices])}${text}${world.server.logged()}`).not.toMatch(/trans(gender)?\b|SEX_OF/i);
  });
});
