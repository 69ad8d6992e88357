import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it } from '@jest/globals';
import { type Collection, type Document, MongoClient, type MongoClientOptions } from 'mongodb';
import { aDirectory } from '../testing/harness.ts';
import { Store } from './store.ts';

const ROUNDS = 12;
const ACCOUNTS = 10;
const MAIN = join(import.meta.dirname, 'main.ts');

type Place = Awaited<ReturnType<typeof aDirectory>>;
type Row = Document & { _id: number | string };

async function boot({ dir, socket }: Place): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['--no-warnings', MAIN, '--dir', dir, '--socket', socket], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  return child;
}

async function kill(child: ChildProcess, signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
  child.kill(signal);
  await once(child, 'exit');
}

/** What has been acknowledged, and what may or may not have been done. */
interface Ledger {
  readonly inserted: Set<string>;
  readonly counted: { sure: number; unsure: number };
  moved: number;
  isOver: boolean;
}

async function insertForEver(rows: Collection<Row>, ledger: Ledger, writer: number): Promise<void> {
  for (let i = 0; !ledger.isOver; i++) {
    const _id = `${writer}-${i}`;
    try {
      await rows.insertOne({ _id, writer, i, tags: [`t${i % 3}`, 'all'] });
      ledger.inserted.add(_id);
    } catch {
      // Not acknowledged: it may be there or not.
    }
  }
}

/** With retryable writes, the driver repeats an increment whose answer was lost; it must count once. */
async function countForEver(rows: Collection<Row>, ledger: Ledger): Promise<void> {
  while (!ledger.isOver)
    try {
      await rows.updateOne({ _id: 'counter' }, { $inc: { n: 1 } });
      ledger.counted.sure++;
    } catch {
      // The driver gave up: done or not, nobody knows.
      ledger.counted.unsure++;
    }
}

async function moveForEver(client: MongoClient, accounts: Collection<Row>, ledger: Ledger): Promise<void> {
  for (let i = 0; !ledger.isOver; i++)
    try {
      await client.withSession((session) =>
        session.withTransaction(async () => {
          await accounts.updateOne({ _id: i % ACCOUNTS }, { $inc: { money: -5 } }, { session });
          await accounts.updateOne({ _id: (i + 3) % ACCOUNTS }, { $inc: { money: 5 } }, { session });
        }),
      );
      ledger.moved++;
    } catch {
      // Both halves were done, or neither.
    }
}

/** Each index against the documents: keys that are missing or left over, in all collections. */
function indexFaults({ dir }: Place): number {
  const store = new Store({ dir, address: '', maxScan: 0, sync: 'OFF', onFailure: () => undefined });
  const collections = store.catalogue.in('crash');
  const expected = collections.map((collection) =>
    collection.indexes.map((index, i) => ({
      id: index.id,
      keys: [...collection.scan()].flatMap(({ rid, raw }) =>
        (collection.version(raw).entries[i]?.keys ?? []).map((key) => `${key.toString('hex')}:${rid}`),
      ),
    })),
  );
  store.database.close();
  const database = new DatabaseSync(join(dir, 'data.sqlite'));
  const held = (id: number): string[] =>
    database
      .prepare(`SELECT lower(hex(k)) || ':' || rid AS entry FROM i${id}`)
      .all()
      .map(({ entry }) => String(entry));
  const faults = expected.flat().flatMap(({ id, keys }) => {
    const [have, want] = [new Set(held(id)), new Set(keys)];
    return [...have, ...want].filter((entry) => !have.has(entry) || !want.has(entry));
  });
  const { integrity_check: integrity } = database.prepare('PRAGMA integrity_check').get() ?? {};
  database.close();
  return faults.length + (integrity === 'ok' ? 0 : 1);
}

it('loses nothing that it acknowledged, and does nothing twice, however often it is killed', async () => {
  const place = await aDirectory();
  let child = await boot(place);
  const uri = `mongodb://${encodeURIComponent(place.socket)}/?directConnection=true`;
  const options: MongoClientOptions = { serverSelectionTimeoutMS: 10_000, heartbeatFrequencyMS: 500 };
  const client = await new MongoClient(uri, options).connect();
  const rows = client.db('crash').collection<Row>('rows');
  const accounts = client.db('crash').collection<Row>('accounts');
  await rows.createIndexes([
    { key: { writer: 1, i: 1 }, unique: true, partialFilterExpression: { i: { $exists: true } } },
    { key: { tags: 1 } },
  ]);
  await rows.insertOne({ _id: 'counter', n: 0 });
  await accounts.insertMany(Array.from({ length: ACCOUNTS }, (_, _id) => ({ _id, money: 100 })));

  const ledger: Ledger = { inserted: new Set(), counted: { sure: 0, unsure: 0 }, moved: 0, isOver: false };
  const work = [
    ...Array.from({ length: 10 }, (_, writer) => insertForEver(rows, ledger, writer)),
    ...Array.from({ length: 3 }, () => countForEver(rows, ledger)),
    ...Array.from({ length: 2 }, () => moveForEver(client, accounts, ledger)),
  ];
  for (let round = 0; round < ROUNDS; round++) {
    await new Promise((resolve) => setTimeout(resolve, 250 + 50 * (round % 7)));
    await kill(child, 'SIGKILL');
    child = await boot(place);
  }
  ledger.isOver = true;
  await Promise.all(work);

  const there = new Set((await rows.find({}, { projection: { _id: 1 } }).toArray()).map(({ _id }) => _id));
  expect([...ledger.inserted].filter((id) => !there.has(id))).toEqual([]);
  const { sure, unsure } = ledger.counted;
  const counter = Number((await rows.findOne({ _id: 'counter' }))?.['n']);
  expect(counter).toBeGreaterThanOrEqual(sure);
  expect(counter).toBeLessThanOrEqual(sure + unsure);
  const money = (await accounts.find().toArray()).reduce((sum, account) => sum + Number(account['money']), 0);
  expect(money).toBe(100 * ACCOUNTS);
  await client.close();
  await kill(child, 'SIGTERM');
  expect(indexFaults(place)).toBe(0);
  await place.remove();
  const { size: inserted } = ledger.inserted;
  console.info(
    `killed ${ROUNDS} times: ${inserted} inserts, ${sure} (+${unsure} unsure) increments, ${ledger.moved} transfers acknowledged; none lost`,
  );
}, 120_000);
