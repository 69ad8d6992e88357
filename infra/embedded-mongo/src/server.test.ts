import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import { MongoClient } from 'mongodb';
import { aDirectory } from '../testing/harness.ts';
import { start } from './server.ts';

let place: Awaited<ReturnType<typeof aDirectory>>;
beforeEach(async () => {
  place = await aDirectory();
});
afterEach(() => place.remove());

const MAIN = join(import.meta.dirname, 'main.ts');

function spawnStore(...more: string[]): ReturnType<typeof spawn> {
  const parameters = ['--no-warnings', MAIN, '--dir', place.dir, '--socket', place.socket, ...more];
  return spawn(process.execPath, parameters, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_ENV: 'test' },
  });
}

async function outcome(child: ReturnType<typeof spawn>): Promise<{ code: number; output: string }> {
  let output = '';
  child.stdout?.on('data', (text: Buffer) => (output += String(text)));
  child.stderr?.on('data', (text: Buffer) => (output += String(text)));
  const [code] = await once(child, 'close');
  return { code: Number(code), output };
}

async function ready(child: ReturnType<typeof spawn>): Promise<string> {
  const [line] = child.stdout ? await once(child.stdout, 'data') : [''];
  return String(line).trim();
}

const withClient = async <T>(uri: string, run: (client: MongoClient) => Promise<T>): Promise<T> => {
  const client = await new MongoClient(uri).connect();
  return run(client).finally(() => client.close());
};

it('says where it listens, and ends on SIGTERM', async () => {
  const child = spawnStore();
  expect(await ready(child)).toBe(
    `embedded store ready on mongodb://${encodeURIComponent(place.socket)}/?directConnection=true`,
  );
  child.kill('SIGTERM');
  expect((await outcome(child)).code).toBe(0);
});

it('refuses a directory that another store has open, in one line', async () => {
  const first = spawnStore();
  await ready(first);
  const { code, output } = await outcome(spawnStore());
  expect(code).toBe(1);
  expect(output).toBe(`embedded store: the data directory ${place.dir} is in use by another process\n`);
  first.kill('SIGTERM');
  await outcome(first);
});

it('takes over the directory of a store that was killed', async () => {
  const first = spawnStore();
  await ready(first);
  first.kill('SIGKILL');
  await outcome(first);
  const running = await start(place);
  await running.close();
});

it('refuses production in one line', async () => {
  const before = process.env['NODE_ENV'];
  process.env['NODE_ENV'] = 'production';
  await expect(start(place)).rejects.toThrow(/^embedded store: not for production; set MONGODB_URI[^\n]*$/);
  process.env['NODE_ENV'] = before ?? 'test';
});

it('wants to know where to keep and where to listen', async () => {
  const { code, output } = await outcome(
    spawn(process.execPath, ['--no-warnings', MAIN], { stdio: ['ignore', 'pipe', 'pipe'] }),
  );
  expect(code).toBe(1);
  expect(output).toMatch(/^usage: .*\n$/);
});

it('leaves its socket and its files to their owner alone', async () => {
  const running = await start(place);
  expect((await stat(place.socket)).mode & 0o777).toBe(0o600);
  expect((await stat(join(place.dir, 'data.sqlite'))).mode & 0o777).toBe(0o600);
  await running.close();
});

it('has everything again after a restart: documents, indexes, arrays and answers', async () => {
  const first = await start(place);
  await withClient(first.uri, async (client) => {
    const things = client.db('d').collection('things');
    await things.createIndex({ tags: 1, n: 1 }, { unique: true, partialFilterExpression: { n: { $gt: 0 } } });
    await things.insertMany([{ tags: ['a', 'b'], n: 1 }, { tags: 'a', n: 2 }, { n: 0 }]);
  });
  await first.close();
  const second = await start(place);
  await withClient(second.uri, async (client) => {
    const things = client.db('d').collection('things');
    expect(await things.countDocuments({ tags: 'a', n: { $gt: 0 } })).toBe(2);
    expect(await things.indexes()).toHaveLength(2);
    await expect(things.insertOne({ tags: 'b', n: 1 })).rejects.toMatchObject({ code: 11000 });
    await things.insertOne({ tags: 'c', n: 3 });
    expect(await things.countDocuments()).toBe(4);
  });
  await second.close();
});

it('prints no document, whatever goes wrong', async () => {
  const print = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  const running = await start(place);
  await withClient(running.uri, async (client) => {
    const things = client.db('d').collection('things');
    await things.createIndex({ name: 1 }, { unique: true });
    await things.insertOne({ name: 'Secret' });
    const failures = [
      things.insertOne({ name: 'Secret' }),
      things.updateOne({ name: 'Secret' }, { $inc: { name: 1 } }),
      things.updateOne({ name: 'Secret' }, { $set: { 'name.first': 'Secret' } }),
      things.find({ name: { $regex: '(Secret' } }).toArray(),
      things.find({ $where: 'Secret' } as never).toArray(),
    ];
    for (const result of await Promise.allSettled(failures)) {
      expect(result.status).toBe('rejected');
      expect(String((result as PromiseRejectedResult).reason)).not.toContain('Secret');
    }
  });
  await running.close();
  expect(JSON.stringify(print.mock.calls)).not.toContain('Secret');
  print.mockRestore();
});

const LEAVES_A_TRANSACTION_OPEN = `
  import { MongoClient } from 'mongodb';
  const client = await new MongoClient(process.argv[1]).connect();
  const session = client.startSession();
  session.startTransaction();
  await client.db('t').collection('beds').updateOne({ _id: 1 }, { $set: { by: 'dead' } }, { session });
  console.log('open');
  setInterval(() => {}, 1000);
`;

it('holds nobody up for a client that was killed in the middle of a transaction', async () => {
  const store = await start({ ...place, quiet: true });
  try {
    await withClient(store.uri, async (client) => {
      const beds = client.db('t').collection<{ _id: number; by?: string }>('beds');
      await beds.insertOne({ _id: 1 });
      const dying = spawn(process.execPath, ['--input-type=module', '-e', LEAVES_A_TRANSACTION_OPEN, store.uri], {
        stdio: ['ignore', 'pipe', 'ignore'],
        cwd: import.meta.dirname,
      });
      expect(await ready(dying)).toBe('open');
      dying.kill('SIGKILL');
      await once(dying, 'exit');
      const from = performance.now();
      await beds.updateOne({ _id: 1 }, { $set: { by: 'living' } });
      expect(performance.now() - from).toBeLessThan(2_000);
      expect(await beds.findOne({})).toEqual({ _id: 1, by: 'living' });
    });
  } finally {
    await store.close();
  }
});
