import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OutboxRow, Store } from '@openhaven/server/context';
import { type TestStore, startStore } from '@openhaven/server/testing/store';
import { randomUUID } from 'node:crypto';
import { hearJobs } from './heard-jobs.ts';

const NOW = new Date('2026-11-20T09:00:00Z');
const after = (minutes: number): Date => new Date(NOW.getTime() + minutes * 60_000);

let own: TestStore;
beforeAll(async () => {
  own = await startStore();
});
afterAll(() => own.stop());

async function aJob(store: Store, dueAt = NOW): Promise<{ id: string; holdId: string }> {
  const holdId = randomUUID();
  const [row] = await store.outbox.add({ name: 'hold.expire', data: { holdId }, dueAt });
  if (!row) throw new Error('the job is not there');
  return { id: row.id, holdId };
}
const idsOf = (rows: readonly OutboxRow[]): readonly string[] => rows.map(({ id }) => id);

describe('the list of jobs that were heard of', () => {
  it('has what is asked for, longest due first, until it is put off, taken back or done', async () => {
    const { store, due, check } = hearJobs(own.store);
    const [late, early, moved, cancelled] = [
      await aJob(store, after(2)),
      await aJob(store, after(1)),
      await aJob(store),
      await aJob(store),
    ];
    expect(idsOf(due(NOW))).toEqual([moved.id, cancelled.id]);
    await store.outbox.move('hold.expire', moved.holdId, after(3));
    await store.outbox.cancel([cancelled.holdId], 'hold.expire');
    expect(idsOf(due(after(5)))).toEqual([early.id, late.id, moved.id]);
    await store.outbox.take(early.id, after(5), 1_000);
    await store.outbox.postpone(early.id, after(4), 0);
    await store.outbox.finish(late.id, after(5));
    expect(idsOf(due(after(5)))).toEqual([moved.id, early.id]);
    await check(after(5));
    for (const { id } of [moved, early]) await store.outbox.finish(id, after(5));
  });

  it('has nothing of a transaction that failed, and all of one that was saved', async () => {
    const { store, due, check } = hearJobs(own.store);
    const failing = store.inTransaction(async (tx) => {
      await aJob(tx);
      throw new RangeError('changed its mind');
    });
    await expect(failing).rejects.toThrow(RangeError);
    expect(due(NOW)).toEqual([]);
    const { id } = await store.inTransaction((tx) => aJob(tx));
    expect(idsOf(due(NOW))).toEqual([id]);
    await check(NOW);
    await store.outbox.finish(id, NOW);
  });

  it('stops whoever relies on it when the store has a job that it has not', async () => {
    const { check } = hearJobs(own.store);
    const { id } = await aJob(own.store);
    await expect(check(NOW)).rejects.toThrow('1 jobs are due and 0 were heard of');
    await own.store.outbox.finish(id, NOW);
    await check(NOW);
  });
});
