import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aPerson, PASSWORD, type TestPerson } from '../testing/people.ts';
import { cookieIn, startServer, type TestServer, type Visitor } from '../testing/server.ts';
import { startStore, type TestStore } from '../testing/store.ts';

const MINUTE_MS = 60_000;
const BOARD = '{ board { totalCount } }';

let test: TestStore;
let server: TestServer;
let now = Date.now();
const later = (minutes: number): void => void (now += minutes * MINUTE_MS);

beforeAll(async () => {
  test = await startStore();
  server = await startServer({ store: test.store, clock: () => new Date(now) });
});
afterAll(async () => {
  await server.stop();
  await test.stop();
});

const someone = (): Promise<TestPerson> => aPerson(test.store, { role: 'ORG_ADMIN' });
const isIn = async (visitor: Visitor): Promise<boolean> => (await visitor.ask(BOARD)).status !== 401;
const signInWith = (body: object) => server.nobody.post('/auth/sign-in', body);

describe('proving once more who one is', () => {
  const whoIs = async (visitor: Visitor): Promise<Record<string, unknown>> =>
    JSON.parse((await visitor.get('/auth/session')).text) as Record<string, unknown>;
  const stepUp = (visitor: Visitor, password = PASSWORD) => visitor.post('/auth/step-up', { password });

  it('goes on under a new id, and the old one is worth nothing', async () => {
    const before = await server.signIn(await someone());
    expect(await whoIs(before)).not.toHaveProperty('elevatedUntil');
    const after = server.holding(cookieIn(await stepUp(before)));
    expect(await isIn(before)).toBe(false);
    expect(await isIn(after)).toBe(true);
    expect(await whoIs(after)).toMatchObject({ elevatedUntil: new Date(now + 5 * MINUTE_MS).toISOString() });
  });

  it('changes nothing when the password is wrong, and says so beside the field', async () => {
    const visitor = await server.signIn(await someone());
    const answer = await stepUp(visitor, 'wrong');
    expect([answer.status, answer.errors[0]?.extensions, answer.headers.getSetCookie()]).toEqual([
      403,
      { code: 'STEP_UP_REFUSED', field: 'password' },
      [],
    ]);
    expect(await whoIs(visitor)).not.toHaveProperty('elevatedUntil');
  });

  it('does not make a session last longer', async () => {
    const visitor = await server.signIn(await someone());
    const { endsAt } = await whoIs(visitor);
    later(10);
    const after = server.holding(cookieIn(await stepUp(visitor)));
    expect((await whoIs(after))['endsAt']).toBe(endsAt);
  });

  it('is nothing for whoever is not signed in', async () => {
    expect((await stepUp(server.nobody)).status).toBe(401);
  });
});

describe('signing in', () => {
  it('sets a cookie for this host alone, that no script can read and no other site can send', async () => {
    const { email } = await someone();
    const answer = await signInWith({ email, password: PASSWORD });
    expect(answer.status).toBe(200);
    const [cookie = ''] = answer.headers.getSetCookie();
    expect(cookie).toMatch(/^__Host-openhaven=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Strict$/);
    expect(answer.text).not.toContain(cookieIn(answer).split('=')[1] ?? '-');
  });

  it('takes the address however it is written', async () => {
    const { email } = await someone();
    expect((await signInWith({ email: ` ${email.toUpperCase()} `, password: PASSWORD })).status).toBe(200);
  });

  it('refuses a wrong password, an unknown address and somebody shut out in the same words', async () => {
    const [known, out] = [await someone(), await someone()];
    await test.store.users.disable(out.actor.userId, new Date(now));
    const answers = [
      await signInWith({ email: known.email, password: 'wrong' }),
      await signInWith({ email: 'nobody@example.org', password: PASSWORD }),
      await signInWith({ email: out.email, password: PASSWORD }),
    ];
    for (const { status, text, headers } of answers) {
      expect({ status, text, cookies: headers.getSetCookie() }).toEqual({
        status: 401,
        text: answers[0]?.text,
        cookies: [],
      });
    }
    expect(answers[0]?.errors[0]?.message).toBe('The e-mail address or the password is not right.');
  });

  it.each([
    ['no address', { password: 'x' }, 'email'],
    ['an empty password', { email: 'a@b.example', password: '' }, 'password'],
    ['an operator for an address', { email: { $ne: null }, password: 'x' }, 'email'],
    ['a list of passwords', { email: 'a@b.example', password: ['x', 'y'] }, 'password'],
    ['a password of 2,000 signs', { email: 'a@b.example', password: 'x'.repeat(2_000) }, 'password'],
  ])('refuses %s, naming the field', async (_what, body, field) => {
    const { status, errors } = await signInWith(body);
    expect([status, errors[0]?.extensions]).toEqual([400, { code: 'BAD_USER_INPUT', field }]);
  });

  it('begins a new session each time and ends the one the browser had', async () => {
    const person = await someone();
    const first = await server.signIn(person);
    const again = await first.post('/auth/sign-in', { email: person.email, password: PASSWORD });
    expect(cookieIn(again)).not.toBe(first.cookie);
    expect(await isIn(first)).toBe(false);
  });

  it('gives nothing for a cookie chosen by somebody else', async () => {
    const person = await someone();
    const fixed = `__Host-openhaven=${'A'.repeat(43)}`;
    const answer = await server.nobody.post(
      '/auth/sign-in',
      { email: person.email, password: PASSWORD },
      { cookie: fixed },
    );
    expect(cookieIn(answer)).not.toBe(fixed);
    const { status } = await server.nobody.post('/graphql', { query: BOARD }, { cookie: fixed });
    expect(status).toBe(401);
  });

  it('keeps neither password nor token in the store or the log', async () => {
    const visitor = await server.signIn(await someone());
    const token = visitor.cookie.split('=')[1] ?? '-';
    expect(await test.store.sessions.get(token)).toBeNull();
    expect(server.logged()).not.toContain(token);
    expect(server.logged()).not.toContain(PASSWORD);
  });
});

