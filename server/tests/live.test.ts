import { randomUUID } from 'node:crypto';
import type { OrganisationId, PlacementRequestId, ReferralId, UnitId } from '@openhaven/domain/ids';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { nodeOf } from '../src/graphql/global-id.ts';
import { anOrganisation, aPerson, type TestPerson } from '../testing/people.ts';
import { startServer, type TestServer } from '../testing/server.ts';
import { startStore, type TestStore } from '../testing/store.ts';
import type { Listener, StreamEvent } from '../testing/stream.ts';

let test: TestStore;
let server: TestServer;
const listeners: Listener[] = [];

beforeAll(async () => {
  test = await startStore();
  server = await startServer({ store: test.store });
});
afterEach(() => {
  for (const listener of listeners.splice(0)) listener.close();
});
afterAll(async () => {
  await server.stop();
  await test.stop();
});

async function listen(person: TestPerson, at = server): Promise<Listener> {
  const listener = await (await at.signIn(person)).listen();
  listeners.push(listener);
  return listener;
}

/** Writes what a command would write when a service is asked for a unit. */
async function somethingHappens(by: TestPerson, audience: readonly OrganisationId[]) {
  const ids = {
    referralId: randomUUID() as ReferralId,
    requestId: randomUUID() as PlacementRequestId,
    unitId: randomUUID() as UnitId,
  };
  const context = { actor: by.actor, now: new Date() };
  await test.store.inTransaction((tx) => tx.audit.add({ action: 'hold.placed', ...ids, audience }, context));
  return ids;
}

const idsIn = ({ data }: StreamEvent): readonly (string | undefined)[] =>
  (data as { ids: string[] }).ids.map((id) => nodeOf(id)?.id);
const tellsOf =
  (id: string) =>
  (event: StreamEvent): boolean =>
    event.name === 'changed' && idsIn(event).includes(id);
const idsOf = ({ referralId, requestId, unitId }: { referralId?: string; requestId?: string; unitId?: string }) => [
  referralId,
  requestId,
  unitId,
];
const toldIds = ({ events }: Listener): readonly (string | undefined)[] =>
  events.filter(({ name }) => name === 'changed').flatMap(idsIn);

