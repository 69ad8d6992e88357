import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import mongoose from 'mongoose';
import { addApp, after, steppedUp, told, withApp } from '../testing/app.ts';
import { aPerson, PASSWORD, type TestPerson } from '../testing/people.ts';
import { cookieIn, startServer, type TestAnswer, type TestServer, type Visitor } from '../testing/server.ts';
import { startStore, type TestStore } from '../testing/store.ts';

const STEP_MS = 30_000;
const BOARD = '{ board { totalCount } }';

let test: TestStore;
let server: TestServer;
let strict: TestServer;
let time = new Date('2026-11-20T12:00:00Z').getTime();
const now = (): Date => new Date(time);
const later = (ms: number): void => void (time += ms);

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
const giveName = (person: TestPerson, at = server): Promise<TestAnswer> =>
  at.nobody.post('/auth/sign-in', { email: person.email, password: PASSWORD });
const giveCode = (first: TestAnswer, code: string): Promise<TestAnswer> =>
  after(server, first).post('/auth/sign-in/code', { code });
const audited = async (person: TestPerson): Promise<readonly string[]> =>
  (await test.store.audit.since(new Date(0), 1_000))
    .filter(({ actorUserId }) => actorUserId === person.actor.userId)
    .map(({ action }) => action);

describe('an account with an app', () => {
  it('is not signed in by the password alone: a ticket is handed over, and no session', async () => {
    const person = await someone();
    const { code } = await withApp(server, person, now());
    later(STEP_MS);
    const first = await giveName(person);
    expect([first.status, told(first)]).toEqual([200, { signedIn: false, next: 'CODE', app: true }]);
    expect(first.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^__Host-openhaven-ticket=[\w-]{43}; .*HttpOnly; Secure; SameSite=Strict; Max-Age=300$/),
    ]);
    expect(await isIn(after(server, first))).toBe(false);
    const second = await giveCode(first, code(now()));
    expect([second.status, await isIn(after(server, second))]).toEqual([200, true]);
    expect(second.headers.getSetCookie()[1]).toMatch(/^__Host-openhaven-ticket=; .*Max-Age=0$/);
  });

  it('takes each code once, and none from before one that was used', async () => {
    const person = await someone();
    const { code } = await withApp(server, person, now());
    const earlier = code(now());
    later(2 * STEP_MS);
    const used = code(now());
    expect((await giveCode(await giveName(person), used)).status).toBe(200);
    for (const old of [used, earlier, code(new Date(time - STEP_MS))]) {
      const again = await giveCode(await giveName(person), old);
      expect([again.status, again.errors[0]?.extensions, again.headers.getSetCookie()]).toEqual([
        403,
        { code: 'CODE_REFUSED', field: 'code' },
        [],
      ]);
    }
    expect(await audited(person)).toContain('session.code-refused');
  });

  it('uses a ticket once, and for five wrong codes or five minutes at most', async () => {
    const person = await someone();
    const { code } = await withApp(server, person, now());
    later(STEP_MS);
    const first = await giveName(person);
    expect((await giveCode(first, code(now()))).status).toBe(200);
    later(STEP_MS);
    expect((await giveCode(first, code(now()))).errors[0]?.extensions['code']).toBe('BEGIN_AGAIN');

    const missed = await giveName(person);
    for (let n = 0; n < 5; n += 1) expect((await giveCode(missed, '000000')).status).toBe(403);
    expect((await giveCode(missed, code(now()))).errors[0]?.extensions['code']).toBe('BEGIN_AGAIN');

    const late = await giveName(person);
    later(5 * 60_000);
    expect((await giveCode(late, code(now()))).errors[0]?.extensions['code']).toBe('BEGIN_AGAIN');
  });

  it('is nobody’s way in once the person is shut out between the two steps', async () => {
    const person = await someone();
    const { code } = await withApp(server, person, now());
    later(STEP_MS);
    const first = await giveName(person);
    await test.store.users.disable(person.actor.userId, now());
    expect((await giveCode(first, code(now()))).status).toBe(403);
  });

  it('slows down whoever guesses codes with the password in hand, wherever they come from', async () => {
    const person = await someone();
    await withApp(server, person, now());
    const first = await giveName(person);
    for (let n = 0; n < 5; n += 1) await giveCode(first, '000000');
    const second = await giveName(person);
    const start = performance.now();
    const answers = await Promise.all([giveCode(second, '000001'), giveCode(second, '000002')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([403, 429]);
    expect(performance.now() - start).toBeGreaterThan(950);
  });

  it('says no to a wrong password as to an unknown address, before any code is asked for', async () => {
    const person = await someone();
    await withApp(server, person, now());
    const wrong = await server.nobody.post('/auth/sign-in', { email: person.email, password: 'wrong' });
    const unknown = await server.nobody.post('/auth/sign-in', { email: 'no@example.org', password: PASSWORD });
    expect([wrong.status, wrong.text, wrong.headers.getSetCookie()]).toEqual([401, unknown.text, []]);
  });

  it('keeps neither the secret nor a recovery code where anybody could read it', async () => {
    const person = await someone();
    const visitor = await steppedUp(server, await server.signIn(person));
    const { secret } = told(await visitor.post('/auth/app', {})) as { secret: string };
    const { recoveryCodes } = await addApp(server, visitor, now());
    const dump = JSON.stringify(await mongoose.connection.db?.collection('credentials').find().toArray());
    for (const word of [secret, ...recoveryCodes, ...recoveryCodes.map((one) => one.replaceAll('-', ''))]) {
      expect(dump).not.toContain(word);
      expect(server.logged()).not.toContain(word);
    }
  });

  it('asks for the code as well as the password when the person proves once more who they are', async () => {
    const person = await someone();
    const { visitor, code } = await withApp(server, person, now());
    later(STEP_MS);
    const withoutCode = await visitor.post('/auth/step-up', { password: PASSWORD });
    expect([withoutCode.status, withoutCode.errors[0]?.extensions['code']]).toEqual([403, 'STEP_UP_REFUSED']);
    const fresh = code(now());
    expect((await visitor.post('/auth/step-up', { password: 'wrong', code: fresh })).status).toBe(403);
    expect((await visitor.post('/auth/step-up', { password: PASSWORD, code: fresh })).status).toBe(200);
  });
});

