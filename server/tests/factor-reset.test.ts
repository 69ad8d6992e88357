import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { toGlobalId } from '../src/graphql/global-id.ts';
import { type Loose, ask, mutate } from '../testing/api.ts';
import { after, steppedUp, told, type WithApp, withApp } from '../testing/app.ts';
import { runDueJobs } from '../testing/clock.ts';
import { toldTo } from '../testing/desk.ts';
import { anOrganisation, aPerson, PASSWORD, type TestPerson } from '../testing/people.ts';
import { startServer, type TestServer, type Visitor } from '../testing/server.ts';
import { startStore, type TestStore } from '../testing/store.ts';

const HOUR_MS = 3_600_000;

let test: TestStore;
let server: TestServer;
let time = new Date('2026-11-20T12:00:00Z').getTime();
const now = (): Date => new Date(time);
let first: TestPerson;
let second: TestPerson;
let coordinator: TestPerson;
let officer: TestPerson;
let kept: WithApp;

beforeAll(async () => {
  test = await startStore();
  server = await startServer({ store: test.store, clock: now });
  coordinator = await aPerson(test.store, { role: 'COORDINATOR' });
});
beforeEach(async () => {
  const organisationId = await anOrganisation(test.store);
  first = await aPerson(test.store, { role: 'ORG_ADMIN', organisationId });
  second = await aPerson(test.store, { role: 'ORG_ADMIN', organisationId });
  officer = await aPerson(test.store, { role: 'REFERRER', organisationId });
  kept = await withApp(server, officer, now());
});
afterAll(async () => {
  await server.stop();
  await test.stop();
});

const proved = async (person: TestPerson): Promise<Visitor> => steppedUp(server, await server.signIn(person));
const act = async (by: Visitor, name: string, about: TestPerson): Promise<readonly string[]> => {
  const input = { personId: toGlobalId('User', about.actor.userId) };
  const { userErrors } = await mutate(by, name, input, '__typename');
  return (userErrors as { code: string }[]).map(({ code }) => code);
};
const hasApp = async (person: TestPerson): Promise<boolean> => {
  const answer = await server.nobody.post('/auth/sign-in', { email: person.email, password: PASSWORD });
  return told(answer)['next'] === 'CODE';
};
const workOf = async (person: TestPerson, visitor?: Visitor): Promise<readonly string[]> => {
  const page = await ask(visitor ?? (await server.signIn(person)), '{ myWork { edges { node { kind } } } }');
  return page.edges.map(({ node }: Loose) => node.kind as string) as string[];
};

describe('a lost second factor', () => {
  it('is taken away a day after a second administrator agreed, and every session ends with it', async () => {
    expect(await act(await proved(first), 'askFactorReset', officer)).toEqual([]);
    expect(await act(await proved(second), 'confirmFactorReset', officer)).toEqual([]);
    time += 24 * HOUR_MS - 1_000;
    await runDueJobs(test.store, now());
    expect(await hasApp(officer)).toBe(true);
    const signedIn = await server.nobody.post('/auth/sign-in', { email: officer.email, password: PASSWORD });
    const code = kept.code(now());
    const open = after(server, await after(server, signedIn).post('/auth/sign-in/code', { code }));
    time += 1_000;
    await runDueJobs(test.store, now());
    expect(await hasApp(officer)).toBe(false);
    expect((await open.ask('{ myWork { totalCount } }')).status).toBe(401);
    expect(await test.store.factorResets.get(officer.actor.userId)).toBeNull();
  });

  it('waits for the coordinator where there is one administrator, and says so on the work list', async () => {
    await act(await proved(first), 'askFactorReset', officer);
    const visitor = await proved(coordinator);
    expect(await workOf(coordinator, visitor)).toContain('CONFIRM_RESET');
    const waiting = (await ask(visitor, '{ resetsToConfirm { name personId } }')) as { personId: string }[];
    expect(waiting.map(({ personId }) => personId)).toContain(toGlobalId('User', officer.actor.userId));
    expect(await act(visitor, 'confirmFactorReset', officer)).toEqual([]);
    expect(await act(visitor, 'confirmFactorReset', officer)).toEqual(['RESET_NOT_OPEN']);
  });

  it('is stopped by the person from any session, who was told without a word of what it is about', async () => {
    await act(await proved(first), 'askFactorReset', officer);
    await act(await proved(second), 'confirmFactorReset', officer);
    expect(await toldTo(test.store, officer)).toEqual(['RESET_ASKED']);
    expect(await workOf(officer, kept.visitor)).toEqual(['STOP_RESET']);
    const takesEffectAt = new Date(time + 24 * HOUR_MS).toISOString();
    expect(await ask(kept.visitor, '{ ownReset { takesEffectAt askedByViewer } }')).toEqual({
      takesEffectAt,
      askedByViewer: false,
    });
    expect((await mutate(kept.visitor, 'stopFactorReset', {}, '__typename')).userErrors).toEqual([]);
    time += 25 * HOUR_MS;
    await runDueJobs(test.store, now());
    expect(await hasApp(officer)).toBe(true);
  });

  it('is never confirmed by who asked, nor by the person, nor without a fresh proof', async () => {
    const visitor = await proved(first);
    await act(visitor, 'askFactorReset', officer);
    expect(await act(visitor, 'confirmFactorReset', officer)).toEqual(['RESET_NEEDS_ANOTHER']);
    expect(await act(visitor, 'askFactorReset', officer)).toEqual(['RESET_ASKED_ALREADY']);
    expect(await act(await server.signIn(second), 'confirmFactorReset', officer)).toEqual(['STEP_UP_NEEDED']);
    await act(visitor, 'askFactorReset', second);
    expect(await act(await proved(second), 'confirmFactorReset', second)).toEqual(['RESET_NEEDS_ANOTHER']);
    await expect(act(kept.visitor, 'confirmFactorReset', officer)).rejects.toThrow('NOT_FOUND');
  });

  it('is nothing to administrators of another organisation', async () => {
    await act(await proved(first), 'askFactorReset', officer);
    const elsewhere = await proved(await aPerson(test.store, { role: 'ORG_ADMIN' }));
    await expect(act(elsewhere, 'confirmFactorReset', officer)).rejects.toThrow('NOT_FOUND');
    await expect(act(elsewhere, 'askFactorReset', officer)).rejects.toThrow('NOT_FOUND');
  });

  it('of somebody who sees no places is taken away at once', async () => {
    const { code } = await withApp(server, second, now());
    expect(code).toBeDefined();
    await act(await proved(first), 'askFactorReset', second);
    await act(await proved(coordinator), 'confirmFactorReset', second);
    await runDueJobs(test.store, now());
    expect(await hasApp(second)).toBe(false);
  });
});