describe('a session', () => {
  it('is over after twenty minutes in which nothing was done', async () => {
    const visitor = await server.signIn(await someone());
    later(19);
    expect(await isIn(visitor)).toBe(true);
    later(19);
    expect(await isIn(visitor)).toBe(true);
    later(20);
    expect(await isIn(visitor)).toBe(false);
  });

  it('is not kept alive by pages that refresh themselves or only ask', async () => {
    const visitor = await server.signIn(await someone());
    for (let minutes = 0; minutes < 18; minutes += 6) {
      later(6);
      await visitor.get('/auth/session');
      await visitor.post('/graphql', { query: BOARD }, { 'openhaven-background': '1' });
    }
    expect(await isIn(visitor)).toBe(true);
    later(14);
    await visitor.post('/graphql', { query: BOARD }, { 'openhaven-background': '1' });
    later(7);
    expect(await isIn(visitor)).toBe(false);
  });

  it('is over after ten hours, however busy', async () => {
    const visitor = await server.signIn(await someone());
    for (let minutes = 0; minutes < 590; minutes += 10) {
      later(10);
      expect(await isIn(visitor)).toBe(true);
    }
    later(10);
    expect(await isIn(visitor)).toBe(false);
  });

  it('says when it ends', async () => {
    const visitor = await server.signIn(await someone());
    const { text } = await visitor.get('/auth/session');
    expect(JSON.parse(text)).toEqual({
      signedIn: true,
      idleEndsAt: new Date(now + 20 * MINUTE_MS).toISOString(),
      endsAt: new Date(now + 600 * MINUTE_MS).toISOString(),
    });
    expect(JSON.parse((await server.nobody.get('/auth/session')).text)).toEqual({ signedIn: false });
  });

  it('ends by signing out: the cookie is taken back and the browser told to forget', async () => {
    const visitor = await server.signIn(await someone());
    const { headers } = await visitor.post('/auth/sign-out', {});
    expect(headers.getSetCookie()[0]).toMatch(/^__Host-openhaven=; .*Max-Age=0$/);
    expect(headers.get('clear-site-data')).toContain('"storage"');
    expect(await isIn(visitor)).toBe(false);
    expect((await visitor.post('/auth/sign-out', {})).status).toBe(200);
  });

  it('ends within a second for somebody whose access is taken away, in the middle of a stream of requests', async () => {
    const person = await someone();
    const visitor = await server.signIn(person);
    expect(await isIn(visitor)).toBe(true);
    await test.store.users.disable(person.actor.userId, new Date(now));
    expect(await isIn(visitor)).toBe(false);
  });

  it('is one of several, and all of them can be ended', async () => {
    const person = await someone();
    const [desk, phone] = [await server.signIn(person), await server.signIn(person)];
    await desk.post('/auth/sign-out', {});
    expect([await isIn(desk), await isIn(phone)]).toEqual([false, true]);
    await test.store.sessions.endAllOf(person.actor.userId, new Date(now));
    expect(await isIn(phone)).toBe(false);
  });
});

describe('guessing a password', () => {
  it('is slowed down after ten failures, whether the account exists or not, and never locks the account', async () => {
    const { email } = await someone();
    for (const account of [email, 'no-such-person@example.org']) {
      for (let n = 0; n < 10; n += 1)
        expect((await signInWith({ email: account, password: 'wrong' })).status).toBe(401);
      const start = performance.now();
      expect((await signInWith({ email: account.toUpperCase(), password: 'wrong' })).status).toBe(401);
      expect(performance.now() - start).toBeGreaterThan(450);
    }
    expect((await signInWith({ email, password: PASSWORD })).status).toBe(200);
    const start = performance.now();
    expect((await signInWith({ email, password: PASSWORD })).status).toBe(200);
    expect(performance.now() - start).toBeLessThan(450);
  });

  it('many times at once is turned away', async () => {
    const { email } = await someone();
    for (let n = 0; n < 10; n += 1) await signInWith({ email, password: 'wrong' });
    const answers = await Promise.all(Array.from({ length: 10 }, () => signInWith({ email, password: 'wrong' })));
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(7);
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(3);
  });

  it('does not slow down others', async () => {
    const start = performance.now();
    expect(await isIn(await server.signIn(await someone()))).toBe(true);
    expect(performance.now() - start).toBeLessThan(450);
  });
});
