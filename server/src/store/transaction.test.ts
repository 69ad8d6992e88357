import { randomUUID } from 'node:crypto';
import type { OrganisationId, UserId } from '@openhaven/domain/ids';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startStore, type TestStore } from '../../testing/store.ts';
import { KeyUsedError } from '../errors.ts';
import type { User } from './users.ts';

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

const aUser = (email: string): User => ({
  id: randomUUID() as UserId,
  name: 'Somebody',
  email,
  organisationId: randomUUID() as OrganisationId,
  role: 'REFERRER',
  serviceIds: [],
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

  it('is decided again by whoever loses a unique index: of thirty who want one address, one has it and all see it', async () => {
    const email = `${randomUUID()}@example.org`;
    const owners = await Promise.all(
      Array.from({ length: 30 }, () =>
        test.store.inTransaction(async (tx) => {
          const known = await tx.users.forSignIn(email);
          if (known) return known.user.id;
          const user = aUser(email);
          await tx.users.add(user, 'hash');
          return user.id;
        }),
      ),
    );
    expect(new Set(owners).size).toBe(1);
  });

  it('does not hide a unique index that is broken every time', async () => {
    const email = `${randomUUID()}@example.org`;
    await test.store.users.add(aUser(email), 'hash');
    const work = test.store.inTransaction((tx) => tx.users.add(aUser(email), 'hash'));
    await expect(work).rejects.toMatchObject({ code: 11_000 });
  });

  it('ends with nothing at once when the key of a command has been used', async () => {
    const [userId, other] = [randomUUID() as UserId, randomUUID()];
    await test.store.idempotency.save(anAnswer(userId, 'key'));
    let looks = 0;
    const work = test.store.inTransaction(async (tx) => {
      looks += 1;
      await tx.idempotency.save(anAnswer(userId, other));
      await tx.idempotency.save(anAnswer(userId, 'key'));
    });
    await expect(work).rejects.toThrow(KeyUsedError);
    expect(looks).toBe(1);
    expect(await test.store.idempotency.find(userId, other)).toBeNull();
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
