import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startStore, type TestStore } from '../../testing/store.ts';

const T0 = new Date('2026-01-05T09:00:00Z');
const LEASE_MS = 30_000;
const after = (ms: number): Date => new Date(T0.getTime() + ms);

let test: TestStore;
beforeAll(async () => {
  test = await startStore();
});
afterAll(() => test.stop());

/** A job of its own, found again by the id it is about. */
async function aJob(dueAt = T0): Promise<{ holdId: string; id: string }> {
  const holdId = randomUUID();
  await test.store.outbox.add({ name: 'hold.expire', data: { holdId }, dueAt });
  const rows = await test.store.outbox.unrelayed(1_000);
  const row = rows.find((one) => one.data['holdId'] === holdId);
  if (!row) throw new Error('the job is not there');
  return { holdId, id: row.id };
}
const isDue = async (id: string, now: Date): Promise<boolean> =>
  (await test.store.outbox.due(now, 1_000)).some((row) => row.id === id);

describe('the outbox', () => {
  it('shows a job from the instant it is due, and not before', async () => {
    const { id } = await aJob();
    expect(await isDue(id, after(-1))).toBe(false);
    expect(await isDue(id, T0)).toBe(true);
  });

  it('lets exactly one of fifty take a job', async () => {
    const { id, holdId } = await aJob();
    const takers = Array.from({ length: 50 }, () => test.store.outbox.take(id, T0, LEASE_MS));
    const winners = (await Promise.all(takers)).filter((row) => row !== null);
    expect(winners).toMatchObject([{ id, name: 'hold.expire', data: { holdId }, attempts: 1 }]);
    expect(await isDue(id, T0)).toBe(false);
  });

  it('gives a job to the next when the lease of whoever took it is over', async () => {
    const { id } = await aJob();
    await test.store.outbox.take(id, T0, LEASE_MS);
    expect(await test.store.outbox.take(id, after(LEASE_MS - 1), LEASE_MS)).toBeNull();
    expect(await test.store.outbox.take(id, after(LEASE_MS), LEASE_MS)).toMatchObject({ attempts: 2 });
  });

  it('never gives out a job that is done', async () => {
    const { id } = await aJob();
    await test.store.outbox.take(id, T0, LEASE_MS);
    expect(await test.store.outbox.finish(id, T0)).toBe(true);
    expect(await test.store.outbox.finish(id, T0)).toBe(false);
    expect(await test.store.outbox.take(id, after(LEASE_MS * 100), LEASE_MS)).toBeNull();
    expect(await isDue(id, after(LEASE_MS * 100))).toBe(false);
  });

  it('lets a failed job rest until it is to be tried again', async () => {
    const { id } = await aJob();
    await test.store.outbox.take(id, T0, LEASE_MS);
    await test.store.outbox.postpone(id, after(60_000), 3);
    expect(await isDue(id, after(59_999))).toBe(false);
    expect(await test.store.outbox.take(id, after(60_000), LEASE_MS)).toMatchObject({ attempts: 4 });
  });

  it('takes back what is not needed any more, and nothing else', async () => {
    const [gone, kept] = [await aJob(), await aJob()];
    await test.store.outbox.cancel([gone.holdId], 'hold.expire');
    expect([await isDue(gone.id, T0), await isDue(kept.id, T0)]).toEqual([false, true]);
  });

  it('moves what waits about one thing to another time, and says so if nothing does', async () => {
    const [moved, other, done] = [await aJob(), await aJob(), await aJob()];
    await test.store.outbox.finish(done.id, T0);
    expect(await test.store.outbox.move('hold.expire', moved.holdId, after(60_000))).toBe(true);
    expect(await test.store.outbox.move('hold.expire', done.holdId, after(60_000))).toBe(false);
    expect(await test.store.outbox.move('vacancy.chase', other.holdId, after(60_000))).toBe(false);
    expect([await isDue(moved.id, after(59_999)), await isDue(other.id, T0)]).toEqual([false, true]);
    expect(await isDue(moved.id, after(60_000))).toBe(true);
  });

  it('tells about which things a job waits', async () => {
    const [waits, done] = [await aJob(), await aJob()];
    await test.store.outbox.finish(done.id, T0);
    const waiting = await test.store.outbox.waiting('hold.expire', [waits.holdId, done.holdId, randomUUID()]);
    expect([...waiting]).toEqual([waits.holdId]);
    expect(await test.store.outbox.waiting('vacancy.chase', [waits.holdId])).toEqual(new Set());
  });

  it('is relayed once', async () => {
    const { id } = await aJob();
    await test.store.outbox.markRelayed([id]);
    expect((await test.store.outbox.unrelayed(1_000)).map((row) => row.id)).not.toContain(id);
    expect(await isDue(id, T0)).toBe(true);
  });

  it('holds nothing of a transaction that failed', async () => {
    const holdId = randomUUID();
    const work = test.store.inTransaction(async (tx) => {
      await tx.outbox.add({ name: 'hold.expire', data: { holdId }, dueAt: T0 });
      throw new Error('changed its mind');
    });
    await expect(work).rejects.toThrow('changed its mind');
    expect((await test.store.outbox.due(T0, 1_000)).map((row) => row.data['holdId'])).not.toContain(holdId);
  });

  it('forgets a job a week after it is done', async () => {
    const { id } = await aJob();
    await test.store.outbox.finish(id, T0);
    expect(await test.store.outbox.purge(after(7 * 86_400_000 - 1))).toBe(0);
    expect(await test.store.outbox.purge(after(7 * 86_400_000))).toBeGreaterThan(0);
  });
});