describe('recovery codes', () => {
  it('are ten, let somebody in once each, however they are typed', async () => {
    const person = await someone();
    const { recoveryCodes } = await withApp(server, person, now());
    expect(new Set(recoveryCodes).size).toBe(10);
    const [one = '', two = ''] = recoveryCodes;
    expect((await giveCode(await giveName(person), ` ${one.toLowerCase().replaceAll('-', ' ')} `)).status).toBe(200);
    expect((await giveCode(await giveName(person), one)).status).toBe(403);
    const visitor = after(server, await giveCode(await giveName(person), two));
    expect(told(await visitor.get('/auth/account'))).toMatchObject({ app: true, recoveryCodesLeft: 8 });
    expect(await audited(person)).toContain('factor.recovery-code-used');
  });

  it('of somebody else are worth nothing', async () => {
    const { recoveryCodes } = await withApp(server, await someone(), now());
    const other = await someone();
    await withApp(server, other, now());
    expect((await giveCode(await giveName(other), recoveryCodes[0] ?? '')).status).toBe(403);
  });

  it('can be made anew after proving who one is, and then the old ones are over', async () => {
    const person = await someone();
    const { visitor, recoveryCodes, code } = await withApp(server, person, now());
    later(6 * 60_000);
    expect((await visitor.post('/auth/recovery-codes', {})).errors[0]?.extensions['code']).toBe('STEP_UP_NEEDED');
    const proved = await steppedUp(server, visitor, code(now()));
    const made = told(await proved.post('/auth/recovery-codes', {})) as { recoveryCodes: string[] };
    expect((await giveCode(await giveName(person), recoveryCodes[9] ?? '')).status).toBe(403);
    expect((await giveCode(await giveName(person), made.recoveryCodes[9] ?? '')).status).toBe(200);
  });

  it('are not made for somebody who has nothing that they could stand in for', async () => {
    const visitor = await steppedUp(server, await server.signIn(await someone()));
    expect((await visitor.post('/auth/recovery-codes', {})).errors[0]?.extensions['code']).toBe('NO_FACTOR');
  });
});

describe('adding and removing an app', () => {
  it('takes a fresh proof of who one is', async () => {
    const visitor = await server.signIn(await someone());
    for (const path of ['/auth/app', '/auth/app/confirm', '/auth/app/remove']) {
      const answer = await visitor.post(path, { code: '000000' });
      expect([answer.status, answer.errors[0]?.extensions['code']]).toEqual([403, 'STEP_UP_NEEDED']);
    }
  });

  it('counts only once a code has shown that the app has the secret', async () => {
    const person = await someone();
    const visitor = await steppedUp(server, await server.signIn(person));
    await visitor.post('/auth/app', {});
    const wrong = await visitor.post('/auth/app/confirm', { code: '000000' });
    expect([wrong.status, wrong.errors[0]?.extensions['field']]).toEqual([400, 'code']);
    expect(told(await giveName(person))).toEqual({ signedIn: true });
  });

  it('ends the session’s old id', async () => {
    const before = await steppedUp(server, await server.signIn(await someone()));
    const { visitor } = await addApp(server, before, now());
    expect([await isIn(before), await isIn(visitor)]).toEqual([false, true]);
  });

  it('leaves a password alone only where a second factor is optional', async () => {
    const person = await someone();
    const { visitor } = await withApp(server, person, now());
    const kept = await strict.holding(visitor.cookie).post('/auth/app/remove', {});
    expect([kept.status, kept.errors[0]?.extensions['code']]).toEqual([409, 'LAST_FACTOR']);
    expect((await visitor.post('/auth/app/remove', {})).status).toBe(200);
    expect(told(await giveName(person))).toEqual({ signedIn: true });
  });
});

describe('where a second factor is required', () => {
  it('somebody without one gets as far as adding one, and no further', async () => {
    const person = await someone();
    const first = await giveName(person, strict);
    expect(told(first)).toEqual({ signedIn: true, next: 'ENROL' });
    const visitor = after(strict, first);
    expect(await isIn(visitor)).toBe(false);
    await expect(visitor.listen()).rejects.toThrow('401');
    expect((await visitor.post('/auth/step-up', { password: PASSWORD })).status).toBe(401);
    expect(told(await visitor.get('/auth/session'))).toMatchObject({ signedIn: true, next: 'ENROL' });
    const { visitor: whole } = await addApp(strict, visitor, now());
    expect([await isIn(whole), await isIn(visitor)]).toEqual([true, false]);
    expect(told(await whole.get('/auth/session'))).not.toHaveProperty('next');
  });

  it('somebody who has one signs in with it', async () => {
    const person = await someone();
    const { code } = await withApp(server, person, now());
    later(STEP_MS);
    expect((await giveCode(await giveName(person, strict), code(now()))).status).toBe(200);
    expect(cookieIn(await giveName(person, strict))).toContain('-ticket=');
  });
});
