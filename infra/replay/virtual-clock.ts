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
    const next = nextOf(await look(until));
    const [first] = next;
    if (!first) break;
    if (first.takeFrom > clock.now()) clock.set(first.takeFrom);
    await Promise.all(next.map((row) => runOne(room, row)));
    ran += next.length;
  }
  clock.set(until);
  return ran;
}

/** Of what is due at the earliest time the first step, or else all e-mails. In an order that does not depend on ids. */
function nextOf(rows: readonly OutboxRow[]): readonly OutboxRow[] {
  const earliest = Math.min(...rows.map(({ takeFrom }) => takeFrom.getTime()));
  const due = rows.filter(({ takeFrom }) => takeFrom.getTime() === earliest);
  const [step] = due.filter((row) => !isNotice(row)).toSorted((one, other) => (one.name < other.name ? -1 : 1));
  return step ? [step] : due;
}

const isNotice = ({ name }: OutboxRow): boolean => name === 'notice.send';

async function runOne(room: Room, { id, name }: OutboxRow): Promise<void> {
  const result = await runDueJob(room, id);
  if (result === 'FAILED') throw new Error(`a job of ${name} failed`);
}
