import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import mongoose from 'mongoose';
import { startStore, type TestStore } from '../../testing/store.ts';
import { makeIndexes, pendingMigrations, recordMigration } from './migrations.ts';

let test: TestStore;
beforeAll(async () => {
  test = await startStore();
});
afterAll(() => test.stop());

async function indexes(): Promise<object> {
  const names = mongoose.modelNames();
  const lists = await Promise.all(names.map((name) => mongoose.model(name).collection.indexes()));
  return Object.fromEntries(names.map((name, n) => [name, lists[n]]));
}

describe('migrations', () => {
  it('leave nothing to do when they have run', async () => {
    expect(await pendingMigrations()).toEqual([]);
  });

  it('change nothing when they run again', async () => {
    const before = await indexes();
    await makeIndexes();
    expect(await indexes()).toEqual(before);
    expect(await pendingMigrations()).toEqual([]);
  });

  it('are to be run again when the schemas declare another index', async () => {
    mongoose.model('Outbox').schema.index({ attempts: 1 });
    expect(await pendingMigrations()).toEqual(['indexes']);
    await makeIndexes();
    expect(await pendingMigrations()).toEqual([]);
  });

  it('of another version do no harm', async () => {
    await recordMigration('2020-01-01-something-old.ts');
    expect(await pendingMigrations()).toEqual([]);
  });

  it('give every collection the indexes that are declared', async () => {
    const made = (await indexes()) as Record<string, { key: object }[]>;
    for (const name of mongoose.modelNames()) {
      const declared = mongoose
        .model(name)
        .schema.indexes()
        .map(([key]) => key);
      expect(made[name]?.map(({ key }) => key)).toEqual(expect.arrayContaining(declared));
    }
  });
});
