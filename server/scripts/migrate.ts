/** `npm run migrate`: brings the database to what this version expects. Run twice, it does nothing the second time. */
import { join } from 'node:path';
import { configOrExit } from '../src/config.ts';
import { type Keys, keysFrom } from '../src/crypto/keys.ts';
import { createLog } from '../src/log.ts';
import { closeDatabase, openDatabase } from '../src/store/connection.ts';
import { makeIndexes, MIGRATIONS_DIR, pendingMigrations, recordMigration } from '../src/store/migrations.ts';

const { config, secrets } = configOrExit();
const log = createLog('info');

async function migrate(): Promise<void> {
  await openDatabase(secrets.mongodbUri, config.database);
  const pending = await pendingMigrations();
  for (const name of pending) {
    if (name === 'indexes') await makeIndexes();
    else await run(name);
    log.info({ event: 'migrated', code: name });
  }
  if (pending.length === 0) log.info({ event: 'nothing-to-migrate' });
}

async function run(name: string): Promise<void> {
  const { up } = (await import(join(MIGRATIONS_DIR, name))) as {
    up: (house: { readonly keys: Keys }) => Promise<void>;
  };
  await up({ keys: keysFrom(secrets.keys) });
  await recordMigration(name);
}

try {
  await migrate();
} catch (error) {
  // The driver's messages name hosts and print whole documents.
  log.fault(error, { event: 'migrate.failed' });
  process.exitCode = 1;
} finally {
  await closeDatabase();
}
