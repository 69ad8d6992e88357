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
 * Moves the clock to an instant, and on the way does everything that falls due, each job at its own time: steps one after
 * the other, so that the same happens every time, and what they ask for before what comes later; then the e-mails of that
 * time side by side, since nothing hangs on their order.
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
  for (;;) {
    const due = earliest(await look(until));
    const [first] = due;
    if (!first) break;
    if (first.takeFrom > clock.now()) clock.set(first.takeFrom);
    const steps = due.filter((row) => !isNotice(row));
    ran += steps.length > 0 ? await runSteps(room, steps, look) : await runAll(room, due);
  }
  clock.set(until);
  return ran;
}

/** What is due at the earliest time, in an order that does not depend on ids. */
function earliest(rows: readonly OutboxRow[]): readonly OutboxRow[] {
  const time = Math.min(...rows.map(({ takeFrom }) => takeFrom.getTime()));
  const due = rows.filter(({ takeFrom }) => takeFrom.getTime() === time);
  return due.toSorted((one, other) => (one.name < other.name ? -1 : 1));
}

/** Runs steps one after the other, but for those that one before has done with its own. */
async function runSteps(room: Room, steps: readonly OutboxRow[], look: Look): Promise<number> {
  let ran = 0;
  for (const step of steps) {
    const isStillDue = ran === 0 || (await look(step.takeFrom)).some(({ id }) => id === step.id);
    if (!isStillDue) continue;
    await runOne(room, step);
    ran += 1;
  }
  return ran;
}

async function runAll(room: Room, rows: readonly OutboxRow[]): Promise<number> {
  await Promise.all(rows.map((row) => runOne(room, row)));
  return rows.length;
}

const isNotice = ({ name }: OutboxRow): boolean => name === 'notice.send';

async function runOne(room: Room, { id, name }: OutboxRow): Promise<void> {
  const result = await runDueJob(room, id);
  if (result === 'FAILED') throw new Error(`a job of ${name} failed`);
}
