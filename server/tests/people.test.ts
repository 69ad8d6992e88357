import { randomUUID } from 'node:crypto';
import type { OrganisationId } from '@openhaven/domain/ids';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import mongoose from 'mongoose';
import { toGlobalId } from '../src/graphql/global-id.ts';
import { type Loose, ask, mutate } from '../testing/api.ts';
import { steppedUp, told, withApp } from '../testing/app.ts';
import { aRefuge, type TestRefuge } from '../testing/builders/places.ts';
import { aPerson, PASSWORD, type TestPerson } from '../testing/people.ts';
import { cookieIn, type TestAnswer, startServer, type TestServer, type Visitor } from '../testing/server.ts';
import { startStore, type TestStore } from '../testing/store.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const BOARD = '{ board { totalCount } }';
const PEOPLE =
  '{ people { totalCount edges { node { id name role hasSecondFactor lastSeenAt shutOutSince isViewer } } } }';
const NEW_PASSWORD = 'three words in a row';

let test: TestStore;
let server: TestServer;
let refuge: TestRefuge;
let admin: TestPerson;
let time = new Date('2026-11-20T12:00:00Z').getTime();
const now = (): Date => new Date(time);

beforeAll(async () => {
  test = await startStore();
  server = await startServer({ store: test.store, clock: now });
  refuge = await aRefuge(test.store, { confirmedAt: now() });
  await mongoose.connection.db
    ?.collection<{ _id: string }>('organisations')
    .updateOne({ _id: refuge.organisationId }, { $set: { domains: ['refuge.example'] } });
  admin = await aPerson(test.store, { role: 'ORG_ADMIN', organisationId: refuge.organisationId });
});
afterAll(async () => {
  await server.stop();
  await test.stop();
});

const personId = ({ actor }: Pick<TestPerson, 'actor'>): string => toGlobalId('User', actor.userId);
const proved = async (person = admin): Promise<Visitor> => steppedUp(server, await server.signIn(person));
const isIn = async (visitor: Visitor): Promise<boolean> => (await visitor.ask(BOARD)).status !== 401;
const aWorker = (): Promise<TestPerson> =>
  aPerson(test.store, {
    role: 'REFUGE_WORKER',
    organisationId: refuge.organisationId,
    serviceIds: [refuge.serviceId],
  });

let invited = 0;
async function invite(visitor: Visitor, more: object = {}): Promise<{ email: string; payload: Loose }> {
  invited += 1;
  const email = `worker${invited}@refuge.example`;
  const input = {
    name: 'Kim Doe',
    email,
    role: 'REFUGE_WORKER',
    serviceIds: [toGlobalId('Service', refuge.serviceId)],
  };
  return { email, payload: await mutate(visitor, 'invitePerson', { ...input, ...more }, 'code') };
}
const joinWith = (body: object): Promise<TestAnswer> =>
  server.nobody.post('/auth/join', { password: NEW_PASSWORD, ...body });
const actOn = async (visitor: Visitor, name: string, person: TestPerson, more: object = {}): Promise<Loose> =>
  mutate(visitor, name, { personId: personId(person), ...more }, 'person { id }');
const codesOf = ({ userErrors }: Loose): readonly string[] =>
  (userErrors as { code: string }[]).map(({ code }) => code);

describe('an administrator', () => {
  it('sees who is in, in which role, when they were last there, and who has a password alone', async () => {
    const worker = await aWorker();
    await withApp(server, worker, now());
    const page = await ask(await server.signIn(admin), PEOPLE);
    const nodes = page.edges.map(({ node }: Loose) => node) as Loose[];
    expect(nodes.find(({ id }) => id === personId(worker))).toMatchObject({
      role: 'REFUGE_WORKER',
      hasSecondFactor: true,
      lastSeenAt: now().toISOString(),
      shutOutSince: null,
      isViewer: false,
    });
    expect(nodes.find(({ isViewer }) => isViewer)).toMatchObject({ id: personId(admin), hasSecondFactor: false });
    expect(nodes.every(({ name }) => name === 'Sam Example')).toBe(true);
  });

  it('sees nobody of another organisation, and is the only one who sees people', async () => {
    const elsewhere = await aPerson(test.store, { role: 'ORG_ADMIN' });
    const visitor = await server.signIn(elsewhere);
    expect((await ask(visitor, PEOPLE)).totalCount).toBe(1);
    await expect(ask(visitor, `{ person(id: "${personId(admin)}") { name } }`)).rejects.toThrow('NOT_FOUND');
    for (const role of ['REFERRER', 'COORDINATOR', 'COMMISSIONER'] as const) {
      const other = await server.signIn(await aPerson(test.store, { role }));
      await expect(ask(other, PEOPLE)).rejects.toThrow('NOT_FOUND');
      await expect(ask(other, '{ postsToGive { roles } }')).rejects.toThrow('NOT_FOUND');
    }
    await expect(ask(await server.signIn(refuge.manager), PEOPLE)).rejects.toThrow('NOT_FOUND');
  });
});

