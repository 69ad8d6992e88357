import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aPerson, type TestPerson } from '../testing/people.ts';
import { type OwnRedis, startRedis } from '../testing/redis.ts';
import { startServer, type TestServer } from '../testing/server.ts';
import { startStore, type TestStore } from '../testing/store.ts';
import type { Listener } from '../testing/stream.ts';

const SAVE = 'mutation($input: SaveDraftInput!) { saveDraft(input: $input) { referral { id } userErrors { code } } }';

let test: TestStore;
let redis: OwnRedis | null;
let here: TestServer;
let elsewhere: TestServer;
let officer: TestPerson;

beforeAll(async () => {
  test = await startStore();
  redis = await startRedis();
  const options = { store: test.store, ...(redis ? { redisUrl: redis.url } : {}) };
  here = await startServer(options);
  elsewhere = await startServer(options);
  officer = await aPerson(test.store, { role: 'REFERRER' });
}, 20_000);
afterAll(async () => {
  await Promise.all([here.stop(), elsewhere.stop()]);
  await redis?.kill();
  await test.stop();
}, 20_000);

/** Saves a draft here and says after how long a page of the other process heard of it. */
async function msUntilHeard(page: Listener): Promise<number> {
  const desk = await here.signIn(officer);
  const { data } = await desk.ask(SAVE, { input: { idempotencyKey: `${Math.random()}`, story: {} } });
  const { referral } = data?.['saveDraft'] as { referral: { id: string } };
  const start = performance.now();
  await page.until(({ data: heard }) => JSON.stringify(heard).includes(referral.id));
  return performance.now() - start;
}

const median = (values: number[]): number => values.sort((a, b) => a - b)[values.length >> 1] ?? 0;
const redisOf = async (): Promise<unknown> =>
  ((await (await fetch(`${here.innerUrl}/readyz`)).json()) as { redis: string }).redis;

async function untilRedisIs(state: string): Promise<void> {
  for (let tries = 0; tries < 100 && (await redisOf()) !== state; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  expect(await redisOf()).toBe(state);
}

describe('pages of two processes', () => {
  it('hear of each other at once while the bell rings, within two seconds without it, and at once again', async () => {
    if (!redis) return;
    const page = await (await elsewhere.signIn(officer)).listen();
    await untilRedisIs('up');
    const rung: number[] = [];
    for (let n = 0; n < 7; n += 1) rung.push(await msUntilHeard(page));
    expect(median(rung)).toBeLessThan(300);

    await redis.kill();
    await untilRedisIs('down');
    expect(await msUntilHeard(page)).toBeLessThan(2_000);

    await redis.start();
    await untilRedisIs('up');
    const again: number[] = [];
    for (let n = 0; n < 7; n += 1) again.push(await msUntilHeard(page));
    expect(median(again)).toBeLessThan(300);
    page.close();
  }, 40_000);
});
