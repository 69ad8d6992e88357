import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ReferralId, UserId, TellingId } from '@openhaven/domain/ids';
import { clockContext } from '../src/commands/clock-context.ts';
import { prepareNotices } from '../src/commands/prepare-notice.ts';
import { toGlobalId } from '../src/graphql/global-id.ts';
import { type Loose, ask, mutate } from '../testing/api.ts';
import { aRequest, aSentReferral, anOffer, unitOf } from '../testing/builders/cases.ts';
import { asActor } from '../testing/builders/people.ts';
import { type TestRefuge, aRefuge } from '../testing/builders/places.ts';
import { runDueJobs } from '../testing/clock.ts';
import { toldTo } from '../testing/desk.ts';
import { type TestPerson, aPerson } from '../testing/people.ts';
import type { TestAnswer, Visitor } from '../testing/server.ts';
import { type World, aWorld } from '../testing/world.ts';

const NOON = new Date('2026-11-20T12:00:00Z');
let world: World;
let refuge: TestRefuge;
let colleague: TestPerson;
let officer: Visitor;
let coordinator: Visitor;

beforeAll(async () => {
  world = await aWorld(NOON);
  refuge = await aRefuge(world.store, { units: 3, confirmedAt: NOON });
  officer = await world.as(world.officer);
  coordinator = await world.as(world.coordinator);
});
beforeEach(async () => {
  const { organisationId } = world.officer.actor;
  colleague = await aPerson(world.store, { role: 'REFERRER', organisationId, name: 'Robin Ashdown' });
});
afterAll(() => world.stop());

const theOfficer = () => asActor(world.officer, world.store, NOON);
const idOf = (referralId: ReferralId): string => toGlobalId('Referral', referralId);
const NEVER = toGlobalId('Referral', '00000000-0000-4000-8000-0000000000ff');

const READ = 'query ($id: ID!) { referral(id: $id) { reference story { preferredName } } }';
const read = (who: Visitor, id: string): Promise<TestAnswer> => who.ask(READ, { id });

/** Whether a referral exists for somebody: by its id, in lists, in counts. Never something in between. */
async function exists(person: TestPerson, referralId: ReferralId): Promise<boolean> {
  const visitor = await world.as(person);
  const [answer, nothing] = [await read(visitor, idOf(referralId)), await read(visitor, NEVER)];
  const lists = await Promise.all([
    visitor.ask('{ referrals(first: 50) { totalCount edges { node { id } } } }'),
    visitor.ask('{ myWork(first: 50) { totalCount edges { node { referral { id } } } } }'),
    visitor.ask('{ board(first: 50) { totalCount edges { node { referral { id } } } } }'),
  ]);
  const isListed = lists.some(({ text }) => text.includes(idOf(referralId)));
  if (answer.status === 200) return true;
  expect([answer.status, answer.text, isListed]).toEqual([nothing.status, nothing.text, false]);
  return false;
}

async function exclude(referralId: ReferralId, input: object, who = officer): Promise<Loose> {
  const id = idOf(referralId);
  const { exclusions } = await ask(who, 'query ($id: ID!) { referral(id: $id) { exclusions { rev } } }', { id });
  const wish = { referralId: id, rev: exclusions.rev, ...input };
  return mutate(who, 'setExclusions', wish, 'referral { id exclusions { rev people { who name } restricted } }');
}

async function mattersOf(referralId: ReferralId): Promise<Loose> {
  const query = 'query ($id: ID!) { referral(id: $id) { matters { userId name why verdict } } }';
  return (await ask(coordinator, query, { id: idOf(referralId) })).matters;
}

