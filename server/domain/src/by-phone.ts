import { type Decision, allow, refuse } from './decision.ts';

/** How many codes are on a service's list. Each is good for one thing that is written down. */
export const PHONE_CODES = 10;

/** How many wrong codes are borne for one service within how many milliseconds. Defaults of ours. */
const WRONG_TRIES = 5;
const WITHIN_MS = 15 * 60_000;

/** The wrong tries that still count at an instant. */
export function wrongLately(wrongAt: readonly Date[], now: Date): readonly Date[] {
  return wrongAt.filter((at) => now.getTime() - at.getTime() < WITHIN_MS);
}

/**
 * Whether a code may be tried for a service at all. It slows down whoever guesses for that one service; the service itself
 * can be rung back on the number that was checked.
 */
export function mayTryCode(wrongAt: readonly Date[], now: Date): Decision<void, 'PHONE_CODE_WAIT'> {
  return wrongLately(wrongAt, now).length < WRONG_TRIES ? allow(undefined) : refuse('PHONE_CODE_WAIT', 'code');
}
