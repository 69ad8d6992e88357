import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { makeKeys } from './keys.ts';
import { type Mailbox, startMailbox } from './mailbox.ts';
import { chooseMongo, dropDatabase, type MongoChoice } from './mongo.ts';
import { DATA_DIR } from './places.ts';
import { freePort } from './ports.ts';
import { type Program, type Running, signalRunning, startProgram, stopRunning } from './processes.ts';
import { environmentOf, ownProgram } from './programs.ts';
import { chooseRedis, type RedisChoice } from './redis.ts';
import { migrate, seed, type SignIn } from './scripts.ts';

/** The parts that run as processes of ours. A part that somebody else runs (MONGODB_URI, REDIS_URL) is none. */
export type Part = 'server' | 'workers' | 'redis' | 'store';

export interface PlatformOptions {
  /** Where everything is kept; made if missing. */
  readonly dataDir: string;
  readonly redis: 'find' | 'none';
  /** Settings that overrule the platform's own, for the server and the workers. */
  readonly env?: Readonly<Record<string, string>>;
  /** The port of the pages; 0 or nothing: any free one. */
  readonly port?: number;
  readonly mailboxPort?: number;
  /** Whether an empty database is filled with demonstration data. Default: yes. */
  readonly seed?: boolean;
  readonly log?: (line: string) => void;
}

/** Everything running together, on this machine, on ports and folders that stay the same when a part is restarted. */
export interface Platform {
  readonly url: string;
  readonly innerUrl: string;
  readonly workersUrl: string;
  readonly mailbox: Mailbox;
  readonly mongoUri: string;
  readonly redisUrl: string | null;
  readonly signIns: readonly SignIn[];
  readonly env: Readonly<Record<string, string>>;
  /** What was chosen for MongoDB and Redis, in words. */
  readonly says: { readonly mongo: string; readonly redis: string };
  /** The parts that ended by themselves: nobody stopped, killed or restarted them through this platform. */
  readonly fallen: () => readonly Part[];
  /** The process number of a part, while it runs. */
  readonly pidOf: (name: Part) => number | undefined;
  /** Stops the part if it runs, and starts it again. Resolves once it is ready. */
  readonly restart: (name: Part) => Promise<void>;
  /** Sends a signal and waits until the part has ended. */
  readonly kill: (name: Part, signal: NodeJS.Signals) => Promise<void>;
  /** Stops everything, the doors first and the store last. */
  readonly stop: () => Promise<void>;
}

const GRACE_MS = { server: 5000, workers: 5000, redis: 2000, store: 2000 } as const;

/** The processes of ours by name. */
class Parts {
  readonly #programs = new Map<Part, Program>();
  readonly #running = new Map<Part, Running>();
  readonly #endedByUs = new Set<Part>();

  async start(name: Part, program: Program): Promise<Running> {
    this.#programs.set(name, program);
    const running = await startProgram(program);
    this.#running.set(name, running);
    this.#endedByUs.delete(name);
    return running;
  }

  pidOf(name: Part): number | undefined {
    const running = this.#running.get(name);
    return running?.hasEnded() === false ? running.pid : undefined;
  }

