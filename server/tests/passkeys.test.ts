import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { after, steppedUp, told } from '../testing/app.ts';
import { type Authenticator, anAuthenticator, type PasskeyOptions } from '../testing/passkey.ts';
import { aPerson, PASSWORD, type TestPerson } from '../testing/people.ts';
import { cookieIn, startServer, type TestAnswer, type TestServer, type Visitor } from '../testing/server.ts';
import { startStore, type TestStore } from '../testing/store.ts';

const MINUTE_MS = 60_000;
const BOARD = '{ board { totalCount } }';

let test: TestStore;
let server: TestServer;
let strict: TestServer;
let time = new Date('2026-11-20T12:00:00Z').getTime();
const now = (): Date => new Date(time);

beforeAll(async () => {
  test = await startStore();
  server = await startServer({ store: test.store, clock: now });
  strict = await startServer({ store: test.store, clock: now, secondFactor: 'required' });
});
afterAll(async () => {
  await server.stop();
  await strict.stop();
  await test.stop();
});

const someone = (): Promise<TestPerson> => aPerson(test.store, { role: 'REFERRER' });
const isIn = async (visitor: Visitor): Promise<boolean> => (await visitor.ask(BOARD)).status !== 401;

/** Asks for options, lets the authenticator answer, and sends the answer from the same browser. */
async function ceremony(
  visitor: Visitor,
  path: string,
  answer: (options: PasskeyOptions) => object,
  more: object = {},
  at = server,
): Promise<TestAnswer> {
  const asked = await visitor.post(`${path}/options`, {});
  const cookies = [visitor.cookie, cookieIn(asked)].filter(Boolean).join('; ');
  return at.holding(cookies).post(path, { credential: answer(told(asked) as never), ...more });
}

interface WithPasskey {
  readonly person: TestPerson;
  readonly visitor: Visitor;
  readonly key: Authenticator;
  readonly recoveryCodes: readonly string[];
}

async function add(visitor: Visitor, key: Authenticator, name = 'Work laptop', at = server): Promise<TestAnswer> {
  return ceremony(visitor, '/auth/passkey/add', (options) => key.make(options), { name }, at);
}

async function withPasskey(): Promise<WithPasskey> {
  const [person, key] = [await someone(), anAuthenticator()];
  const answer = await add(await steppedUp(server, await server.signIn(person)), key);
  const { recoveryCodes } = told(answer) as { recoveryCodes: string[] };
  return { person, key, recoveryCodes, visitor: after(server, answer) };
}

const signIn = (key: Authenticator, more: Parameters<Authenticator['sign']>[1] = {}): Promise<TestAnswer> =>
  ceremony(server.nobody, '/auth/passkey/sign-in', (options) => key.sign(options, more));

describe('adding a passkey', () => {
  it('takes a fresh proof of who one is, and gives recovery codes with the first', async () => {
    const { visitor, recoveryCodes } = await withPasskey();
    expect(recoveryCodes).toHaveLength(10);
    expect(told(await visitor.get('/auth/account'))).toMatchObject({
      passkeys: [{ name: 'Work laptop', addedAt: now().toISOString(), lastUsedAt: null }],
      recoveryCodesLeft: 10,
    });
    const second = await add(visitor, anAuthenticator(), 'Telephone');
    expect(told(second)).toEqual({ added: true, recoveryCodes: [] });
    const fresh = await server.signIn(await someone());
    expect((await fresh.post('/auth/passkey/add/options', {})).errors[0]?.extensions['code']).toBe('STEP_UP_NEEDED');
  });

  it('asks for one that is found without an address, with finger or PIN, of a kind that everybody has', async () => {
    const visitor = await steppedUp(server, await server.signIn(await someone()));
    expect(told(await visitor.post('/auth/passkey/add/options', {}))).toMatchObject({
      rp: { id: 'openhaven.example' },
      attestation: 'none',
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      pubKeyCredParams: [-8, -7, -257].map((alg) => ({ alg, type: 'public-key' })),
    });
  });

  it.each<[string, Parameters<Authenticator['make']>[1]]>([
    ['made for another site', { siteName: 'evil.example' }],
    ['made on a page of another origin', { origin: 'https://evil.example' }],
    ['made without finger or PIN', { verified: false }],
  ])('refuses one %s', async (_what, more) => {
    const visitor = await steppedUp(server, await server.signIn(await someone()));
    const key = anAuthenticator();
    const answer = await ceremony(visitor, '/auth/passkey/add', (options) => key.make(options, more), { name: 'x' });
    expect([answer.status, answer.errors[0]?.extensions['code']]).toEqual([400, 'PASSKEY_REFUSED']);
  });

  it('refuses one that is somebody else’s already, and the answer to another’s question', async () => {
    const { key } = await withPasskey();
    const other = await steppedUp(server, await server.signIn(await someone()));
    expect((await add(other, key)).status).toBe(400);
    const asked = await (await steppedUp(server, await server.signIn(await someone()))).post(
      '/auth/passkey/add/options',
      {},
    );
    const mixed = server.holding(`${other.cookie}; ${cookieIn(asked)}`);
    const made = anAuthenticator().make(told(asked) as never);
    expect((await mixed.post('/auth/passkey/add', { credential: made, name: 'x' })).status).toBe(400);
  });

  it.each([[undefined], [null], ['text'], [{}], [{ id: 'x' }], [{ id: { $ne: null }, response: [] }]])(
    'refuses %p in place of an answer',
    async (credential) => {
      const visitor = await steppedUp(server, await server.signIn(await someone()));
      const asked = await visitor.post('/auth/passkey/add/options', {});
      const holder = server.holding(`${visitor.cookie}; ${cookieIn(asked)}`);
      expect((await holder.post('/auth/passkey/add', { credential, name: 'x' })).status).toBe(400);
      const signing = await server.nobody.post('/auth/passkey/sign-in/options', {});
      expect((await after(server, signing).post('/auth/passkey/sign-in', { credential })).status).toBe(401);
    },
  );
});

