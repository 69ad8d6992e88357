import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { JobRequest } from '@openhaven/server/jobs';
import type { Store } from '@openhaven/server/context';
import { aPerson } from '@openhaven/server/testing/people';
import { type TestStore, startStore } from '@openhaven/server/testing/store';
import { aJob, aNotice } from '../testing/jobs.ts';
import { aRoom } from '../testing/room.ts';
import { runDueJob } from './run-due-job.ts';
import { sweep } from './sweep.ts';

const NOW = new Date('2026-11-20T09:00:00Z');
const after = (seconds: number): Date => new Date(NOW.getTime() + seconds * 1_000);

let own: TestStore;
let store: Store;
beforeAll(async () => {
  own = await startStore();
  store = own.store;
});
afterAll(() => own.stop());

const anEmptyJob = (dueAt: Date): JobRequest => ({ name: 'hold.expire', data: { holdId: randomUUID() }, dueAt });

test('does all that is due and nothing that is not, without any queue', async () => {
  const room = aRoom({ store, now: () => NOW });
  const due = await aJob(store, anEmptyJob(after(-60)));
  const later = await aJob(store, anEmptyJob(after(60)));
  expect(await sweep(room)).toBe(1);
  expect(await runDueJob(room, due)).toBe('NOT_OURS');
  const next = aRoom({ store, now: () => after(60) });
  expect(await sweep(next)).toBe(1);
  expect(await runDueJob(next, later)).toBe('NOT_OURS');
});

test('does in the same round what becomes due by what it does', async () => {
  const { actor, email } = await aPerson(store, { role: 'REFERRER' });
  const room = aRoom({ store, now: () => NOW });
  const asked: JobRequest[] = [];
  const letters = {
    deliver: async () => {
      if (asked.length === 0) {
        asked.push(anEmptyJob(NOW));
        await store.outbox.add(...asked);
      }
      return { is: 'SENT' } as const;
    },
  };
  await aNotice(store, { userId: actor.userId, now: NOW });
  expect(await sweep({ ...room, postOffice: letters })).toBe(2);
  expect(email).toContain('@');
});

test('goes on when one job fails', async () => {
  const room = aRoom({ store, now: () => NOW });
  const bad = await aJob(store, { name: 'hold.expire', data: { holdId: 'not an id' }, dueAt: after(-90) });
  for (let count = 0; count < 5; count += 1) await store.outbox.add(anEmptyJob(after(-60)));
  expect(await sweep(room)).toBe(5);
  expect(room.logged()).toContain('job.failed');
  await store.outbox.finish(bad, NOW);
});

test('two sweeps side by side do everything once', async () => {
  const { actor } = await aPerson(store, { role: 'REFERRER' });
  await aNotice(store, { userId: actor.userId, now: NOW });
  for (let count = 0; count < 40; count += 1) await store.outbox.add(anEmptyJob(NOW));
  const rooms = [aRoom({ store, now: () => NOW }), aRoom({ store, now: () => NOW })];
  const ran = await Promise.all(rooms.map((room) => sweep(room)));
  expect(ran.reduce((sum, count) => sum + count, 0)).toBe(41);
  expect(rooms.flatMap(({ letters }) => letters)).toHaveLength(1);
});

test('a thousand overdue jobs are done in a minute, and each person gets one e-mail', async () => {
  const people = await Promise.all(Array.from({ length: 10 }, () => aPerson(store, { role: 'REFERRER' })));
  for (const { actor } of people) {
    for (let count = 0; count < 50; count += 1) await aNotice(store, { userId: actor.userId, now: after(-3_600) });
  }
  await store.outbox.add(...Array.from({ length: 500 }, () => anEmptyJob(after(-3_600))));
  const room = aRoom({ store, now: () => NOW });
  const started = Date.now();
  let ran = 0;
  let batches = 0;
  const onBatch = (): Promise<void> => {
    batches += 1;
    return Promise.resolve();
  };
  ran += await sweep(room, { onBatch });
  expect(ran).toBeGreaterThanOrEqual(1_000);
  expect(Date.now() - started).toBeLessThan(60_000);
  expect(room.letters).toHaveLength(10);
  expect(room.letters.map(({ subject }) => subject)).toEqual(Array(10).fill('You have 50 tasks'));
  expect(batches).toBeGreaterThan(5);
}, 120_000);

test('takes nothing new once the process is stopping', async () => {
  const room = aRoom({ store, now: () => NOW });
  await store.outbox.add(anEmptyJob(NOW));
  expect(await sweep(room, { isStopping: () => true })).toBe(0);
  expect(await sweep(room)).toBeGreaterThanOrEqual(1);
});