describe('A13 (b): somebody who knows somebody in the case', () => {
  it('says so, and from then on the referral does not exist for them; only the coordinators are told', async () => {
    const referralId = await aSentReferral(theOfficer());
    const cousin = await world.as(colleague);
    expect(await exists(colleague, referralId)).toBe(true);
    const before = (await ask(cousin, '{ referrals { totalCount } }')).totalCount;
    const said = await mutate(cousin, 'declareConflict', { referralId: idOf(referralId) }, '');
    expect(said.userErrors).toEqual([]);

    expect(await exists(colleague, referralId)).toBe(false);
    expect((await ask(cousin, '{ referrals { totalCount } }')).totalCount).toBe(before - 1);
    expect(await exists(world.officer, referralId)).toBe(true);
    expect(await toldTo(world.store, world.coordinator)).toContain('CHECK_EXCLUSION');
    expect(await toldTo(world.store, world.officer)).not.toContain('CHECK_EXCLUSION');
    const { timeline } = await ask(
      officer,
      'query ($id: ID!) { referral(id: $id) { timeline(first: 50) { edges { node { what } } } } }',
      { id: idOf(referralId) },
    );
    expect(JSON.stringify(timeline)).not.toContain('conflict');
    const work = await ask(coordinator, '{ myWork(first: 50) { edges { node { kind referral { id } } } } }');
    expect(work.edges.map(({ node }: Loose) => node)).toContainEqual({
      kind: 'CHECK_EXCLUSION',
      referral: { id: idOf(referralId) },
    });
  });

  it('also at a refuge: the request is gone for them, and the unit says no more than that it is held', async () => {
    const own = await aRefuge(world.store, { confirmedAt: NOON });
    const { requestId, referralId } = await anOffer(theOfficer(), own);
    const worker = await world.as(own.worker);
    const id = toGlobalId('PlacementRequest', requestId);
    await mutate(worker, 'declareConflict', { requestId: id }, '');
    const unit = 'query ($id: ID!) { unit(id: $id) { status heldForReference hold { id } } }';
    const seen = await ask(worker, unit, { id: toGlobalId('Unit', own.unitId) });
    expect(seen).toEqual({ status: 'HELD', heldForReference: null, hold: null });
    for (const [query, variables] of [
      ['query ($id: ID!) { placementRequest(id: $id) { id } }', { id }],
      ['query ($id: ID!) { node(id: $id) { id } }', { id }],
    ] as const) {
      expect((await worker.ask(query, variables)).status).toBe(404);
    }
    expect((await ask(worker, '{ inbox { totalCount } }')).totalCount).toBe(0);
    expect((await ask(worker, '{ myWork { edges { node { kind } } } }')).edges).toEqual([]);
    expect((await ask(await world.as(own.manager), '{ inbox { totalCount } }')).totalCount).toBe(1);
    expect(await mattersOf(referralId)).toMatchObject([{ why: 'CONFLICT', verdict: null }]);
  });

  it('hears nothing of it any more, by e-mail or on an open page', async () => {
    const referralId = await aSentReferral(theOfficer());
    const cousin = await world.as(colleague);
    const page = await cousin.listen();
    await mutate(cousin, 'declareConflict', { referralId: idOf(referralId) }, '');
    const heardBefore = page.events.length;
    await mutate(officer, 'setTonightPlan', { referralId: idOf(referralId), tonight: 'NOWHERE' }, '');
    const another = idOf(await aSentReferral(theOfficer()));
    await mutate(officer, 'setTonightPlan', { referralId: another, tonight: 'NOWHERE' }, '');
    await page.until(({ data }) => JSON.stringify(data).includes(another));
    expect(JSON.stringify(page.events.slice(heardBefore))).not.toContain(idOf(referralId));
    page.close();

    const { referralId: _, requestId } = await aRequest(theOfficer(), refuge, { referralId });
    const question = { requestId: toGlobalId('PlacementRequest', requestId), question: 'Is she well?' };
    await mutate(await world.as(refuge.manager), 'askForInformation', question, '');
    expect(await toldTo(world.store, world.officer)).toContain('QUESTION_ASKED');
    expect(await toldTo(world.store, colleague)).not.toContain('QUESTION_ASKED');
  });

  it('is sent no e-mail of it that was waiting, and all the others', async () => {
    const referralId = await aSentReferral(theOfficer());
    const { userId } = colleague.actor;
    const wish = { userId, kind: 'QUESTION_ASKED', urgent: true } as const;
    const tellingId = randomUUID() as TellingId;
    const [about, another] = await world.store.notices.addMany(tellingId, [{ ...wish, referralId }, wish], NOON);
    if (!about || !another) throw new Error('the notices are not there');
    await mutate(await world.as(colleague), 'declareConflict', { referralId: idOf(referralId) }, '');
    const [prepared] = await prepareNotices(clockContext(world.store, NOON), { tellingId, userIds: [userId] });
    expect(prepared).toMatchObject({ is: 'MAIL', taskCount: 1 });
    expect(await world.store.notices.get(about)).toMatchObject({ state: 'FAILED', failure: 'NOT_FOR_THEM' });
  });

  it('stays out whatever the coordinator finds', async () => {
    const referralId = await aSentReferral(theOfficer());
    await mutate(await world.as(colleague), 'declareConflict', { referralId: idOf(referralId) }, '');
    const userId = toGlobalId('User', colleague.actor.userId);
    const verdict = { referralId: idOf(referralId), userId, verdict: 'LET_IN' };
    const { userErrors } = await mutate(coordinator, 'reviewExclusion', verdict, '');
    expect(userErrors).toMatchObject([{ code: 'CHOICE_UNKNOWN', field: 'verdict' }]);
    await mutate(coordinator, 'reviewExclusion', { ...verdict, verdict: 'KEEP_OUT' }, '');
    expect(await mattersOf(referralId)).toMatchObject([{ verdict: 'KEEP_OUT' }]);
    expect(await exists(colleague, referralId)).toBe(false);
  });
});