describe('signing in by passkey', () => {
  it('needs no address and no password, and gives a whole session', async () => {
    const { key } = await withPasskey();
    const answer = await signIn(key);
    expect([answer.status, told(answer)]).toEqual([200, { signedIn: true }]);
    expect(await isIn(after(server, answer))).toBe(true);
    expect(await isIn(strict.holding(cookieIn(answer)))).toBe(true);
  });

  it.each<[string, Parameters<Authenticator['sign']>[1]]>([
    ['for another site', { siteName: 'evil.example' }],
    ['on a page of another origin', { origin: 'https://evil.example' }],
    ['without finger or PIN', { verified: false }],
  ])('is refused when signed %s', async (_what, more) => {
    const { key } = await withPasskey();
    expect((await signIn(key, more)).status).toBe(401);
  });

  it('is refused in the same words for a passkey that is not known, one removed, and somebody shut out', async () => {
    const [out, gone] = [await withPasskey(), await withPasskey()];
    await test.store.users.disable(out.person.actor.userId, now());
    await test.store.passkeys.removeAllOf(gone.person.actor.userId);
    const answers = [await signIn(anAuthenticator()), await signIn(out.key), await signIn(gone.key)];
    for (const { status, text } of answers) expect([status, text]).toEqual([401, answers[0]?.text]);
  });

  it('takes each challenge once, for five minutes, and only from the browser that asked', async () => {
    const { key } = await withPasskey();
    const asked = await server.nobody.post('/auth/passkey/sign-in/options', {});
    const credential = key.sign(told(asked) as never);
    expect((await server.nobody.post('/auth/passkey/sign-in', { credential })).status).toBe(401);
    expect((await after(server, asked).post('/auth/passkey/sign-in', { credential })).status).toBe(200);
    expect((await after(server, asked).post('/auth/passkey/sign-in', { credential })).status).toBe(401);

    const late = await server.nobody.post('/auth/passkey/sign-in/options', {});
    time += 5 * MINUTE_MS;
    const signed = key.sign(told(late) as never);
    expect((await after(server, late).post('/auth/passkey/sign-in', { credential: signed })).status).toBe(401);
  });

  it('is refused to a copy of a key that counts, once the other has signed', async () => {
    const { key } = await withPasskey();
    expect((await signIn(key, { counter: 5 })).status).toBe(200);
    expect((await signIn(key, { counter: 5 })).status).toBe(401);
    expect((await signIn(key, { counter: 6 })).status).toBe(200);
  });

  it('leaves the password as another way, with a recovery code', async () => {
    const { person, recoveryCodes } = await withPasskey();
    const first = await server.nobody.post('/auth/sign-in', { email: person.email, password: PASSWORD });
    expect(told(first)).toEqual({ signedIn: false, next: 'CODE', app: false });
    const second = await after(server, first).post('/auth/sign-in/code', { code: recoveryCodes[0] });
    expect(second.status).toBe(200);
  });
});

describe('proving by passkey once more who one is', () => {
  const stepUp = (visitor: Visitor, key: Authenticator): Promise<TestAnswer> =>
    ceremony(visitor, '/auth/passkey/step-up', (options) => key.sign(options));

  it('counts as much as a password and a code', async () => {
    const { visitor, key } = await withPasskey();
    time += 6 * MINUTE_MS;
    expect(told(await visitor.get('/auth/account'))).toMatchObject({ mayChange: false });
    const proved = await stepUp(visitor, key);
    expect(proved.status).toBe(200);
    expect(told(await after(server, proved).get('/auth/account'))).toMatchObject({ mayChange: true });
    expect(await isIn(visitor)).toBe(false);
  });

  it('takes one’s own passkey, and no one else’s', async () => {
    const [mine, theirs] = [await withPasskey(), await withPasskey()];
    const answer = await stepUp(mine.visitor, theirs.key);
    expect([answer.status, answer.errors[0]?.extensions['code']]).toEqual([403, 'STEP_UP_REFUSED']);
  });
});

describe('removing a passkey', () => {
  it('makes it worthless, and is not possible for the last thing that shows who one is', async () => {
    const { visitor, key } = await withPasskey();
    const kept = await strict.holding(visitor.cookie).post('/auth/passkey/remove', { id: key.id });
    expect([kept.status, kept.errors[0]?.extensions['code']]).toEqual([409, 'LAST_FACTOR']);
    expect((await visitor.post('/auth/passkey/remove', { id: key.id })).status).toBe(200);
    expect((await signIn(key)).status).toBe(401);
  });

  it('leaves other people’s alone', async () => {
    const [mine, theirs] = [await withPasskey(), await withPasskey()];
    await mine.visitor.post('/auth/passkey/remove', { id: theirs.key.id });
    expect((await signIn(theirs.key)).status).toBe(200);
  });
});

describe('where a second factor is required', () => {
  it('a passkey is one, added on the way in', async () => {
    const [person, key] = [await someone(), anAuthenticator()];
    const first = await strict.nobody.post('/auth/sign-in', { email: person.email, password: PASSWORD });
    const answer = await add(after(strict, first), key, 'Work laptop', strict);
    expect([answer.status, await isIn(after(strict, answer))]).toEqual([200, true]);
  });
});
