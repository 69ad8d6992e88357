import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { BadInputError, BusyError, NotFoundError, UnsealError } from '../src/errors.ts';
import type { Store } from '../src/store/store.ts';
import { startServer, type TestServer } from '../testing/server.ts';
import { startStore, type TestStore } from '../testing/store.ts';

const CANARY = 'Quillfeather of 12 Safe Street';
const SYSTEM = '{ system { now } }';

let test: TestStore;
let server: TestServer;
let reading: () => Promise<never>;

beforeAll(async () => {
  test = await startStore();
  // The real store, in which one question is answered by whatever goes wrong in each test.
  const heartbeats: Store['heartbeats'] = { ...test.store.heartbeats, all: () => reading() };
  server = await startServer({ store: { ...test.store, heartbeats } });
});
afterAll(async () => {
  await server.stop();
  await test.stop();
});

const failWith = (error: unknown): void => {
  const { promise, reject } = Promise.withResolvers<never>();
  reading = () => promise;
  reject(error);
};
const named = (name: string): Error => Object.assign(new Error(CANARY), { name });

describe('a fault', () => {
  it.each([
    ['of our own', new Error(CANARY)],
    [
      'of a library that quotes what it was given',
      Object.assign(new TypeError(CANARY), { value: CANARY, path: CANARY }),
    ],
    ['that is no error', CANARY],
    ['of a seal', new UnsealError(CANARY)],
  ])('%s is answered with a reference, under which the log has its kind and place', async (_what, error) => {
    failWith(error);
    const { status, errors, text } = await server.nobody.ask(SYSTEM);
    const reference = String(errors[0]?.extensions['reference']);
    expect([status, errors[0]?.message]).toEqual([500, `Something went wrong. Quote reference ${reference}.`]);
    expect(reference).toMatch(/^[0-9A-F]{4}-[0-9A-F]{4}$/);
    expect(server.logged()).toContain(`"reference":"${reference}"`);
    expect(text + server.logged()).not.toContain('Quillfeather');
  });

  it.each([
    [new NotFoundError('Referral'), 404, 'NOT_FOUND'],
    [new BadInputError('after'), 400, 'BAD_USER_INPUT'],
    [new BusyError(), 503, 'BUSY'],
    [named('MongoServerSelectionError'), 503, 'STORE_UNAVAILABLE'],
    [named('MongoNetworkTimeoutError'), 503, 'STORE_UNAVAILABLE'],
    [named('MongoPoolClearedError'), 503, 'STORE_UNAVAILABLE'],
    [named('MongooseError'), 500, 'INTERNAL'],
    [named('MongoServerError'), 500, 'INTERNAL'],
  ])('%s is answered with %i %s, in words', async (error, status, code) => {
    failWith(error);
    const answer = await server.nobody.ask(SYSTEM);
    expect([answer.status, answer.errors[0]?.extensions['code']]).toEqual([status, code]);
    expect(answer.errors[0]?.message).toMatch(/^[A-Z][\w,’' .:-]+\.$/);
    expect(answer.text + server.logged()).not.toContain('Quillfeather');
  });

  it('of a store that is silent is answered after five seconds', async () => {
    reading = () => new Promise<never>(() => undefined);
    const start = performance.now();
    const { status, errors } = await server.nobody.ask(SYSTEM);
    expect([status, errors[0]?.extensions['code']]).toEqual([503, 'TOO_SLOW']);
    expect(performance.now() - start).toBeGreaterThan(4_900);
    expect(performance.now() - start).toBeLessThan(6_500);
  }, 10_000);
});
