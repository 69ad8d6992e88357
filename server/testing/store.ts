import { randomBytes, randomUUID } from 'node:crypto';
import mongoose from 'mongoose';
import { type KeyBytes, type Keys, keysFrom } from '../src/crypto/keys.ts';
import { closeDatabase, dropDatabase, openDatabase } from '../src/store/connection.ts';
import { makeIndexes, recordAllMigrations } from '../src/store/migrations.ts';
import { type Store, storeIn } from '../src/store/store.ts';
import { startEmbedded } from './embedded.ts';
import { unsealedIn } from './hidden.ts';

/** A real store with an empty database of its own, its indexes made. One for each test file. */
export interface TestStore {
  readonly store: Store;
  readonly keys: Keys;
  /** For a second process on the same data. */
  readonly uri: string;
  readonly database: string;
  /** @throws Error if something that should be sealed stands there unsealed */
  stop(): Promise<void>;
}

export const TEST_KEY_BYTES: KeyBytes = {
  case: [randomBytes(32)],
  location: [randomBytes(32)],
  index: [randomBytes(32)],
  audit: [randomBytes(32)],
};
export const TEST_KEYS: Keys = keysFrom(TEST_KEY_BYTES);

/** On the database that `MONGODB_URI` names, if it is set; else on an embedded store in a process of its own. */
export async function startStore(): Promise<TestStore> {
  const given = process.env['MONGODB_URI'];
  const own = given === undefined ? await startEmbedded() : null;
  const uri = own?.uri ?? given ?? '';
  const database = `test-${randomUUID().slice(0, 8)}`;
  await openDatabase(uri, database);
  await makeIndexes();
  await recordAllMigrations();
  return {
    store: storeIn(null, TEST_KEYS),
    keys: TEST_KEYS,
    uri,
    database,
    stop: async () => {
      try {
        await expectSealed();
      } finally {
        await dropDatabase();
        await closeDatabase();
        await own?.stop();
      }
    },
  };
}

async function expectSealed(): Promise<void> {
  const { db } = mongoose.connection;
  const unsealed = db ? await unsealedIn(db) : [];
  if (unsealed.length > 0) throw new Error(`not sealed: ${unsealed.join(', ')}`);
}
