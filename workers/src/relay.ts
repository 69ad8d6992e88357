import { clockContext } from '@openhaven/server/commands/clock-context';
import { markRelayed } from '@openhaven/server/commands/mark-relayed';
import { unrelayedJobs } from '@openhaven/server/commands/unrelayed-jobs';
import type { JobQueue } from './queue.ts';
import type { Room } from './room.ts';

const BATCH = 500;

/**
 * Tells the queue of jobs that it has not been told of, so that they run on the minute and not at the next sweep. Told
 * twice, the queue keeps one: its job has the id of the row.
 * @returns how many it told of; none while the queue is away
 */
export async function relay(room: Room, queue: Pick<JobQueue, 'isUp' | 'add'>): Promise<number> {
  if (!queue.isUp()) return 0;
  const context = clockContext(room.store, room.now());
  const rows = await unrelayedJobs(context, BATCH);
  if (rows.length === 0) return 0;
  await queue.add(rows, context.now);
  await markRelayed(
    context,
    rows.map(({ id }) => id),
  );
  return rows.length;
}
