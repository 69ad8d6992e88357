import { clockContext } from '@openhaven/server/commands/clock-context';
import { dueJobs } from '@openhaven/server/commands/due-jobs';
import type { OutboxRow } from '@openhaven/server/context';
import type { Room } from './room.ts';
import { runDueJob } from './run-due-job.ts';

const BATCH = 100;
const CONCURRENCY = 10;

/** How one sweep goes. */
export interface SweepOptions {
  /** Told after every batch: a long sweep is not a dead one. */
  readonly onBatch?: () => Promise<void>;
  /** Asked before every batch: a process that is stopping takes nothing new. */
  readonly isStopping?: () => boolean;
}

/**
 * Looks through all that is due and not done, and does it, in batches, a few at a time. Needs no queue. What becomes due
 * by what is done is done in the same sweep.
 * @returns how many jobs it ran
 */
export async function sweep(room: Room, { onBatch, isStopping }: SweepOptions = {}): Promise<number> {
  let ran = 0;
  while (isStopping?.() !== true) {
    const due = await dueJobs(clockContext(room.store, room.now()), BATCH);
    const done = await runAll(room, due, isStopping);
    ran += done;
    await onBatch?.();
    // Nothing of it was ours: somebody else is at it, or the store is away. The next sweep looks again.
    if (done === 0) break;
  }
  return ran;
}

/** Runs jobs, at most so many at a time. Returns how many of them were ours to run. */
async function runAll(room: Room, rows: readonly OutboxRow[], isStopping: SweepOptions['isStopping']): Promise<number> {
  const waiting = rows.values();
  let ran = 0;
  const lane = async (): Promise<void> => {
    for (const { id } of waiting) {
      if (isStopping?.() === true) return;
      const result = await runDueJob(room, id);
      if (result === 'DONE' || result === 'LATER') ran += 1;
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, lane));
  return ran;
}
