const MINUTE_MS = 60_000;
const NOT_URGENT_EVERY_MS = 5 * MINUTE_MS;
const WINDOW_MS = 60 * MINUTE_MS;
const MOST_IN_WINDOW = 12;

/** From when on the e-mails to one person count. */
export function windowStart(now: Date): Date {
  return new Date(now.getTime() - WINDOW_MS);
}

/**
 * The earliest instant at which one person may get the next e-mail: never more than twelve in an hour, and one in five
 * minutes unless somebody needs a place tonight or tomorrow. What waits goes out with the next one.
 *
 * @param mails when e-mails went to the person in the last hour, oldest first
 * Source: SECURITY I4.
 */
export function nextMailAt(mails: readonly Date[], isPressing: boolean, now: Date): Date {
  const twelfthLast = mails.at(-MOST_IN_WINDOW);
  const last = mails.at(-1);
  const afterWindow = twelfthLast ? twelfthLast.getTime() + WINDOW_MS : 0;
  const afterPause = last && !isPressing ? last.getTime() + NOT_URGENT_EVERY_MS : 0;
  return new Date(Math.max(now.getTime(), afterWindow, afterPause));
}