describe('an invitation', () => {
  it('lets somebody open an account once, with a code that was not sent anywhere', async () => {
    const { email, payload } = await invite(await proved());
    expect(payload.code).toMatch(/^(\w{4}-){2}\w{4}$/);
    const answer = await joinWith({ email: email.toUpperCase(), code: payload.code.toLowerCase() });
    expect([answer.status, told(answer)]).toEqual([200, { signedIn: true }]);
    const viewer = await ask(server.holding(cookieIn(answer)), '{ viewer { name role services { id } } }');
    expect(viewer).toEqual({
      name: 'Kim Doe',
      role: 'REFUGE_WORKER',
      services: [{ id: toGlobalId('Service', refuge.serviceId) }],
    });
    expect((await joinWith({ email, code: payload.code })).status).toBe(403);
    expect((await server.nobody.post('/auth/sign-in', { email, password: NEW_PASSWORD })).status).toBe(200);
  });

  it('is kept nowhere in a form that opens an account, not even for a key that is sent twice', async () => {
    const visitor = await proved();
    const idempotencyKey = randomUUID();
    const first = await invite(visitor, { idempotencyKey, email: 'twice@refuge.example' });
    const again = await invite(visitor, { idempotencyKey, email: 'twice@refuge.example' });
    expect([again.payload.code, codesOf(again.payload)]).toEqual([null, []]);
    const code: string = first.payload.code;
    for (const name of ['invitations', 'idempotency', 'audit', 'outbox', 'notices']) {
      const dump = JSON.stringify(await mongoose.connection.db?.collection(name).find().toArray());
      expect(dump).not.toContain(code);
      expect(dump).not.toContain(code.replaceAll('-', ''));
    }
    expect(server.logged()).not.toContain(code);
  });

  it('is refused in the same words for a wrong code, another address, and after seven days', async () => {
    const { email, payload } = await invite(await proved());
    const answers = [
      await joinWith({ email, code: 'AAAA-AAAA-AAAA' }),
      await joinWith({ email: 'nobody@refuge.example', code: payload.code }),
    ];
    time += 7 * DAY_MS;
    answers.push(await joinWith({ email, code: payload.code }));
    for (const { status, text } of answers) expect([status, text]).toEqual([403, answers[0]?.text]);
  });

  it('is over once it is taken back, or another is sent to the same address', async () => {
    const visitor = await proved();
    const { email, payload } = await invite(visitor);
    const second = await invite(visitor, { email });
    expect((await joinWith({ email, code: payload.code })).status).toBe(403);
    const open = (await ask(visitor, '{ invitations { id email } }')) as { id: string; email: string }[];
    const invitationId = open.find((one) => one.email === email)?.id;
    await mutate(visitor, 'withdrawInvitation', { invitationId }, '__typename');
    expect((await joinWith({ email, code: second.payload.code })).status).toBe(403);
  });

  it.each([
    ['an address elsewhere', { email: 'x@elsewhere.example' }, 'ADDRESS_NOT_YOURS'],
    ['two addresses', { email: 'a@refuge.example, b@refuge.example' }, 'ADDRESS_UNREADABLE'],
    ['a role that the organisation has not', { role: 'COORDINATOR' }, 'ROLE_NOT_YOURS'],
    ['a worker of no service', { serviceIds: [] }, 'SERVICES_NEEDED'],
    ['no name', { name: '  ' }, 'FIELD_REQUIRED'],
  ])('is refused to %s', async (_what, more, code) => {
    const { payload } = await invite(await proved(), more);
    expect([codesOf(payload), payload.code]).toEqual([[code], null]);
  });

  it('takes a fresh proof of who the administrator is', async () => {
    expect(codesOf((await invite(await server.signIn(admin))).payload)).toEqual(['STEP_UP_NEEDED']);
  });

  it.each([
    ['short', 'PASSWORD_TOO_SHORT'],
    ['Password-1234', 'PASSWORD_COMMON'],
  ])('does not open an account with the password %p, and is not used up by it', async (password, code) => {
    const { email, payload } = await invite(await proved());
    const refused = await joinWith({ email, code: payload.code, password });
    expect([refused.status, refused.errors[0]?.extensions]).toEqual([400, { code, field: 'password' }]);
    expect((await joinWith({ email, code: payload.code })).status).toBe(200);
  });
});

