import { clockContext } from '@openhaven/server/commands/clock-context';
import { recordHeartbeat } from '@openhaven/server/commands/record-heartbeat';
import { sealAudit } from '@openhaven/server/commands/seal-audit';
import type { Store } from '@openhaven/server/context';
import type { Log } from '@openhaven/server/log';
import { newCounts } from './counts.ts';
import { type Health, startHealth } from './health.ts';
import { type Loop, everySoOften } from './loop.ts';
import { type Mailer, openMailer } from './notices/mailer.ts';
import { type JobQueue, NO_QUEUE, openQueue } from './queue.ts';
import { relay } from './relay.ts';
import type { Room } from './room.ts';
import { runDueJob } from './run-due-job.ts';
import { sweep } from './sweep.ts';
import { timetable } from './timetable.ts';

const SWEEP_EVERY_MS = 5_000;
const RELAY_EVERY_MS = 250;
// Until it is sealed a row can be taken out unseen: ten seconds at most.
const SEAL_EVERY_MS = 2_000;
const LOOK_AT_MAIL_EVERY_MS = 10_000;
/** How long jobs at work may take to end when the process is told to stop. */
const DRAIN_MS = 8_000;

export interface WorkersOptions {
  readonly store: Store;
  readonly log: Log;
  /** null: no queue, the sweep does everything. */
  readonly redisUrl: string | null;
  readonly smtpUrl: string;
  readonly mailFrom: string;
  readonly workListUrl: string;
  readonly checkpointFile: string | null;
  readonly host: string;
  readonly port: number;
}

/** The clock and the post, at work. */
export interface Workers {
  readonly port: number;
  /** Takes nothing new, ends what is under way, and lets go of everything but the store. */
  stop(): Promise<void>;
}

/** Starts relay, sweep, queue and health. Redis and the mail server may be away: they are waited for, not needed. */
export async function startWorkers(options: WorkersOptions): Promise<Workers> {
  const { store, log, redisUrl } = options;
  const mailer = openMailer({ smtpUrl: options.smtpUrl, from: options.mailFrom });
  const counts = newCounts();
  const state = { draining: false, lastSweepAt: null as Date | null };
  const ring = (): void => queue.ring();
  const { workListUrl, checkpointFile } = options;
  const here = { now: () => new Date(), workListUrl, checkpointFile };
  const room: Room = { ...here, store, log, postOffice: mailer, ring, counts };
  const queue = redisUrl === null ? NO_QUEUE : openQueue({ redisUrl, log, run: (id) => runDueJob(room, id) });

  const beat = heartbeat(room, queue, mailer, (at) => {
    state.lastSweepAt = at;
  });
  const loops = startLoops(room, { queue, mailer, beat, isStopping: () => state.draining });
  const health = await startHealth(
    {
      lastSweepAt: () => state.lastSweepAt,
      isDraining: () => state.draining,
      isQueueUp: () => (redisUrl === null ? null : queue.isUp()),
      isMailWorking: () => mailer.isWorking(),
      counts,
      now: room.now,
    },
    options.port,
    options.host,
  );
  return {
    port: health.port,
    stop: async () => {
      state.draining = true;
      await drain(loops, queue);
      await letGo(mailer, health);
    },
  };
}

/** Says that the sweep has come round, and which of its helpers work. */
function heartbeat(room: Room, queue: JobQueue, mailer: Mailer, swept: (at: Date) => void): () => Promise<void> {
  return async () => {
    const now = room.now();
    await recordHeartbeat(clockContext(room.store, now), [
      { name: 'SWEEP', working: true },
      { name: 'QUEUE', working: queue.isUp() },
      { name: 'MAIL', working: mailer.isWorking() },
    ]);
    swept(now);
  };
}

interface LoopParts {
  readonly queue: JobQueue;
  readonly mailer: Mailer;
  readonly beat: () => Promise<void>;
  readonly isStopping: () => boolean;
}

function startLoops(room: Room, { queue, mailer, beat, isStopping }: LoopParts): readonly Loop[] {
  const keepTimetable = timetable(room);
  const onFault = (event: string) => (error: unknown) => void room.log.fault(error, { event });
  return [
    everySoOften(() => sweep(room, { onBatch: beat, isStopping }), SWEEP_EVERY_MS, onFault('sweep.failed')),
    everySoOften(() => sealAudit(clockContext(room.store, room.now())), SEAL_EVERY_MS, onFault('seal.failed')),
    everySoOften(() => relay(room, queue), RELAY_EVERY_MS, onFault('relay.failed')),
    everySoOften(() => mailer.check(), LOOK_AT_MAIL_EVERY_MS, onFault('mail.check-failed')),
    everySoOften(keepTimetable, SWEEP_EVERY_MS, onFault('timetable.failed')),
  ];
}

/** Whoever is not done by then loses the lease, and the next worker takes the job over. */
async function drain(loops: readonly Loop[], queue: JobQueue): Promise<void> {
  const ended = Promise.allSettled([...loops.map((loop) => loop.stop()), queue.close()]);
  await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, DRAIN_MS).unref())]);
}

async function letGo(mailer: Mailer, health: Health): Promise<void> {
  mailer.close();
  await health.close();
}
