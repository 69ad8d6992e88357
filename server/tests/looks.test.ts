import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { toGlobalId } from '../src/graphql/global-id.ts';
import { changeFor, scopeOf } from '../src/http/live-audience.ts';
import { storyOf } from '../src/queries/story-view.ts';
import { type Loose, ask, mutate } from '../testing/api.ts';
import { aRequest, aSentReferral, found } from '../testing/builders/cases.ts';
import { asActor, minutesAfter } from '../testing/builders/people.ts';
import { type TestRefuge, aRefuge } from '../testing/builders/places.ts';
import { aPerson } from '../testing/people.ts';
import type { Visitor } from '../testing/server.ts';
import { type World, aWorld } from '../testing/world.ts';

const NOON = new Date('2026-11-20T12:00:00Z');
let world: World;
let refuge: TestRefuge;
let officer: Visitor;
let manager: Visitor;

beforeAll(async () => {
  world = await aWorld(NOON);
  refuge = await aRefuge(world.store, { confirmedAt: NOON });
  officer = await world.as(world.officer);
  manager = await world.as(refuge.manager);
});
beforeEach(() => world.at(NOON));
afterAll(() => world.stop());

const theOfficer = () => asActor(world.officer, world.store, world.now());

/** The looks written down so far: what, by whom, at what. */
async function looks(id?: string): Promise<readonly Loose[]> {
  const rows = await world.store.audit.since(new Date(0), 10_000);
  return rows.filter(({ lookedAt }) => (id === undefined ? lookedAt !== undefined : lookedAt?.includes(id)));
}

const PAGE = `query ($id: ID!) { referral(id: $id) { story { preferredName background members { name } } missingFacts
  requests { questions { question answer } declineNote } hold { meetingPoint } timeline(first: 20) { totalCount } } }`;
const LOOKS = 'looks { totalCount edges { node { what who byRole byOrganisation inList at reason } } }';
const lookAt = (who: Visitor, referralId: string): Promise<Loose> =>
  ask(who, PAGE, { id: toGlobalId('Referral', referralId) });

describe('looking at a story', () => {
  it('is written down before it is shown: who, what, when, in which role', async () => {
    const referralId = await aSentReferral(theOfficer());
    expect(await looks(referralId)).toEqual([]);
    expect((await lookAt(officer, referralId)).story.members).toHaveLength(1);
    const { userId, organisationId } = world.officer.actor;
    expect(await looks(referralId)).toEqual([
      expect.objectContaining({
        action: 'story.read',
        referralId,
        at: NOON,
        actorUserId: userId,
        actorOrganisationId: organisationId,
        actorRole: 'REFERRER',
        audience: [],
      }),
    ]);
  });

  it('costs one write for a whole page with questions and answers, and none when it is read again', async () => {
    const { referralId, requestId } = await aRequest(theOfficer(), refuge);
    const question = { requestId: toGlobalId('PlacementRequest', requestId), question: 'Is she well?' };
    await mutate(manager, 'askForInformation', question, 'request { id }');
    const before = (await world.store.audit.since(new Date(0), 10_000)).length;
    const page = await lookAt(officer, referralId);
    expect(page.requests[0].questions[0].question).toBe('Is she well?');
    await lookAt(officer, referralId);
    expect((await world.store.audit.since(new Date(0), 10_000)).length - before).toBe(1);
  });

  it('is one look in ten minutes and another one after, however many pages ask at once', async () => {
    const referralId = await aSentReferral(theOfficer());
    await Promise.all(Array.from({ length: 8 }, () => lookAt(officer, referralId)));
    expect(await looks(referralId)).toHaveLength(1);
    world.at(minutesAfter(NOON, 10));
    await lookAt(officer, referralId);
    expect(await looks(referralId)).toHaveLength(2);
  });

  it('does not happen if it cannot be written down', async () => {
    const referralId = await aSentReferral(theOfficer());
    const context = theOfficer();
    const away = new Error('the store is away');
    const store = { ...context.store, inTransaction: () => Promise.reject(away) };
    const referral = await found(world.store.referrals.get(referralId));
    await expect(storyOf({ ...context, store }, referral)).rejects.toBe(away);
    expect(await looks(referralId)).toEqual([]);
  });

  it('does not stand among the things that happened, and wakes no open page', async () => {
    const referralId = await aSentReferral(theOfficer());
    const { totalCount } = (await lookAt(officer, referralId)).timeline;
    expect((await lookAt(officer, referralId)).timeline.totalCount).toBe(totalCount);
    const rows = await looks(referralId);
    expect(rows).toHaveLength(1);
    for (const { actor } of [world.officer, world.coordinator]) expect(changeFor(scopeOf(actor), rows)).toBeNull();
  });

  it('of an answer in a list is one look at all of the list, by name only', async () => {
    const person = await aPerson(world.store, { role: 'REFERRER' });
    const [first, second] = [
      await aSentReferral(asActor(person, world.store, NOON)),
      await aSentReferral(asActor(person, world.store, NOON)),
    ];
    const visitor = await world.as(person);
    const before = await looks();
    const { edges } = await ask(visitor, '{ referrals { edges { node { preferredName } } } }');
    expect(edges).toHaveLength(2);
    await ask(visitor, '{ myWork { edges { node { preferredName } } } }');
    const rows = (await looks()).slice(before.length);
    expect(new Set(rows.map(({ action }) => action))).toEqual(new Set(['names.read']));
    expect(rows.length).toBeLessThanOrEqual(2);
    for (const { lookedAt } of rows) expect(lookedAt).toEqual(expect.arrayContaining([first, second]));
  });
});