describe('somebody who works here and carries the name of the perpetrator', () => {
  it('is shut out at once, learns nothing, and the coordinators are told when they come in', async () => {
    const referralId = await aSentReferral(theOfficer());
    const people = [{ who: 'PERPETRATOR', name: 'ASHDOWN, Robin' }];
    expect((await exclude(referralId, { people })).userErrors).toEqual([]);
    expect(await exists(colleague, referralId)).toBe(false);
    await exists(colleague, referralId);
    expect(await mattersOf(referralId)).toMatchObject([{ name: 'Robin Ashdown', why: 'MATCH', verdict: null }]);

    const other = await aPerson(world.store, { role: 'COORDINATOR' });
    await runDueJobs(world.store, new Date(NOON.getTime() + 1_000));
    expect(await toldTo(world.store, other)).toEqual(['CHECK_EXCLUSION']);
    expect(await toldTo(world.store, colleague)).toEqual([]);
  });

  it('comes in again once a coordinator has seen that it is somebody else, and not if it is them', async () => {
    const referralId = await aSentReferral(theOfficer());
    await exclude(referralId, { people: [{ who: 'ASSOCIATE', name: 'Robin Ashdown' }] });
    expect(await exists(colleague, referralId)).toBe(false);
    const userId = toGlobalId('User', colleague.actor.userId);
    for (const [verdict, isSeen] of [
      ['LET_IN', true],
      ['KEEP_OUT', false],
    ] as const) {
      await mutate(coordinator, 'reviewExclusion', { referralId: idOf(referralId), userId, verdict }, '');
      expect(await exists(colleague, referralId)).toBe(isSeen);
    }
  });

  it('that begins to work here later is shut out from the first page on', async () => {
    const referralId = await aSentReferral(theOfficer());
    await exclude(referralId, { people: [{ who: 'PERPETRATOR', name: 'Ines Nunez' }] });
    const { organisationId } = world.officer.actor;
    const newcomer = await aPerson(world.store, { role: 'REFERRER', organisationId, name: 'Inés  Núñez' });
    expect(await exists(newcomer, referralId)).toBe(false);
  });

  it('as coordinator: neither sees it nor may look at the matter', async () => {
    const referralId = await aSentReferral(theOfficer());
    const named = await aPerson(world.store, { role: 'COORDINATOR', name: 'Kit Marlow' });
    await exclude(referralId, { people: [{ who: 'PERPETRATOR', name: 'Kit Marlow' }] });
    expect(await exists(named, referralId)).toBe(false);
    const wish = { referralId: idOf(referralId), userId: toGlobalId('User', named.actor.userId), verdict: 'LET_IN' };
    await expect(mutate(await world.as(named), 'reviewExclusion', wish, '')).rejects.toThrow('NOT_FOUND');
  });
});

