import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Store } from '@openhaven/server/context';
import { createLog } from '@openhaven/server/log';
import { aPerson } from '@openhaven/server/testing/people';
import { type TestStore, startStore } from '@openhaven/server/testing/store';
import { Redis } from 'ioredis';
import { aNotice } from '../testing/jobs.ts';
import { type TestRedis, startRedis } from '../testing/redis.ts';
import { type TestRoom, aRoom } from '../testing/room.ts';
import { until } from '../testing/until.ts';
import { type JobQueue, NO_QUEUE, openQueue } from './queue.ts';
import { relay } from './relay.ts';
import { runDueJob } from './run-due-job.ts';
import { sweep } from './sweep.ts';

let own: TestStore;
let store: Store;
let redis: TestRedis;
beforeAll(async () => {
  own = await startStore();
  store = own.store;
  redis = await startRedis();
});
afterAll(async () => {
  await own.stop();
  await redis.stop();
});

const opened: JobQueue[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((queue) => queue.close()));
});

interface Bench {
  readonly room: TestRoom;
  readonly queue: JobQueue;
  /** Jobs that came through the queue. */
  readonly heard: string[];
}

async function aBench(): Promise<Bench> {
  const room = aRoom({ store, now: () => new Date() });
  const heard: string[] = [];
  const queue = openQueue({
    redisUrl: redis.url,
    log: createLog('silent'),
    run: async (jobId) => {
      heard.push(jobId);
      await runDueJob(room, jobId);
    },
  });
  opened.push(queue);
  await until('the queue is up', () => queue.isUp());
  return { room, queue, heard };
}

const anEmptyJob = (dueAt: Date) => ({ name: 'hold.expire', data: { holdId: randomUUID() }, dueAt }) as const;
const waiting = async (): Promise<number> => (await store.outbox.due(new Date(Date.now() + 3_600_000), 1_000)).length;

describe('with Redis', () => {
  test('a job is run by the queue, on time, before any sweep', async () => {
    const { room, queue, heard } = await aBench();
    const dueAt = new Date(Date.now() + 400);
    await store.outbox.add(anEmptyJob(dueAt));
    expect(await relay(room, queue)).toBe(1);
    await until('the job is done', async () => (await waiting()) === 0);
    expect(Date.now()).toBeGreaterThanOrEqual(dueAt.getTime());
    expect(heard).toHaveLength(1);
  });

  test('a job that the sweep sees too is still done once', async () => {
    const { room, queue } = await aBench();
    const { actor } = await aPerson(store, { role: 'REFERRER' });
    for (let count = 0; count < 20; count += 1) await store.outbox.add(anEmptyJob(new Date()));
    await aNotice(store, { userId: actor.userId, now: new Date() });
    const relaying = relay(room, queue);
    await Promise.all([relaying, sweep(room), sweep(room)]);
    await until('all are done', async () => (await waiting()) === 0);
    expect(room.letters).toHaveLength(1);
  });

  test('told twice of a job it keeps one', async () => {
    const { queue, heard } = await aBench();
    await store.outbox.add(anEmptyJob(new Date(Date.now() + 300)));
    const rows = await store.outbox.unrelayed(10);
    await queue.add(rows, new Date());
    await queue.add(rows, new Date());
    await until('the job is done', async () => (await waiting()) === 0);
    await new Promise((resolve) => setTimeout(resolve, 300));
    // An earlier test may have left one in the queue that the sweep had done: only this test's job is counted.
    const ids = rows.map(({ id }) => id);
    expect(heard.filter((id) => ids.includes(id))).toEqual(ids);
    await store.outbox.markRelayed(ids);
  });

  test('a job that Redis forgot is done by the sweep', async () => {
    const { room, queue } = await aBench();
    await store.outbox.add(anEmptyJob(new Date(Date.now() + 200)));
    await relay(room, queue);
    const admin = new Redis(redis.url);
    await admin.flushall();
    admin.disconnect();
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(await waiting()).toBe(1);
    await sweep(room);
    expect(await waiting()).toBe(0);
  });

  test('a ring is heard by those who listen', async () => {
    const { queue } = await aBench();
    const listener = new Redis(redis.url);
    let heard = 0;
    listener.on('message', () => {
      heard += 1;
    });
    await listener.subscribe('openhaven:bell');
    for (let count = 0; count < 10; count += 1) queue.ring();
    await until('the bell was heard', () => heard > 0);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(heard).toBe(1);
    listener.disconnect();
  });
});

describe('when Redis dies', () => {
  test('everything goes on by the sweep, and through the queue again once it is back', async () => {
    const { room, queue, heard } = await aBench();
    await redis.kill();
    await until('it is noticed', () => !queue.isUp());
    await store.outbox.add(anEmptyJob(new Date()));
    expect(await relay(room, queue)).toBe(0);
    queue.ring();
    expect(await sweep(room)).toBe(1);

    await store.outbox.add(anEmptyJob(new Date()));
    await redis.startAgain();
    await until('it is back', () => queue.isUp());
    expect(await relay(room, queue)).toBe(1);
    await until('the job is done', async () => (await waiting()) === 0);
    expect(heard.length).toBeGreaterThanOrEqual(1);
  }, 40_000);

  test('the queue still closes', async () => {
    const { queue } = await aBench();
    await redis.kill();
    const started = Date.now();
    await queue.close();
    expect(Date.now() - started).toBeLessThan(5_000);
    await redis.startAgain();
  }, 30_000);
});

test('without Redis nothing is relayed and nothing is missed', async () => {
  const room = aRoom({ store, now: () => new Date() });
  await store.outbox.add(anEmptyJob(new Date()));
  expect(await relay(room, NO_QUEUE)).toBe(0);
  expect(await sweep(room)).toBe(1);
});
