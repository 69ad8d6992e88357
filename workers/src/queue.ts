import type { OutboxRow } from '@openhaven/server/context';
import type { Log } from '@openhaven/server/log';
import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';

const NAME = 'openhaven-jobs';
/** Heard by every server process: something was committed, look now. */
const BELL = 'openhaven:bell';
const CONCURRENCY = 10;
/** A job of a worker that was killed comes back after about two of these. */
const STALL_MS = 5_000;
const TRY_AGAIN_MS = 1_000;
const RING_EVERY_MS = 50;
const CLOSE_MS = 3_000;
const ANSWER_MS = 500;

interface QueuedJob {
  readonly jobId: string;
}

/** The bell that makes jobs run on the minute. Redis may die and come back: the sweep does the work meanwhile. */
export interface JobQueue {
  /** Whether Redis answers. */
  isUp(): boolean;
  /** @throws while Redis is away; what was not added is relayed again later */
  add(rows: readonly OutboxRow[], now: Date): Promise<void>;
  /** Tells open pages to look. Silent while Redis is away: they look by themselves every second. */
  ring(): void;
  /** Takes no new jobs and waits for those at work. */
  close(): Promise<void>;
}

/** Without Redis: everything is left to the sweep. */
export const NO_QUEUE: JobQueue = {
  isUp: () => false,
  add: () => Promise.resolve(),
  ring: () => undefined,
  close: () => Promise.resolve(),
};

export interface QueueOptions {
  readonly redisUrl: string;
  readonly log: Log;
  /** Runs one job by its id. Never throws: what fails is tried again by the outbox, not by the queue. */
  readonly run: (jobId: string) => Promise<unknown>;
}

export function openQueue({ redisUrl, log, run }: QueueOptions): JobQueue {
  const retryStrategy = (): number => TRY_AGAIN_MS;
  const teller = new Redis(redisUrl, { enableOfflineQueue: false, maxRetriesPerRequest: 1, retryStrategy });
  const listener = new Redis(redisUrl, { maxRetriesPerRequest: null, retryStrategy });
  const queue = new Queue<QueuedJob>(NAME, {
    connection: teller,
    defaultJobOptions: { removeOnComplete: true, removeOnFail: true },
  });
  const worker = new Worker<QueuedJob>(NAME, ({ data }) => run(data.jobId), {
    connection: listener,
    concurrency: CONCURRENCY,
    lockDuration: STALL_MS,
    stalledInterval: STALL_MS,
  });
  sayWhenItChanges(teller, log);
  // Without a listener a fault of the connection ends the process; that Redis is away is said once, above.
  const survive = (): void => undefined;
  listener.on('error', survive);
  queue.on('error', survive);
  worker.on('error', survive);
  const isUp = (): boolean => teller.status === 'ready' && listener.status === 'ready';

  return {
    isUp,
    async add(rows, now) {
      await queue.addBulk(rows.map((row) => toQueued(row, now)));
    },
    ring: bellOf(teller),
    close: () => close({ queue, worker, teller, listener }),
  };
}

function toQueued({ id, name, dueAt }: OutboxRow, now: Date): Parameters<Queue<QueuedJob>['addBulk']>[0][number] {
  return { name, data: { jobId: id }, opts: { jobId: id, delay: Math.max(0, dueAt.getTime() - now.getTime()) } };
}

function sayWhenItChanges(redis: Redis, log: Log): void {
  let wasUp: boolean | null = null;
  const note = (isUp: boolean): void => {
    if (wasUp !== isUp) log.info({ event: isUp ? 'redis.up' : 'redis.down' });
    wasUp = isUp;
  };
  redis.on('ready', () => note(true));
  redis.on('error', () => note(false));
  redis.on('close', () => note(false));
}

/** Many changes at once are one ring. */
function bellOf(redis: Redis): () => void {
  let isRinging = false;
  return () => {
    if (isRinging || redis.status !== 'ready') return;
    isRinging = true;
    setTimeout(() => {
      isRinging = false;
      // Nobody has to hear it: pages look by themselves when it is silent.
      redis.publish(BELL, '').catch(() => undefined);
    }, RING_EVERY_MS).unref();
  };
}

interface Open {
  readonly queue: Queue;
  readonly worker: Worker;
  readonly teller: Redis;
  readonly listener: Redis;
}

/** With Redis away nothing can be handed back to it: the leases of the outbox see to that. */
async function close({ queue, worker, teller, listener }: Open): Promise<void> {
  // A connection is called ready for a moment after its other end has died: only an answer tells.
  const isAway = !(await answers(teller));
  const ended = Promise.allSettled([worker.close(isAway), queue.close()]);
  await within(CLOSE_MS, ended);
  for (const connection of [teller, listener]) connection.disconnect();
}

async function answers(redis: Redis): Promise<boolean> {
  const answer = redis.ping().catch(() => null);
  return (await within(ANSWER_MS, answer)) === 'PONG';
}

/** What comes of something, or null if that takes too long. */
async function within<T>(ms: number, wanted: Promise<T>): Promise<T | null> {
  const tooLong = new Promise<null>((resolve) => setTimeout(() => resolve(null), ms).unref());
  return Promise.race([wanted, tooLong]);
}
