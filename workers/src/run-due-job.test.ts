import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Store } from '@openhaven/server/context';
import { aPerson } from '@openhaven/server/testing/people';
import { type TestStore, startStore } from '@openhaven/server/testing/store';
import { aJob, aTelling } from '../testing/jobs.ts';
import { aRoom } from '../testing/room.ts';
import { runDueJob } from './run-due-job.ts';

const NOW = new Date('2026-11-20T09:00:00Z');
const after = (seconds: number): Date => new Date(NOW.getTime() + seconds * 1_000);

let own: TestStore;
let store: Store;
beforeAll(async () => {
  own = await startStore();
  store = own.store;
});
afterAll(() => own.stop());

/** A job about a hold that is not there: nothing has to be done for it. */
const anEmptyJob = (dueAt = NOW): Promise<string> =>
  aJob(store, { name: 'hold.expire', data: { holdId: randomUUID() }, dueAt });
const isDue = async (id: string, now: Date): Promise<boolean> =>
  (await store.outbox.due(now, 10_000)).some((row) => row.id === id);

describe('a job that is due', () => {
  test('is run once, whoever sees it', async () => {
    const room = aRoom({ store, now: () => NOW });
    const id = await anEmptyJob();
    const results = await Promise.all(Array.from({ length: 10 }, () => runDueJob(room, id)));
    expect(results.filter((result) => result === 'DONE')).toHaveLength(1);
    expect(results.filter((result) => result === 'NOT_OURS')).toHaveLength(9);
    expect(await isDue(id, after(86_400))).toBe(false);
  });

  test('is left alone before its time', async () => {
    const id = await anEmptyJob(after(1));
    expect(await runDueJob(aRoom({ store, now: () => NOW }), id)).toBe('NOT_OURS');
    expect(await runDueJob(aRoom({ store, now: () => after(1) }), id)).toBe('DONE');
  });

  test('ends quietly when what it is about is gone', async () => {
    const room = aRoom({ store, now: () => NOW });
    expect(await runDueJob(room, await anEmptyJob())).toBe('DONE');
    expect(room.logged()).toBe('');
  });

  test('is taken over once the lease of a worker that died has run out', async () => {
    const id = await anEmptyJob();
    await store.outbox.take(id, NOW, 30_000);
    expect(await runDueJob(aRoom({ store, now: () => after(29) }), id)).toBe('NOT_OURS');
    expect(await runDueJob(aRoom({ store, now: () => after(30) }), id)).toBe('DONE');
  });

  test('makes open pages look once it is done', async () => {
    const room = aRoom({ store, now: () => NOW });
    await runDueJob(room, await anEmptyJob());
    expect(room.rings()).toBe(1);
  });
});

describe('a job that fails', () => {
  /** The mail server's driver throws what nobody expected. */
  const failing = (now: () => Date) => ({
    ...aRoom({ store, now }),
    postOffice: { deliver: () => Promise.reject(new Error('Marta lives at Rose Cottage')) },
  });

  async function aNoticeJob(): Promise<string> {
    const { actor } = await aPerson(store, { role: 'REFERRER' });
    return (await aTelling(store, { userIds: [actor.userId], now: NOW })).jobId;
  }

  test('is tried again after 5 seconds, then after 10', async () => {
    let now = NOW;
    const room = failing(() => now);
    const id = await aNoticeJob();
    expect(await runDueJob(room, id)).toBe('FAILED');
    expect(await isDue(id, after(4))).toBe(false);
    now = after(5);
    expect(await runDueJob(room, id)).toBe('FAILED');
    expect(await isDue(id, after(14))).toBe(false);
    expect(await isDue(id, after(15))).toBe(true);
  });

  test('is logged by its code and never by its words', async () => {
    const room = failing(() => NOW);
    await runDueJob(room, await aNoticeJob());
    expect(room.logged()).toContain('"event":"job.failed"');
    expect(room.logged()).toContain('"job":"notice.send"');
    expect(room.logged()).not.toContain('Rose Cottage');
  });

  test('whose ids are no ids is never run, and never forgotten', async () => {
    const room = aRoom({ store, now: () => NOW });
    const id = await aJob(store, { name: 'hold.expire', data: { holdId: 'not an id' }, dueAt: NOW });
    expect(await runDueJob(room, id)).toBe('FAILED');
    expect(await isDue(id, after(3_600))).toBe(true);
    expect(room.logged()).toContain('ZodError');
    await store.outbox.finish(id, NOW);
  });
});