describe('an open page', () => {
  it('hears of what concerns its organisation within two seconds, without a bell', async () => {
    const officer = await aPerson(test.store, { role: 'REFERRER' });
    const page = await listen(officer);
    const { referralId } = await somethingHappens(officer, [officer.actor.organisationId]);
    await page.until(tellsOf(referralId), 2_000);
  });

  it('hears what happened between its reading and its listening, and no more than it may', async () => {
    const [officer, stranger] = [
      await aPerson(test.store, { role: 'REFERRER' }),
      await aPerson(test.store, { role: 'REFERRER' }),
    ];
    const other = await listen(await aPerson(test.store, { role: 'COORDINATOR' }));
    const { referralId } = await somethingHappens(officer, [officer.actor.organisationId]);
    await other.until(tellsOf(referralId));
    await (await listen(officer)).until(tellsOf(referralId), 1_000);
    const page = await listen(stranger);
    await page.until(({ name }) => name === 'changed', 1_000);
    expect(toldIds(page)).toEqual([]);
  });

  it('that was cut off is told to look at everything, without an id', async () => {
    const officer = await aPerson(test.store, { role: 'REFERRER' });
    const page = await (await server.signIn(officer)).listen(true);
    listeners.push(page);
    const told = await page.until(({ name }) => name === 'changed', 1_000);
    expect(told.data).toMatchObject({
      ids: [],
      kinds: expect.arrayContaining(['Referral', 'PlacementRequest', 'Unit']),
    });
  });

  it('hears what it may, and nobody hears more', async () => {
    const refuge = await anOrganisation(test.store);
    const officer = await aPerson(test.store, { role: 'REFERRER' });
    const pages = {
      officer: await listen(officer),
      colleague: await listen(
        await aPerson(test.store, { role: 'REFERRER', organisationId: officer.actor.organisationId }),
      ),
      manager: await listen(await aPerson(test.store, { role: 'REFUGE_MANAGER', organisationId: refuge })),
      coordinator: await listen(await aPerson(test.store, { role: 'COORDINATOR' })),
      otherTeam: await listen(await aPerson(test.store, { role: 'REFERRER' })),
      otherRefuge: await listen(await aPerson(test.store, { role: 'REFUGE_WORKER' })),
      outside: await listen(await aPerson(test.store, { role: 'OUT_OF_AREA_REFERRER' })),
      admin: await listen(await aPerson(test.store, { role: 'ORG_ADMIN', organisationId: refuge })),
      commissioner: await listen(await aPerson(test.store, { role: 'COMMISSIONER' })),
    };
    // Who begins to listen is told of what was a moment ago: here, of the tests before.
    const old = new Set((await test.store.audit.since(new Date(0), 1_000)).flatMap(idsOf));
    const isNew = (id: string | undefined): boolean => !old.has(id);
    const { referralId, requestId, unitId } = await somethingHappens(officer, [officer.actor.organisationId, refuge]);
    await pages.coordinator.until(tellsOf(unitId));
    await pages.manager.until(tellsOf(unitId));
    await pages.officer.until(tellsOf(referralId));
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    const told = Object.fromEntries(
      Object.entries(pages).map(([who, page]) => [who, new Set(toldIds(page).filter(isNew))]),
    );
    expect(told).toEqual({
      officer: new Set([referralId, requestId]),
      colleague: new Set([referralId, requestId]),
      manager: new Set([requestId, unitId]),
      coordinator: new Set([referralId, requestId, unitId]),
      otherTeam: new Set(),
      otherRefuge: new Set(),
      outside: new Set(),
      admin: new Set(),
      commissioner: new Set(),
    });
    const kindsOfOthers = pages.otherTeam.events.map(({ data }) => data);
    expect(kindsOfOthers.at(-1)).toEqual({ ids: [], kinds: ['Unit'] });
    expect([pages.otherRefuge, pages.outside, pages.admin, pages.commissioner].flatMap(({ events }) => events)).toEqual(
      [],
    );
  });

  it('hears nothing of what a transaction did not commit', async () => {
    const officer = await aPerson(test.store, { role: 'REFERRER' });
    const page = await listen(officer);
    const failing = test.store.inTransaction(async (tx) => {
      const entry = {
        action: 'hold.placed',
        referralId: 'never' as ReferralId,
        audience: [officer.actor.organisationId],
      };
      await tx.audit.add(entry, { actor: officer.actor, now: new Date() });
      throw new Error('changed its mind');
    });
    await expect(failing).rejects.toThrow();
    const { referralId } = await somethingHappens(officer, [officer.actor.organisationId]);
    await page.until(tellsOf(referralId));
    expect(toldIds(page)).not.toContain('never');
  });

  it('hears everything once, and all of five hundred changes', async () => {
    const officer = await aPerson(test.store, { role: 'REFERRER' });
    const page = await listen(officer);
    const ids: string[] = [];
    for (let n = 0; n < 50; n += 1) {
      const made = await Promise.all(
        Array.from({ length: 10 }, () => somethingHappens(officer, [officer.actor.organisationId])),
      );
      ids.push(...made.map(({ referralId }) => referralId));
    }
    const last = await somethingHappens(officer, [officer.actor.organisationId]);
    await page.until((event) => tellsOf(last.referralId)(event) || idsIn(event).length === 0);
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    const told = toldIds(page).filter((id) => id !== undefined && ids.includes(id));
    expect(told).toHaveLength(new Set(told).size);
    const askedForAll = page.events.some((event) => event.name === 'changed' && idsIn(event).length === 0);
    expect(askedForAll || told.length === ids.length).toBe(true);
  });

  it('is told when something behind the pages stops', async () => {
    const page = await listen(await aPerson(test.store, { role: 'REFERRER' }));
    await test.store.heartbeats.beat({ name: 'SWEEP', at: new Date(), working: true });
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    const before = page.events.length;
    await test.store.heartbeats.beat({ name: 'SWEEP', at: new Date(), working: false });
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(page.events.slice(before).map(({ name }) => name)).toEqual(['system']);
  });

  it('is let in only with a session', async () => {
    const { status, errors } = await server.nobody.get('/live');
    expect([status, errors[0]?.extensions['code']]).toEqual([401, 'UNAUTHENTICATED']);
  });

  it('is told not to be kept by a proxy, and stays alive', async () => {
    const visitor = await server.signIn(await aPerson(test.store, { role: 'REFERRER' }));
    const stop = new AbortController();
    const { headers } = await fetch(`${server.url}/live`, { headers: { cookie: visitor.cookie }, signal: stop.signal });
    expect([headers.get('content-type'), headers.get('x-accel-buffering'), headers.get('cache-control')]).toEqual([
      'text/event-stream',
      'no',
      'no-store',
    ]);
    stop.abort();
  });

  it.each([
    ['its session is ended', (person: TestPerson) => test.store.sessions.endAllOf(person.actor.userId, new Date())],
    ['its person is shut out', (person: TestPerson) => test.store.users.disable(person.actor.userId, new Date())],
  ])('is closed within a second when %s', async (_what, end) => {
    const person = await aPerson(test.store, { role: 'REFERRER' });
    const page = await listen(person);
    const start = performance.now();
    await end(person);
    await page.closed;
    expect(performance.now() - start).toBeLessThan(1_000);
  });

  it('is one of ten at most in one session', async () => {
    const visitor = await server.signIn(await aPerson(test.store, { role: 'REFERRER' }));
    for (let n = 0; n < 10; n += 1) listeners.push(await visitor.listen());
    await expect(visitor.listen()).rejects.toThrow('429');
  });
});
