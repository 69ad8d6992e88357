/**
 * `npm run seed:demo`: fills an empty database with made-up organisations, people, services and units across the six
 * districts and their neighbours; changes nothing in a full one. Prints who can sign in, as one line of JSON.
 */
import { configOrExit } from '../src/config.ts';
import type { Store } from '../src/context.ts';
import { hashPassword } from '../src/crypto/password.ts';
import { keysFrom } from '../src/crypto/keys.ts';
import { createLog } from '../src/log.ts';
import { closeDatabase, openDatabase } from '../src/store/connection.ts';
import { storeIn } from '../src/store/store.ts';
import { fill } from './demo/fill.ts';
import { organisationId } from './demo/organisations.ts';
import { DEMO_PEOPLE } from './demo/people.ts';

/** One password for everybody, known to all the world: for demonstration only. */
export const DEMO_PASSWORD = 'haven-demo-2026';

/** Everybody who can sign in to the demonstration. */
export const DEMO_SIGN_INS = DEMO_PEOPLE.map(({ role, email, name }) => ({
  role,
  email,
  name,
  password: DEMO_PASSWORD,
}));

/** Seeds in one transaction: all of it or nothing, and nothing the second time. Says whether it did. */
export async function seedDemo(store: Store, now: Date): Promise<boolean> {
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  return store.inTransaction(async (tx) => {
    if ((await tx.organisations.get(organisationId('county'))) !== null) return false;
    await fill(tx, { now, passwordHash });
    return true;
  });
}

async function seed(): Promise<void> {
  const { config, secrets } = configOrExit();
  if (config.environment === 'production') {
    process.stderr.write('Demonstration data is never put into a production database.\n');
    process.exitCode = 1;
    return;
  }
  const log = createLog('info');
  await openDatabase(secrets.mongodbUri, config.database);
  try {
    const isNew = await seedDemo(storeIn(null, keysFrom(secrets.keys)), new Date());
    process.stdout.write(`${JSON.stringify({ seeded: isNew, signIns: DEMO_SIGN_INS })}\n`);
  } catch (error) {
    // The driver's messages name hosts and print whole documents.
    log.fault(error, { event: 'seed.failed' });
    process.exitCode = 1;
  } finally {
    await closeDatabase();
  }
}

if (import.meta.main) await seed();