describe('keeping out by name and by organisation', () => {
  it('shuts out whoever is named, and tells whoever wrote it nothing about who works here', async () => {
    const [first, second] = [await aSentReferral(theOfficer()), await aSentReferral(theOfficer())];
    const known = await exclude(first, { people: [{ who: 'OTHER', name: 'Robin Ashdown' }] });
    const unknown = await exclude(second, { people: [{ who: 'OTHER', name: 'Nobody Atall' }] });
    expect(await exists(colleague, first)).toBe(false);
    expect(await mattersOf(first)).toEqual([]);
    expect(Object.keys(known)).toEqual(Object.keys(unknown));
    expect([known.userErrors, unknown.userErrors]).toEqual([[], []]);
  });

  it('takes an organisation that was asked out of everything: its requests, and its places in searches and asks', async () => {
    const own = await aRefuge(world.store, { name: 'Kept out', confirmedAt: NOON });
    const { referralId, requestId, holdId } = await anOffer(theOfficer(), own);
    const organisationIds = [toGlobalId('Organisation', own.organisationId)];
    expect((await exclude(referralId, { organisationIds })).userErrors).toEqual([]);

    const manager = await world.as(own.manager);
    const id = toGlobalId('PlacementRequest', requestId);
    expect((await manager.ask('query ($id: ID!) { placementRequest(id: $id) { id } }', { id })).status).toBe(404);
    expect((await ask(manager, '{ inbox { totalCount } }')).totalCount).toBe(0);
    expect((await world.store.holds.get(holdId))?.frozen).toBe(true);

    const other = await aSentReferral(theOfficer());
    await exclude(other, { organisationIds });
    const search = `query ($id: ID!) { findPlaces(referralId: $id) { fits { service { name } } ask { service { name } }
      nearest { service { name } } services { service { name } } } }`;
    expect(JSON.stringify(await ask(officer, search, { id: idOf(other) }))).not.toContain('Kept out');
    const wish = { referralId: idOf(other), serviceIds: [toGlobalId('Service', own.serviceId)] };
    const unknown = { ...wish, serviceIds: [toGlobalId('Service', '00000000-0000-4000-8000-0000000000ff')] };
    const [kept, never] = [
      await mutate(officer, 'sendRequests', wish, ''),
      await mutate(officer, 'sendRequests', unknown, ''),
    ];
    expect(kept.userErrors).toEqual(never.userErrors);
    expect(kept.userErrors).toMatchObject([{ code: 'SERVICE_NOT_AVAILABLE' }]);
    const { status } = (await unitOf(theOfficer(), own)).state;
    expect(status).toBe('HELD');
  });

  it.each([
    ['a name that is missing', { people: [{ who: 'OTHER', name: ' ' }] }, 'FIELD_REQUIRED', 'people.0.name'],
    ['too many names', { people: Array(21).fill({ who: 'OTHER', name: 'A B' }) }, 'TOO_MANY_NAMES', 'people'],
    ['your own name', { people: [{ who: 'OTHER', name: 'Sam Example' }] }, 'WOULD_SHUT_YOU_OUT', null],
    ['a revision that is old', { rev: 7 }, 'CHANGED_MEANWHILE', null],
  ])('refuses %s', async (_what, input, code, field) => {
    const referralId = await aSentReferral(theOfficer());
    expect((await exclude(referralId, input)).userErrors).toMatchObject([{ code, field }]);
  });

  it('refuses to keep out the own organisation, the coordinators, and people as colleagues who carry no cases of it', async () => {
    const referralId = await aSentReferral(theOfficer());
    for (const { actor } of [world.officer, world.coordinator]) {
      const organisationIds = [toGlobalId('Organisation', actor.organisationId)];
      expect((await exclude(referralId, { organisationIds })).userErrors).toMatchObject([{ code: 'CHOICE_UNKNOWN' }]);
    }
    const { organisationId } = world.officer.actor;
    const administrator = await aPerson(world.store, { role: 'ORG_ADMIN', organisationId });
    for (const { actor } of [world.stranger, administrator]) {
      const openTo = [toGlobalId('User', actor.userId)];
      expect((await exclude(referralId, { restricted: true, openTo })).userErrors).toMatchObject([
        { code: 'CHOICE_UNKNOWN', field: 'openTo.0' },
      ]);
    }
  });
});

