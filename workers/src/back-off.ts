const FIRST_MS = 5_000;
const LONGEST_MS = 5 * 60_000;

/** When to try again after so many attempts: after 5 s, then twice as long each time, never more than five minutes. */
export function tryAgainAt(attempts: number, now: Date): Date {
  const wait = FIRST_MS * 2 ** Math.min(Math.max(attempts, 1) - 1, 10);
  return new Date(now.getTime() + Math.min(wait, LONGEST_MS));
}
