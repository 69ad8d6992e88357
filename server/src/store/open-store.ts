import { type KeyBytes, keysFrom } from '../crypto/keys.ts';
import { closeDatabase, openDatabase } from './connection.ts';
import { pendingMigrations } from './migrations.ts';
import { type Store, storeIn } from './store.ts';

/** What is needed to open the database, from the settings. */
export interface StoreAddress {
  readonly mongodbUri: string;
  readonly database: string;
  readonly keys: KeyBytes;
  /** Real survivors' data: the embedded store is refused. */
  readonly production: boolean;
}

/** The database is there and must not be used as it is. The code says why. */
export class StoreRefusedError extends Error {
  override readonly name = 'StoreRefusedError';
  readonly code: 'EMBEDDED_STORE' | 'NO_REPLICA_SET' | 'MIGRATIONS_PENDING';

  constructor(code: StoreRefusedError['code']) {
    super(code);
    this.code = code;
  }
}

/**
 * Opens the one store of this process.
 * @throws StoreRefusedError if it is the embedded one in production, takes no transactions, or is of another version
 */
export async function openStore({ mongodbUri, database, keys, production }: StoreAddress): Promise<Store> {
  const { embedded, replicaSet } = await openDatabase(mongodbUri, database);
  if (production && embedded) throw new StoreRefusedError('EMBEDDED_STORE');
  if (!replicaSet) throw new StoreRefusedError('NO_REPLICA_SET');
  if ((await pendingMigrations()).length > 0) throw new StoreRefusedError('MIGRATIONS_PENDING');
  return storeIn(null, keysFrom(keys));
}

export const closeStore = closeDatabase;
