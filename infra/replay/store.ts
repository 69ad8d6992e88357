import { start } from '@openhaven/embedded-mongo/server';
import type { Store } from '@openhaven/server/context';
import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { keysFrom } from '../../server/src/crypto/keys.ts';
import { closeDatabase, dropDatabase, openDatabase } from '../../server/src/store/connection.ts';
import { makeIndexes } from '../../server/src/store/migrations.ts';
import { storeIn } from '../../server/src/store/store.ts';

export interface ReplayStore {
  readonly store: Store;
  close(): Promise<void>;
}

/**
 * An empty store: a database of its own where `MONGODB_URI` says, else the embedded one, which need not survive a crash.
 * That one runs in this process: spoken to over its socket all the same, but with nobody to wake up for every answer.
 */
export async function openReplayStore(folder: string): Promise<ReplayStore> {
  const given = process.env['MONGODB_URI'];
  const socket = join(folder, 'store.sock');
  const own = given === undefined ? await start({ dir: join(folder, 'store'), socket, sync: 'OFF' }) : null;
  await openDatabase(given ?? own?.uri ?? '', `replay-${randomUUID().slice(0, 8)}`);
  await makeIndexes();
  const key = (): Buffer[] => [randomBytes(32)];
  return {
    store: storeIn(null, keysFrom({ case: key(), location: key(), index: key(), audit: key() })),
    close: async () => {
      if (own === null) await dropDatabase();
      await closeDatabase();
      await own?.close();
    },
  };
}
