import { clockContext } from '@openhaven/server/commands/clock-context';
import { dueJobs } from '@openhaven/server/commands/due-jobs';
import type { OutboxRow } from '@openhaven/server/context';
import type { Room } from '../../workers/src/room.ts';
import { runDueJob } from '../../workers/src/run-due-job.ts';

/** A clock that stands still until it is moved. */
export interface VirtualClock {
  readonly now: () => Date;
  readonly set: (to: Date) => void;
}

export function virtualClock(from: Date): VirtualClock {
  let now = from;
  return {
    now: () => now,
    set: (to) => {
      now = to;
    },
  };
}

const BATCH = 100;

/**
 * Moves the clock to an instant, and on the way does everything that falls due, each job at its own time and one after
 * the other, so that the same happens every time.
 * @returns how many jobs it ran
 */
export async function runUntil(room: Room, clock: VirtualClock, until: Date): Promise<number> {
  let ran = 0;
  for (;;) {
    const due = await dueJobs(clockContext(room.store, until), BATCH);
    const [first] = due;
    if (!first) break;
    if (first.takeFrom > clock.now()) clock.set(first.takeFrom);
    for (const { id, name } of atOnce(due, clock.now())) {
      const result = await runDueJob(room, id);
      if (result === 'FAILED' || result === 'NOT_OURS') throw new Error(`a job of ${name} came to ${result}`);
      ran += 1;
    }
  }
  clock.set(until);
  return ran;
}

/** The jobs of one instant, in an order that does not depend on their ids. */
function atOnce(rows: readonly OutboxRow[], now: Date): readonly OutboxRow[] {
  return rows
    .filter(({ takeFrom }) => takeFrom <= now)
    .toSorted((one, other) => one.takeFrom.getTime() - other.takeFrom.getTime() || (one.name < other.name ? -1 : 1));
}