describe('somebody who leaves', () => {
  it('is refused within a second, on an open stream too, and cannot sign in again until brought back', async () => {
    const worker = await aWorker();
    const visitor = await server.signIn(worker);
    const page = await visitor.listen();
    const keeper = await server.signIn(admin);
    const from = performance.now();
    expect(codesOf(await actOn(keeper, 'shutOutPerson', worker))).toEqual([]);
    expect(await isIn(visitor)).toBe(false);
    await page.closed;
    expect(performance.now() - from).toBeLessThan(1_000);
    const signIn = () => server.nobody.post('/auth/sign-in', { email: worker.email, password: PASSWORD });
    expect((await signIn()).status).toBe(401);
    expect(codesOf(await actOn(keeper, 'shutOutPerson', worker))).toEqual(['PERSON_IS_OUT']);
    expect(codesOf(await actOn(keeper, 'bringBackPerson', worker))).toEqual(['STEP_UP_NEEDED']);
    expect(codesOf(await actOn(await proved(), 'bringBackPerson', worker))).toEqual([]);
    expect((await signIn()).status).toBe(200);
    expect(await isIn(visitor)).toBe(false);
  });

  it('is never the administrator who asks', async () => {
    const visitor = await proved();
    for (const name of ['shutOutPerson', 'confirmPerson']) {
      expect(codesOf(await actOn(visitor, name, admin))).toEqual(['NOT_YOURSELF']);
    }
  });
});

describe('somebody who moves', () => {
  it('is signed out, and has the new role and no service of the old one', async () => {
    const worker = await aWorker();
    const visitor = await server.signIn(worker);
    const change = { role: 'ORG_ADMIN', serviceIds: [] };
    expect(codesOf(await actOn(await proved(), 'changePerson', worker, change))).toEqual([]);
    expect(await isIn(visitor)).toBe(false);
    const viewer = await ask(await server.signIn(worker), '{ viewer { role services { id } } }');
    expect(viewer).toEqual({ role: 'ORG_ADMIN', services: [] });
  });

  it('is not given a role of the county, nor somebody else’s service', async () => {
    const [worker, other] = [await aWorker(), await aRefuge(test.store, { name: 'Other', confirmedAt: now() })];
    const visitor = await proved();
    const county = { role: 'COORDINATOR', serviceIds: [] };
    expect(codesOf(await actOn(visitor, 'changePerson', worker, county))).toEqual(['ROLE_NOT_YOURS']);
    const foreign = { role: 'REFUGE_WORKER', serviceIds: [toGlobalId('Service', other.serviceId)] };
    await expect(actOn(visitor, 'changePerson', worker, foreign)).rejects.toThrow('NOT_FOUND');
  });
});

describe('the review of access', () => {
  it('is due for somebody of whom nobody was asked, and a quarter after it was done', async () => {
    const [worker, visitor] = [await aWorker(), await server.signIn(admin)];
    const dueAt = async (): Promise<string> =>
      (await ask(visitor, `{ person(id: "${personId(worker)}") { reviewDueAt } }`)).reviewDueAt as string;
    expect(await dueAt()).toBe(new Date(0).toISOString());
    await actOn(visitor, 'confirmPerson', worker);
    expect(await dueAt()).toBe(new Date(time + 91 * DAY_MS).toISOString());
  });
});

describe('the coordinator', () => {
  it('sees how many people nobody has vouched for this quarter, and no names', async () => {
    const visitor = await server.signIn(await aPerson(test.store, { role: 'COORDINATOR' }));
    const [count, worker] = [await ask(visitor, '{ overdueReviews }'), await aWorker()];
    expect(await ask(visitor, '{ overdueReviews }')).toBe(Number(count) + 1);
    await actOn(await server.signIn(admin), 'confirmPerson', worker);
    expect(await ask(visitor, '{ overdueReviews }')).toBe(count);
    await actOn(await server.signIn(admin), 'shutOutPerson', await aWorker());
    expect(await ask(visitor, '{ overdueReviews }')).toBe(count);
    await expect(ask(await server.signIn(admin), '{ overdueReviews }')).rejects.toThrow('NOT_FOUND');
  });
});

it('every act on an account is in the record, by ids and codes', async () => {
  const worker = await aWorker();
  await actOn(await proved(), 'shutOutPerson', worker);
  const rows = (await test.store.audit.since(new Date(0), 10_000)).filter(
    (row) => row.personId === worker.actor.userId,
  );
  const audience: OrganisationId[] = [refuge.organisationId];
  expect(rows).toMatchObject([{ action: 'person.shut-out', actorUserId: admin.actor.userId, audience }]);
});
