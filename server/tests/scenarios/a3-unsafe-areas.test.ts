import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Loose, ask, mutate } from '../../testing/api.ts';
import { type TestRefuge, aRefuge } from '../../testing/builders/places.ts';
import type { Visitor } from '../../testing/server.ts';
import { aStory } from '../../testing/stories.ts';
import { type World, aWorld } from '../../testing/world.ts';
import { toGlobalId } from '../../src/graphql/global-id.ts';

const noon = new Date('2026-11-20T12:00:00Z');
const [REDDITCH, WORCESTER, WYRE_FOREST] = ['E07000236', 'E07000237', 'E07000239'];
let world: World;
let redditch: TestRefuge;
let worcester: TestRefuge;
let wyreForest: TestRefuge;
let officer: Visitor;
let coordinator: Visitor;

beforeAll(async () => {
  world = await aWorld(noon);
  redditch = await aRefuge(world.store, { name: 'Larkrise', area: REDDITCH, confirmedAt: noon });
  worcester = await aRefuge(world.store, { name: 'Minster', area: WORCESTER, confirmedAt: noon });
  wyreForest = await aRefuge(world.store, { name: 'Severn', area: WYRE_FOREST, confirmedAt: noon });
  officer = await world.as(world.officer);
  coordinator = await world.as(world.coordinator);
});
afterAll(() => world.stop());

const story = aStory({
  unsafeAreas: [
    { kind: 'DISTRICT', areaCode: REDDITCH, whose: 'PERPETRATOR_FAMILY' },
    { kind: 'DISTRICT', areaCode: WORCESTER, whose: 'PERPETRATOR_WORK' },
  ],
});
const withWyreForest = {
  ...story,
  unsafeAreas: [
    ...(story.unsafeAreas ?? []),
    { kind: 'DISTRICT', areaCode: WYRE_FOREST, whose: 'PERPETRATOR_FRIENDS' } as const,
  ],
};

async function submit(): Promise<string> {
  const { referral } = await mutate(officer, 'saveDraft', { story }, 'referral { id }');
  await mutate(officer, 'submitReferral', { referralId: referral.id }, 'referral { id }');
  return referral.id;
}

const PLACE = 'unitId label answer whyHere reasons { rule } service { name publishedAreaCode }';
const SEARCH = `query ($id: ID!) { findPlaces(referralId: $id) {
  fits { ${PLACE} } ask { ${PLACE} } nearest { ${PLACE} } services { service { name publishedAreaCode } } } }`;
const HOLD = 'query ($id: ID!) { referral(id: $id) { rev hold { id frozen actions answer } } }';

async function offered(referralId: string): Promise<string> {
  const serviceIds = [toGlobalId('Service', wyreForest.serviceId)];
  const sent = await mutate(officer, 'sendRequests', { referralId, serviceIds }, 'requests { id }');
  const manager = await world.as(wyreForest.manager);
  const offer = { requestId: sent.requests[0].id, unitId: toGlobalId('Unit', wyreForest.unitId) };
  const made = await mutate(manager, 'makeOffer', offer, 'hold { id }');
  expect(made.userErrors).toEqual([]);
  return made.hold.id;
}