describe('who looked at this', () => {
  it('is told to those who refer, with names for their own people and for others the role and organisation', async () => {
    const { referralId, requestId } = await aRequest(theOfficer(), refuge);
    await lookAt(officer, referralId);
    world.at(minutesAfter(NOON, 1));
    const id = toGlobalId('PlacementRequest', requestId);
    await ask(manager, 'query ($id: ID!) { placementRequest(id: $id) { facts { adults } } }', { id });

    const read = `query ($id: ID!) { referral(id: $id) { ${LOOKS} } }`;
    const { looks: seen } = await ask(officer, read, { id: toGlobalId('Referral', referralId) });
    expect(seen.totalCount).toBe(2);
    expect(seen.edges.map(({ node }: Loose) => [node.what, node.who, node.byRole, node.inList])).toEqual([
      ['facts.read', null, 'REFUGE_MANAGER', false],
      ['story.read', 'Sam Example', 'REFERRER', false],
    ]);
    const coordinator = await world.as(world.coordinator);
    const { looks: all } = await ask(coordinator, read, { id: toGlobalId('Referral', referralId) });
    expect(all.edges[0].node.who).toBe('Sam Example');
  });

  it('is told to the service of its request, and of nothing else', async () => {
    const { referralId, requestId } = await aRequest(theOfficer(), refuge);
    await lookAt(officer, referralId);
    const read = `query ($id: ID!) { placementRequest(id: $id) { facts { adults } ${LOOKS} } }`;
    const id = toGlobalId('PlacementRequest', requestId);
    await ask(manager, read, { id });
    const { looks: seen } = await ask(manager, read, { id });
    expect(seen.edges.map(({ node }: Loose) => [node.what, node.who])).toEqual([['facts.read', 'Sam Example']]);
  });

  it('is paged, the newest first', async () => {
    const referralId = await aSentReferral(theOfficer());
    for (const minutes of [0, 10, 20]) {
      world.at(minutesAfter(NOON, minutes));
      await lookAt(officer, referralId);
    }
    const read = `query ($id: ID!, $after: String) { referral(id: $id) { looks(first: 2, after: $after) {
      totalCount pageInfo { hasNextPage endCursor } edges { node { at } } } } }`;
    const id = toGlobalId('Referral', referralId);
    const { looks: first } = await ask(officer, read, { id });
    expect([first.totalCount, first.edges[0].node.at]).toEqual([3, '2026-11-20T12:20:00.000Z']);
    const { looks: rest } = await ask(officer, read, { id, after: first.pageInfo.endCursor });
    expect(rest.edges.map(({ node }: Loose) => node.at)).toEqual(['2026-11-20T12:00:00.000Z']);
  });
});
