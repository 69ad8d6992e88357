import { clockContext, finishingContext } from '@openhaven/server/commands/clock-context';
import { finishJob } from '@openhaven/server/commands/finish-job';
import { JobOverError } from '@openhaven/server/commands/job-over';
import { postponeJob } from '@openhaven/server/commands/postpone-job';
import { takeDueJob } from '@openhaven/server/commands/take-due-job';
import type { Context, OutboxRow } from '@openhaven/server/context';
import { NotFoundError } from '@openhaven/server/errors';
import { type JobName, jobs } from '@openhaven/server/jobs';
import { tryAgainAt } from './back-off.ts';
import type { RunResult } from './counts.ts';
import type { Outcome, Processor } from './processors/processor.ts';
import { processors } from './processors/table.ts';
import type { Room } from './room.ts';

/** Longer than the slowest job: a transaction gives up after 10 s, an e-mail after 25. */
const LEASE_MS = 30_000;

/**
 * Runs one job if it is due and nobody else has it. The queue's handler and the sweep both come through here, so that a
 * job is done once whoever sees it first, and done at all if only one of them is alive.
 *
 * Gone or refused ends quietly. A fault is logged by its code, and the job tried again later; it never throws.
 */
export async function runDueJob(room: Room, jobId: string): Promise<RunResult> {
  let job: OutboxRow | null;
  try {
    job = await takeDueJob(clockContext(room.store, room.now()), { jobId, leaseMs: LEASE_MS });
  } catch (error) {
    // Nothing was taken: the sweep will find the job again.
    room.log.fault(error, { event: 'job.not-taken', jobId });
    return 'FAILED';
  }
  if (!job) return 'NOT_OURS';
  const result = await runTaken(room, job);
  room.counts.add(job.name, result);
  return result;
}

async function runTaken(room: Room, job: OutboxRow): Promise<RunResult> {
  const context = clockContext(room.store, room.now());
  try {
    const outcome = await work(room, context, job);
    if (outcome === 'DONE') {
      room.ring();
      return 'DONE';
    }
    await postponeJob(context, { jobId: job.id, until: outcome.againAt, attempts: outcome.attempts });
    return 'LATER';
  } catch (error) {
    return isOver(error) ? endQuietly(room, context, job) : tryAgain(room, context, job, error);
  }
}

function work(room: Room, context: Context, { id, name, data, attempts }: OutboxRow): Promise<Outcome> {
  // The table has one processor for each name, with the data of that name: `parse` sees to it that it is.
  const run = processors[name] as Processor<JobName>;
  return run({ id, data: jobs[name].parse(data), attempts, context, finishing: finishingContext(context, id) }, room);
}

/** What the job was about is gone, or somebody else has seen to it. */
function isOver(error: unknown): boolean {
  return error instanceof JobOverError || error instanceof NotFoundError;
}

async function endQuietly(room: Room, context: Context, job: OutboxRow): Promise<RunResult> {
  try {
    await finishJob(context, job.id);
    return 'DONE';
  } catch (error) {
    return tryAgain(room, context, job, error);
  }
}

async function tryAgain(room: Room, context: Context, job: OutboxRow, error: unknown): Promise<RunResult> {
  const { id: jobId, name, attempts } = job;
  room.log.fault(error, { event: 'job.failed', job: name, jobId, attempts });
  try {
    await postponeJob(context, { jobId, until: tryAgainAt(attempts, room.now()), attempts });
  } catch {
    // The store is away: the lease runs out by itself, and the job is found again.
  }
  return 'FAILED';
}
