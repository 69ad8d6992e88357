import { type ClientSession, mongo, startSession } from 'mongoose';
import { BusyError } from '../errors.ts';
import { Turns } from './turns.ts';

const OPTIONS = {
  readConcern: { level: 'snapshot' },
  writeConcern: { w: 'majority', journal: true },
  readPreference: 'primary',
} as const;

// Beyond this somebody is waiting at a page: say so, rather than try for two minutes as the driver would.
const LONGEST_MS = 10_000;
const DUPLICATE_KEY = 11_000;
// The winner of a unique index has committed, so a second look is enough; if not, the fault is ours and must be seen.
const LOOKS_AT_AN_INDEX = 5;

// Two hundred at once would all do the work before all but one lose it; a few at a time see who has won before them.
const turns = new Turns(8);

/**
 * Runs `work` in one transaction: all of it is saved, durably and on a majority, or none.
 *
 * Whoever loses a race is run again from the start and decides afresh on what is true then; that goes for a write
 * conflict and for a unique index. `work` may therefore run several times and must touch nothing but the store.
 * @throws BusyError if no attempt got through in ten seconds
 */
export async function inTransaction<T>(work: (session: ClientSession) => Promise<T>): Promise<T> {
  const deadline = Date.now() + LONGEST_MS;
  await turns.take();
  try {
    return await decide(deadline, work);
  } finally {
    turns.giveBack();
  }
}

async function decide<T>(deadline: number, work: (session: ClientSession) => Promise<T>): Promise<T> {
  const session = await startSession();
  try {
    for (let look = 1; ; look += 1) {
      try {
        return await session.withTransaction(() => workBefore(deadline, session, work), OPTIONS);
      } catch (error) {
        // A unique index is the final referee: the next look sees what the winner wrote.
        if (!isDuplicate(error) || look === LOOKS_AT_AN_INDEX) throw error;
      }
    }
  } finally {
    await session.endSession();
  }
}

function workBefore<T>(
  deadline: number,
  session: ClientSession,
  work: (session: ClientSession) => Promise<T>,
): Promise<T> {
  if (Date.now() > deadline) throw new BusyError();
  return work(session);
}

/** Whether a unique index has been broken. */
export function isDuplicate(error: unknown): boolean {
  return error instanceof mongo.MongoServerError && error.code === DUPLICATE_KEY;
}
