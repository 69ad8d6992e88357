import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { closeDatabase, isWritable, openDatabase } from '../src/store/connection.ts';
import { makeIndexes } from '../src/store/migrations.ts';
import { storeIn } from '../src/store/store.ts';
import { type OwnStore, startEmbedded } from '../testing/embedded.ts';
import { aPerson } from '../testing/people.ts';
import { startServer, type TestServer, type Visitor } from '../testing/server.ts';
import { TEST_KEYS } from '../testing/store.ts';

const SAVE = 'mutation($input: SaveDraftInput!) { saveDraft(input: $input) { referral { id } userErrors { code } } }';
const dir = mkdtempSync(join(tmpdir(), 'outage-'));
let own: OwnStore;
let server: TestServer;
let officer: Visitor;

beforeAll(async () => {
  own = await startEmbedded(dir);
  await openDatabase(own.uri, 'outage');
  await makeIndexes();
  const store = storeIn(null, TEST_KEYS);
  server = await startServer({ store, isStoreWritable: isWritable });
  officer = await server.signIn(await aPerson(store, { role: 'REFERRER' }));
}, 20_000);
afterAll(async () => {
  await server.stop();
  await closeDatabase();
  await own.stop();
}, 20_000);

const save = (idempotencyKey: string) => officer.ask(SAVE, { input: { idempotencyKey, story: {} } });

describe('when the store is gone', () => {
  it('says that nothing is saved and the page must be kept, within six seconds, and goes on when it is back', async () => {
    const [before, during] = [randomUUID(), randomUUID()];
    const saved = await save(before);
    expect([saved.status, saved.errors]).toEqual([200, []]);

    own.process.kill('SIGKILL');
    await once(own.process, 'exit');
    const start = performance.now();
    const answers = await Promise.all([save(during), officer.ask('{ viewer { name } }')]);
    expect(performance.now() - start).toBeLessThan(6_000);
    for (const { status, data, errors } of answers) {
      expect({ status, data }).toEqual({ status: 503, data: null });
      expect(errors[0]?.message).toMatch(/Keep this page open/);
    }
    expect((await fetch(`${server.innerUrl}/readyz`)).status).toBe(503);
    expect((await fetch(`${server.innerUrl}/livez`)).status).toBe(200);

    own = await startEmbedded(dir);
    let again = await save(during);
    for (let tries = 0; tries < 50 && again.status !== 200; tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      again = await save(during);
    }
    expect([again.status, again.errors]).toEqual([200, []]);
    expect((await save(before)).data).toEqual(saved.data);
    expect((await save(during)).data).toEqual(again.data);
    expect((await fetch(`${server.innerUrl}/readyz`)).status).toBe(200);
  }, 30_000);
});
