import { clockContext } from '@openhaven/server/commands/clock-context';
import { dueJobs } from '@openhaven/server/commands/due-jobs';
import type { Store } from '@openhaven/server/context';
import type { Room } from '../../workers/src/room.ts';
import { sweep } from '../../workers/src/sweep.ts';

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

/** The next instant, up to and with `until`, at which a job may be taken; null if none is. */
async function nextDue(store: Store, until: Date): Promise<Date | null> {
  const [first] = await dueJobs(clockContext(store, until), 1);
  return first?.takeFrom ?? null;
}

/** Moves the clock to an instant, and on the way does everything that falls due, each at its own time. */
export async function runUntil(room: Room, clock: VirtualClock, until: Date): Promise<void> {
  for (let next = await nextDue(room.store, until); next !== null; next = await nextDue(room.store, until)) {
    if (next > clock.now()) clock.set(next);
    if ((await sweep(room)) === 0) throw new Error('a job is due and nobody can take it');
  }
  clock.set(until);
}
