import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import mongoose from 'mongoose';
import { told } from '../testing/app.ts';
import { aPerson, PASSWORD, type TestPerson } from '../testing/people.ts';
import { cookieIn, startServer, type TestServer, type Visitor } from '../testing/server.ts';
import { startStore, type TestStore } from '../testing/store.ts';

const MINUTE_MS = 60_000;
const BOARD = '{ board { totalCount } }';
const LAPTOP = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/142.0.4711.0 Safari/537.36';

let test: TestStore;
let server: TestServer;
let time = new Date('2026-11-20T12:00:00Z').getTime();

beforeAll(async () => {
  test = await startStore();
  server = await startServer({ store: test.store, clock: () => new Date(time) });
});
afterAll(async () => {
  await server.stop();
  await test.stop();
});

const someone = (): Promise<TestPerson> => aPerson(test.store, { role: 'REFERRER' });
const isIn = async (visitor: Visitor): Promise<boolean> => (await visitor.ask(BOARD)).status !== 401;

interface Shown {
  readonly id: string;
  readonly isThis: boolean;
}

const sessionsOf = async (visitor: Visitor): Promise<readonly Shown[]> =>
  (told(await visitor.get('/auth/sessions')) as { sessions: Shown[] }).sessions;

describe('one’s own sessions', () => {
  it('are listed, the latest seen first, with what each began in, and this one marked', async () => {
    const { email } = await someone();
    const headers = { 'user-agent': LAPTOP };
    const desk = server.holding(
      cookieIn(await server.nobody.post('/auth/sign-in', { email, password: PASSWORD }, headers)),
    );
    const started = new Date(time).toISOString();
    time += 5 * MINUTE_MS;
    const phone = await server.signIn({ email });
    const now = new Date(time).toISOString();
    expect(await sessionsOf(phone)).toMatchObject([
      { isThis: true, startedAt: now, lastSeenAt: now, system: 'OTHER' },
      { isThis: false, startedAt: started, lastSeenAt: started, browser: 'CHROME', system: 'WINDOWS' },
    ]);
    expect((await sessionsOf(desk)).find(({ isThis }) => isThis)).toMatchObject({ browser: 'CHROME' });
  });

  it('keep nothing of what a browser says of itself but two words', async () => {
    const dump = JSON.stringify(await mongoose.connection.db?.collection('sessions').find().toArray());
    expect(dump).toContain('"browser":"CHROME"');
    expect(dump).not.toMatch(/Mozilla|4711|Win64/);
  });

  it('can be ended one by one, open pages too, within a second', async () => {
    const person = await someone();
    const [desk, phone] = [await server.signIn(person), await server.signIn(person)];
    const page = await phone.listen();
    const other = (await sessionsOf(desk)).find(({ isThis }) => !isThis);
    await desk.post('/auth/sessions/end', { id: other?.id });
    const from = performance.now();
    expect([await isIn(desk), await isIn(phone)]).toEqual([true, false]);
    await page.closed;
    expect(performance.now() - from).toBeLessThan(1_000);
    expect(await sessionsOf(desk)).toHaveLength(1);
  });

  it('can all be ended but this one', async () => {
    const person = await someone();
    const [desk, ...others] = [await server.signIn(person), await server.signIn(person), await server.signIn(person)];
    await desk.post('/auth/sessions/end-others', {});
    expect(await isIn(desk)).toBe(true);
    for (const other of others) expect(await isIn(other)).toBe(false);
  });

  it('are nobody else’s to end or to see', async () => {
    const [mine, theirs] = [await server.signIn(await someone()), await server.signIn(await someone())];
    const [session] = await sessionsOf(theirs);
    expect((await mine.post('/auth/sessions/end', { id: session?.id })).status).toBe(200);
    expect(await isIn(theirs)).toBe(true);
    expect((await server.nobody.get('/auth/sessions')).status).toBe(401);
  });

  it('that have run out are not listed', async () => {
    const person = await someone();
    await server.signIn(person);
    time += 21 * MINUTE_MS;
    expect(await sessionsOf(await server.signIn(person))).toHaveLength(1);
  });
});
