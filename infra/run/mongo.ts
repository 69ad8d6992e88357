import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient, MongoServerError } from 'mongodb';
import { onPath } from './apt.ts';
import { ROOT } from './places.ts';
import { freePort } from './ports.ts';
import type { Program, Running } from './processes.ts';

/** Where the database is: at an address somebody gave, or in a process of our own. */
export type MongoChoice =
  | { readonly how: 'given'; readonly says: string; readonly uri: string }
  | {
      readonly how: 'mongod' | 'embedded';
      readonly says: string;
      readonly program: Program;
      /** Makes it ready for us once it runs. @returns its address */
      readonly prepare: (running: Running) => Promise<string>;
      /** Takes away what is of no use once it has stopped. */
      readonly cleanUp: () => void;
    };

export interface MongoWish {
  readonly dataDir: string;
  readonly givenUri: string | undefined;
  readonly path?: string;
}

/** Decides where MongoDB comes from: `MONGODB_URI`, else a `mongod` on the path, else the embedded store. */
export async function chooseMongo({ dataDir, givenUri, path }: MongoWish): Promise<MongoChoice> {
  if (givenUri !== undefined && givenUri !== '') return { how: 'given', uri: givenUri, says: 'the one in MONGODB_URI' };
  const command = onPath('mongod', path);
  return command === null ? embedded(dataDir) : ownMongod(command, dataDir);
}

/** Takes a database away: what a passing run made in somebody's MongoDB. */
export async function dropDatabase(uri: string, name: string): Promise<void> {
  const client = new MongoClient(uri);
  try {
    await client.db(name).dropDatabase();
  } finally {
    await client.close();
  }
}

const LONGEST_SOCKET_PATH = 100;

/** A folder for the socket that only we can enter, short enough for a socket's address. */
function socketFolder(dataDir: string): { folder: string; cleanUp: () => void } {
  const near = join(dataDir, 'run');
  if (join(near, 'store.sock').length <= LONGEST_SOCKET_PATH) {
    mkdirSync(near, { recursive: true, mode: 0o700 });
    return { folder: near, cleanUp: () => rmSync(join(near, 'store.sock'), { force: true }) };
  }
  const folder = mkdtempSync(join(tmpdir(), 'openhaven-'));
  return { folder, cleanUp: () => rmSync(folder, { recursive: true, force: true }) };
}

function embedded(dataDir: string): MongoChoice {
  const { folder, cleanUp } = socketFolder(dataDir);
  const main = join(ROOT, 'infra/embedded-mongo/src/main.ts');
  return {
    how: 'embedded',
    says: 'the embedded store, for trial and tests only (set MONGODB_URI for a real one)',
    program: {
      name: 'store',
      command: process.execPath,
      args: ['--no-warnings', main, '--dir', join(dataDir, 'store'), '--socket', join(folder, 'store.sock')],
      ready: /embedded store ready on (\S+)/,
      logFile: join(dataDir, 'logs/store.log'),
    },
    prepare: ({ readyLine }) => Promise.resolve(/ready on (\S+)/.exec(readyLine)?.[1] ?? ''),
    cleanUp,
  };
}

/** A replica set remembers the address of its member, so the port is kept between runs. */
async function keptPort(file: string): Promise<number> {
  if (existsSync(file)) return Number(readFileSync(file, 'utf8'));
  const port = await freePort();
  writeFileSync(file, String(port));
  return port;
}

async function ownMongod(command: string, dataDir: string): Promise<MongoChoice> {
  const folder = join(dataDir, 'mongo');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const port = await keptPort(join(dataDir, 'mongo.port'));
  return {
    how: 'mongod',
    says: `${command}, started as a replica set of one`,
    program: {
      name: 'store',
      command,
      args: [
        ...['--replSet', 'openhaven', '--dbpath', folder, '--port', String(port), '--bind_ip', '127.0.0.1'],
        // What a killed server left open would hold others up for a minute.
        ...['--setParameter', 'transactionLifetimeLimitSeconds=15'],
      ],
      ready: /Waiting for connections/,
      logFile: join(dataDir, 'logs/mongo.log'),
    },
    prepare: async () => {
      await initiate(port);
      return `mongodb://127.0.0.1:${port}/?replicaSet=openhaven`;
    },
    cleanUp: () => undefined,
  };
}

const ALREADY_INITIALISED = 23;

async function initiate(port: number): Promise<void> {
  const member = `127.0.0.1:${port}`;
  const client = new MongoClient(`mongodb://${member}/?directConnection=true`);
  const config = { _id: 'openhaven', members: [{ _id: 0, host: member }] };
  try {
    await client.db('admin').command({ replSetInitiate: config });
  } catch (fault) {
    // A second start on the same folder: the set is there already.
    if (!(fault instanceof MongoServerError) || fault.code !== ALREADY_INITIALISED) throw fault;
  } finally {
    await client.close();
  }
}
