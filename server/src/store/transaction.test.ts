import { randomUUID } from 'node:crypto';
import type { UserId } from '@openhaven/domain/ids';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startStore, type TestStore } from '../../testing/store.ts';
import { BadInputError } from '../errors.ts';

const NOW = new Date('2026-01-05T09:00:00Z');

let test: TestStore;
beforeAll(async () => {
  test = await startStore();
});
afterAll(() => test.stop());

const anAnswer = (actorUserId: UserId, key: string, outcome: unknown = { allowed: true, value: { holdId: 'h' } }) => ({
  actorUserId,
  key,
  command: 'hold.place',
  bodyHash: test.store.idempotency.hash({ unitId: 'u' }),
  outcome,
  now: NOW,
});

describe('a transaction', () => {
  it('saves all or nothing', async () => {
    const [userId, key] = [randomUUID() as UserId, randomUUID()];
    const work = test.store.inTransaction(async (tx) => {
      await tx.idempotency.save(anAnswer(userId, key));
      expect(await tx.idempotency.find(userId, key)).not.toBeNull();
      expect(await test.store.idempotency.find(userId, key)).toBeNull();
      throw new RangeError('no');
    });
    await expect(work).rejects.toThrow(RangeError);
    expect(await test.store.idempotency.find(userId, key)).toBeNull();
  });

  it('takes part in the one that is under way', async () => {
    const [userId, key] = [randomUUID() as UserId, randomUUID()];
    const work = test.store.inTransaction(async (tx) => {
      await tx.inTransaction((inner) => inner.idempotency.save(anAnswer(userId, key)));
      throw new RangeError('no');
    });
    await expect(work).rejects.toThrow(RangeError);
    expect(await test.store.idempotency.find(userId, key)).toBeNull();
  });

  it('is decided again by whoever loses a unique index: of thirty with one key, one decides and all get its answer', async () => {
    const [userId, key] = [randomUUID() as UserId, randomUUID()];
    let decisions = 0;
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, n) =>
        test.store.inTransaction(async (tx) => {
          const earlier = await tx.idempotency.find(userId, key);
          if (earlier) return earlier.outcome;
          const outcome = { allowed: true, value: { holdId: `h${n}` } };
          await tx.idempotency.save(anAnswer(userId, key, outcome));
          decisions += 1;
          return outcome;
        }),
      ),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(decisions).toBeGreaterThanOrEqual(1);
  });

  it('does not hide a unique index that is broken every time', async () => {
    const userId = randomUUID() as UserId;
    await test.store.idempotency.save(anAnswer(userId, 'key'));
    const work = test.store.inTransaction((tx) => tx.idempotency.save(anAnswer(userId, 'key')));
    await expect(work).rejects.toMatchObject({ code: 11_000 });
  });
});

describe('a key chosen by the client', () => {
  it('belongs to the person: two may choose the same', async () => {
    const [one, two] = [randomUUID() as UserId, randomUUID() as UserId];
    await test.store.idempotency.save(anAnswer(one, 'same', { allowed: true, value: { holdId: 'one' } }));
    expect(await test.store.idempotency.find(two, 'same')).toBeNull();
    expect(await test.store.idempotency.find(one, 'same')).toEqual({
      command: 'hold.place',
      bodyHash: test.store.idempotency.hash({ unitId: 'u' }),
      outcome: { allowed: true, value: { holdId: 'one' } },
    });
  });

  it('is no place to store things', async () => {
    await expect(test.store.idempotency.find(randomUUID() as UserId, 'x'.repeat(101))).rejects.toThrow(BadInputError);
  });

  it('keeps no trace of what was sent: the fingerprint is another under another key of the house', () => {
    const hash = (body: object): string => test.store.idempotency.hash(body);
    expect(hash({ name: 'Canary' })).not.toContain('Canary');
    expect(hash({ a: 1, b: 2 })).toBe(hash({ b: 2, a: 1 }));
    expect(hash({ a: 1 })).not.toBe(hash({ a: 2 }));
  });

  it('is kept for seven days', async () => {
    const userId = randomUUID() as UserId;
    await test.store.idempotency.save(anAnswer(userId, 'old'));
    await test.store.idempotency.purge(new Date(NOW.getTime() + 7 * 86_400_000 - 1));
    expect(await test.store.idempotency.find(userId, 'old')).not.toBeNull();
    await test.store.idempotency.purge(new Date(NOW.getTime() + 7 * 86_400_000));
    expect(await test.store.idempotency.find(userId, 'old')).toBeNull();
  });
});
