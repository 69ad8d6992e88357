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

/** Finds what is due at an instant and not done, or the first of it. */
export type Look = (until: Date) => Promise<readonly OutboxRow[]> | readonly OutboxRow[];

const inStore =
  ({ store }: Room): Look =>
  (until) =>
    dueJobs(clockContext(store, until), BATCH);

/**
 * Moves the clock to an instant, and on the way does everything that falls due, each job at its own time and one after
 * the other, so that the same happens every time.
 * @param look how due jobs are found; left out: by asking the store
 * @returns how many jobs it ran
 */
export async function runUntil(
  room: Room,
  clock: VirtualClock,
  until: Date,
  look: Look = inStore(room),
): Promise<number> {
  let ran = 0;
  for (let isComplete = false; !isComplete; ) {
    const due = inOrder(await look(until));
    isComplete = due.length < BATCH;
    for (const instant of instantsOf(due)) {
      const isAllDone = await runAt(room, clock, instant);
      ran += instant.length;
      // What these have asked for, or put off, may come before the rest.
      if (!isAllDone || instant.some(asksForMore)) {
        isComplete = false;
        break;
      }
    }
  }
  clock.set(until);
  return ran;
}

/** In an order that does not depend on ids. */
function inOrder(rows: readonly OutboxRow[]): readonly OutboxRow[] {
  return rows.toSorted(
    (one, other) => one.takeFrom.getTime() - other.takeFrom.getTime() || (one.name < other.name ? -1 : 1),
  );
}

/** Jobs that are due at the same instant, instant by instant. */
function instantsOf(rows: readonly OutboxRow[]): readonly (readonly OutboxRow[])[] {
  return [...Map.groupBy(rows, ({ takeFrom }) => takeFrom.getTime()).values()];
}

const isNotice = ({ name }: OutboxRow): boolean => name === 'notice.send';
const asksForMore = (row: OutboxRow): boolean => !isNotice(row);

/**
 * Runs the jobs of one instant: steps one after the other, e-mails side by side, since nothing hangs on their order.
 * Says whether all of them are over.
 */
async function runAt(room: Room, clock: VirtualClock, rows: readonly OutboxRow[]): Promise<boolean> {
  const [first] = rows;
  if (first && first.takeFrom > clock.now()) clock.set(first.takeFrom);
  let isAllDone = true;
  for (const row of rows) if (asksForMore(row)) isAllDone = (await runOne(room, row)) && isAllDone;
  const sent = await Promise.all(rows.filter(isNotice).map((row) => runOne(room, row)));
  return isAllDone && sent.every(Boolean);
}

/** Says whether the job is over. One that another job has just taken back is. */
async function runOne(room: Room, { id, name }: OutboxRow): Promise<boolean> {
  const result = await runDueJob(room, id);
  if (result === 'FAILED') throw new Error(`a job of ${name} failed`);
  return result !== 'LATER';
}
