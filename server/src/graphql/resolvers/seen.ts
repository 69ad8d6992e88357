import { NotFoundError } from '../../errors.ts';

/** What a reading gives, or null where it is not for this person: a part of an answer that they may do without. */
export async function ifSeen<T>(reading: Promise<T>): Promise<T | null> {
  try {
    return await reading;
  } catch (error) {
    // Somebody who may act on a hold need not be allowed to see its referral.
    if (error instanceof NotFoundError) return null;
    throw error;
  }
}

/** What another record names and must be there. */
export function named<T>(row: T | null, what: string): T {
  if (row === null) throw new Error(`${what} is named by another record and missing`);
  return row;
}
