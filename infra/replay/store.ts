import type { Store } from '@openhaven/server/context';
import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { keysFrom } from '../../server/src/crypto/keys.ts';
import { closeDatabase, dropDatabase, openDatabase } from '../../server/src/store/connection.ts';
import { makeIndexes } from '../../server/src/store/migrations.ts';
import { storeIn } from '../../server/src/store/store.ts';
import { ROOT } from '../run/places.ts';
import { type Running, startProgram, stopRunning } from '../run/processes.ts';

export interface ReplayStore {
  readonly store: Store;
  close(): Promise<void>;
}

/** An empty store: a database of its own where `MONGODB_URI` says, else the embedded one, which need not survive a crash. */
export async function openReplayStore(folder: string): Promise<ReplayStore> {
  const given = process.env['MONGODB_URI'];
  const own = given === undefined ? await startEmbedded(folder) : null;
  const uri = given ?? /ready on (\S+)/.exec(own?.readyLine ?? '')?.[1] ?? '';
  await openDatabase(uri, `replay-${randomUUID().slice(0, 8)}`);
  await makeIndexes();
  const key = (): Buffer => randomBytes(32);
  return {
    store: storeIn(null, keysFrom({ case: key(), location: key(), index: key(), audit: key() })),
    close: async () => {
      if (own === null) await dropDatabase();
      await closeDatabase();
      if (own !== null) await stopRunning(own, 2_000);
    },
  };
}

function startEmbedded(folder: string): Promise<Running> {
  const main = join(ROOT, 'infra/embedded-mongo/src/main.ts');
  return startProgram({
    name: 'store',
    command: process.execPath,
    args: [
      '--no-warnings',
      main,
      '--dir',
      join(folder, 'store'),
      '--socket',
      join(folder, 'store.sock'),
      '--sync',
      'OFF',
    ],
    ready: /embedded store ready on (\S+)/,
    logFile: join(folder, 'store.log'),
  });
}