describe('a restricted referral', () => {
  it('is seen by whoever wrote it and those named; a coordinator sees that it is there and not what was told', async () => {
    const referralId = await aSentReferral(theOfficer());
    const { organisationId } = world.officer.actor;
    const named = await aPerson(world.store, { role: 'REFERRER', organisationId });
    const openTo = [toGlobalId('User', named.actor.userId)];
    expect((await exclude(referralId, { restricted: true, openTo })).userErrors).toEqual([]);
    expect(await exists(world.officer, referralId)).toBe(true);
    expect(await exists(named, referralId)).toBe(true);
    expect(await exists(colleague, referralId)).toBe(false);

    const seen = await ask(
      coordinator,
      'query ($id: ID!) { referral(id: $id) { reference status story { preferredName } exclusions { rev } } }',
      { id: idOf(referralId) },
    );
    expect(seen).toMatchObject({ status: 'SUBMITTED', story: null, exclusions: null });
    const wish = { referralId: idOf(referralId), rev: 1 };
    await expect(mutate(coordinator, 'setExclusions', wish, '')).rejects.toThrow('NOT_FOUND');
  });

  it('can still be placed: a service that is asked sees the facts it decides on', async () => {
    const { referralId, requestId } = await aRequest(theOfficer(), refuge);
    await exclude(referralId, { restricted: true });
    const manager = await world.as(refuge.manager);
    const facts = 'query ($id: ID!) { placementRequest(id: $id) { facts { adults } referral { id } } }';
    const id = toGlobalId('PlacementRequest', requestId);
    expect(await ask(manager, facts, { id })).toEqual({ facts: { adults: 1 }, referral: null });
  });

  it('is open again for everybody of the organisation when that is taken back', async () => {
    const referralId = await aSentReferral(theOfficer());
    await exclude(referralId, { restricted: true });
    await exclude(referralId, { restricted: false });
    expect(await exists(colleague, referralId)).toBe(true);
  });
});

describe('the names', () => {
  it('are shown to those who may read the story, and that they were read is written down', async () => {
    const referralId = await aSentReferral(theOfficer());
    const people = [{ who: 'PERPETRATOR', name: 'Canary Perpetrator' }];
    const { referral } = await exclude(referralId, { people });
    expect(referral.exclusions.people).toEqual(people);
    const rows = await world.store.audit.looks(referralId, { first: 10, after: null });
    expect(rows.edges.map(({ node }) => [node.action, node.actorUserId])).toContainEqual([
      'exclusions.read',
      world.officer.actor.userId satisfies UserId,
    ]);
    expect(JSON.stringify(await world.store.audit.since(new Date(0), 10_000))).not.toContain('Canary');
  });
});
