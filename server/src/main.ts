import { configOrExit } from './config.ts';
import { keysFrom } from './crypto/keys.ts';
import { UnsealError } from './errors.ts';
import { PolicyError } from './graphql/policy/policed.ts';
import { type RunningServer, startServer } from './http/server.ts';
import { createLog } from './log.ts';
import { closeDatabase, isWritable, openDatabase } from './store/connection.ts';
import { honeyOf, plantHoney } from './store/honey.ts';
import { pendingMigrations } from './store/migrations.ts';
import { storeIn } from './store/store.ts';

const { config, secrets } = configOrExit();
const log = createLog(config.logLevel);
const production = config.environment === 'production';

/** Says in one line why this process does not start, and ends it. */
function refuseToStart(code: string, sentence: string): never {
  log.warn({ event: 'start.refused', code });
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

async function openStore(): Promise<void> {
  const { embedded, replicaSet } = await openDatabase(secrets.mongodbUri, config.database);
  if (production && embedded) {
    refuseToStart('EMBEDDED_STORE', 'MONGODB_URI names the embedded store: it is for trial, never for production.');
  }
  if (!replicaSet)
    refuseToStart('NO_REPLICA_SET', 'MONGODB_URI must name a replica set: there are no transactions else.');
  if ((await pendingMigrations()).length > 0) {
    refuseToStart('MIGRATIONS_PENDING', 'The database is not ready for this version: run npm run migrate.');
  }
}

async function start(): Promise<RunningServer> {
  await openStore();
  const keys = keysFrom(secrets.keys);
  const store = storeIn(null, keys);
  await plantHoney(store, keys);
  const server = await startServer({
    ...config,
    store,
    honey: honeyOf(keys),
    clock: () => new Date(),
    log,
    production,
    redisUrl: secrets.redisUrl,
    isStoreWritable: isWritable,
    areMigrationsDone: async () => (await pendingMigrations()).length === 0,
  });
  log.info({ event: 'listening', port: server.port, innerPort: server.innerPort });
  return server;
}

async function stop(server: RunningServer, signal: string): Promise<void> {
  log.info({ event: 'stopping', signal });
  await server.stop();
  await closeDatabase();
  log.info({ event: 'stopped' });
  process.exit(0);
}

// A fault that nobody caught: what this process holds in memory is not to be trusted any more.
for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
  process.on(event, (error: unknown) => {
    log.fault(error, { event: 'fault.uncaught' });
    process.exit(1);
  });
}

try {
  const server = await start();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop(server, signal));
} catch (error) {
  if (error instanceof PolicyError) refuseToStart('POLICY_MISSING', error.message);
  // The first thing that this process opens is the honey refuge.
  if (error instanceof UnsealError)
    refuseToStart('WRONG_KEY', 'LOCATION_KEY_FILE does not open what this database holds.');
  const reference = log.fault(error, { event: 'start.failed' });
  process.stderr.write(`The server could not start. The log says more under ${reference}.\n`);
  process.exit(1);
}