  fallen(): Part[] {
    return [...this.#running]
      .filter(([name, one]) => one.hasEnded() && !this.#endedByUs.has(name))
      .map(([name]) => name);
  }

  async stop(name: Part): Promise<void> {
    this.#endedByUs.add(name);
    const running = this.#running.get(name);
    if (running) await stopRunning(running, GRACE_MS[name]);
  }

  async restart(name: Part): Promise<void> {
    const program = this.#programs.get(name);
    if (!program) throw new Error(`${name} is no process of this platform`);
    await this.stop(name);
    await this.start(name, program);
  }

  async kill(name: Part, signal: NodeJS.Signals): Promise<void> {
    const running = this.#running.get(name);
    if (!running) throw new Error(`${name} is no process of this platform`);
    this.#endedByUs.add(name);
    signalRunning(running, signal);
    await running.ended;
  }

  async stopAll(): Promise<void> {
    await Promise.all([this.stop('server'), this.stop('workers')]);
    await Promise.all([this.stop('redis'), this.stop('store')]);
  }
}

async function startStore(parts: Parts, choice: MongoChoice): Promise<string> {
  if (choice.how === 'given') return choice.uri;
  return choice.prepare(await parts.start('store', choice.program));
}

async function startRedis(parts: Parts, choice: RedisChoice): Promise<string | null> {
  if (choice.how === 'own') await parts.start('redis', choice.program);
  return choice.url;
}

async function portsFor(wanted: number): Promise<{ port: number; innerPort: number; workersPort: number }> {
  const after = (step: number): number => (wanted === 0 ? 0 : wanted + step);
  return { port: await freePort(wanted), innerPort: await freePort(after(1)), workersPort: await freePort(after(2)) };
}

/** Waits for all, and only then throws the first fault: a part still starting could not be stopped. */
async function all(starting: readonly Promise<unknown>[]): Promise<void> {
  const outcomes = await Promise.allSettled(starting);
  const failed = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failed) throw failed.reason;
}

/**
 * Starts the store, Redis, the mailbox, the server and the workers, with collections made and, if asked, demonstration
 * data in them. Whatever has been started is stopped again if a later part fails.
 */
export async function startPlatform(options: PlatformOptions): Promise<Platform> {
  mkdirSync(join(options.dataDir, 'logs'), { recursive: true, mode: 0o700 });
  const parts = new Parts();
  const mailbox = await startMailbox({ httpPort: options.mailboxPort ?? 0 });
  try {
    return await assemble(options, parts, mailbox);
  } catch (fault) {
    await parts.stopAll();
    await mailbox.close();
    throw fault;
  }
}

async function assemble(options: PlatformOptions, parts: Parts, mailbox: Mailbox): Promise<Platform> {
  const { dataDir, log = () => undefined } = options;
  const mongo = await chooseMongo({ dataDir, givenUri: process.env['MONGODB_URI'] });
  const redis = await chooseRedis({ wish: options.redis, dataDir, givenUrl: process.env['REDIS_URL'], log });
  const redisUrl = await startRedis(parts, redis);
  const mongoUri = await startStore(parts, mongo);
  const ports = await portsFor(options.port ?? 0);
  const keys = makeKeys(join(dataDir, 'keys'));
  const links = { mongoUri, redisUrl, smtpUrl: mailbox.smtpUrl, mailboxUrl: mailbox.url, keys };
  // Somebody's MongoDB serves many runs at once, each with a database of its own; only `npm start` has one that stays.
  const passing = mongo.how === 'given' && dataDir !== DATA_DIR ? `openhaven-${randomUUID().slice(0, 8)}` : null;
  const own = passing === null ? {} : { MONGODB_DB: passing };
  const env = environmentOf({ ...ports, ...links }, { ...own, ...options.env });

  await migrate(env);
  const signIns = options.seed === false ? [] : await seed(env);
  await all((['server', 'workers'] as const).map((name) => parts.start(name, ownProgram(name, env, dataDir))));
  return {
    url: env['PUBLIC_URL'] ?? '',
    innerUrl: `http://127.0.0.1:${ports.innerPort}`,
    workersUrl: `http://127.0.0.1:${ports.workersPort}`,
    mailbox,
    mongoUri,
    redisUrl,
    signIns,
    env,
    says: { mongo: mongo.says, redis: redis.says },
    fallen: () => parts.fallen(),
    pidOf: (name) => parts.pidOf(name),
    restart: (name) => parts.restart(name),
    kill: (name, signal) => parts.kill(name, signal),
    stop: async () => {
      await parts.stopAll();
      await mailbox.close();
      if (mongo.how !== 'given') mongo.cleanUp();
      else if (passing !== null) await dropDatabase(mongoUri, passing);
    },
  };
}