describe('A3: his brother lives in Redditch, and he works in Worcester', () => {
  it('shows no place there in any list or count, and of the one outside never a distance', async () => {
    const answer = await officer.ask(SEARCH, { id: await submit() });
    expect(answer.text).not.toMatch(/Larkrise|Minster|E07000236|E07000237|\bkm\b|\bmiles?\b|distance/i);
    const found = (answer.data as Loose).findPlaces;
    expect(found.fits.map((place: Loose) => place.service.name)).toEqual(['Severn']);
    expect([found.ask, found.nearest, found.services]).toEqual([[], [], []]);
  });

  it('neither asks nor holds a place there, and says no more than that it is not available', async () => {
    const referralId = await submit();
    const serviceIds = [wyreForest, redditch].map(({ serviceId }) => toGlobalId('Service', serviceId));
    const sent = await mutate(
      officer,
      'sendRequests',
      { referralId, serviceIds },
      'requests { id } referral { status }',
    );
    expect(sent).toMatchObject({
      requests: [],
      referral: { status: 'SUBMITTED' },
      userErrors: [{ code: 'SERVICE_NOT_AVAILABLE', field: 'serviceIds.1' }],
    });
    const unitId = toGlobalId('Unit', worcester.unitId);
    const held = await mutate(
      officer,
      'placeHold',
      { referralId, unitId },
      'hold { id } nextBest { service { name } }',
    );
    expect(held).toMatchObject({
      hold: null,
      nextBest: [{ service: { name: 'Severn' } }],
      userErrors: [{ code: 'UNIT_NOT_AVAILABLE' }],
    });
    for (const person of [redditch.manager, redditch.worker, worcester.manager]) {
      expect(await world.store.notices.queuedFor(person.actor.userId)).toEqual([]);
    }
  });

  it('freezes an offer that a new area covers and alerts the coordinator, who cannot set it aside', async () => {
    const referralId = await submit();
    const holdId = await offered(referralId);
    const area = { kind: 'DISTRICT', areaCode: WYRE_FOREST, whose: 'PERPETRATOR_FRIENDS' };
    const added = await mutate(
      officer,
      'addUnsafeArea',
      { referralId, area },
      'referral { rev hold { frozen answer } }',
    );
    expect(added).toMatchObject({ userErrors: [], referral: { hold: { frozen: true, answer: null } } });
    const work = await ask(coordinator, '{ myWork { edges { node { kind hold { id } } } } }');
    expect(work.edges[0].node).toEqual({ kind: 'REVIEW_FROZEN_OFFER', hold: { id: holdId } });
    const alerts = await world.store.notices.queuedFor(world.coordinator.actor.userId);
    expect(alerts.map(({ kind }) => kind)).toContain('OFFER_FROZEN');

    const yes = await mutate(officer, 'acceptOffer', { holdId, survivorAgrees: true }, 'hold { status }');
    expect(yes).toMatchObject({ hold: { status: 'HELD' }, userErrors: [{ code: 'HOLD_FROZEN' }] });
    const aside = await mutate(coordinator, 'resumeHold', { holdId }, 'hold { frozen }');
    expect(aside).toMatchObject({ hold: { frozen: true }, userErrors: [{ code: 'HOLD_FROZEN' }] });
  });

  it('lets the offer go on when she takes the area back herself, and records that', async () => {
    const fresh = await aRefuge(world.store, { name: 'Habberley', area: WYRE_FOREST, confirmedAt: noon });
    const referralId = await submit();
    const serviceIds = [toGlobalId('Service', fresh.serviceId)];
    const sent = await mutate(officer, 'sendRequests', { referralId, serviceIds }, 'requests { id } referral { rev }');
    const manager = await world.as(fresh.manager);
    const offer = { requestId: sent.requests[0].id, unitId: toGlobalId('Unit', fresh.unitId) };
    await mutate(manager, 'makeOffer', offer, 'hold { id }');

    const { rev } = await ask(officer, HOLD, { id: referralId });
    const more = await mutate(
      officer,
      'saveDraft',
      { referralId, rev, story: withWyreForest },
      'referral { rev hold { frozen } }',
    );
    expect(more).toMatchObject({ userErrors: [], referral: { hold: { frozen: true } } });
    const back = await mutate(
      officer,
      'saveDraft',
      { referralId, rev: more.referral.rev, story },
      'referral { hold { frozen actions } timeline { edges { node { what } } } }',
    );
    expect(back).toMatchObject({ userErrors: [], referral: { hold: { frozen: false } } });
    expect(back.referral.hold.actions).toContain('acceptOffer');
    const what = back.referral.timeline.edges.map(({ node }: Loose) => node.what);
    expect(what).toEqual(expect.arrayContaining(['hold.frozen', 'referral.unsafe-area-withdrawn', 'hold.unfrozen']));
  });
});
