import { type CivilDate, civilDateAt, nextMorning } from './calendar.ts';
import { OURS, listOf } from './code-list.ts';
import { isCodeOf } from './codes.ts';
import { type Decision, allow, refuse } from './decision.ts';

/** What may change how safe somebody is, on a day that is known beforehand. Source: SCENARIOS B9, DOMAIN "Perpetrator". */
export const WATCH_REASONS = listOf(OURS, [
  { code: 'RELEASE', label: 'Release from prison or custody' },
  { code: 'ORDER_ENDS', label: 'A court order ends' },
  { code: 'BAIL_CHANGES', label: 'Bail conditions end or change' },
  { code: 'HEARING', label: 'A court hearing' },
  { code: 'OTHER', label: 'Another date that matters' },
]);
export type WatchReason = (typeof WATCH_REASONS)[number]['code'];

/** A day on which it has to be looked at again whether the household is safe where it is. */
export interface WatchDate {
  readonly why: WatchReason;
  readonly on: CivilDate;
}

export const MOST_WATCH_DATES = 5;

/** The dates as they can be kept, the earliest first and none twice; or the first that cannot be, by its place in the list. */
export function checkWatchDates(
  dates: readonly { readonly why: string; readonly on: CivilDate }[],
  now: Date,
): Decision<readonly WatchDate[]> {
  const today = civilDateAt(now);
  if (dates.length > MOST_WATCH_DATES) return refuse('TOO_MANY_DATES', 'dates');
  const kept = new Map<string, WatchDate>();
  for (const [at, { why, on }] of dates.entries()) {
    if (!isCodeOf(WATCH_REASONS, why, today)) return refuse('REASON_NEEDED', `dates.${at}.why`);
    if (on < today) return refuse('DATE_IN_PAST', `dates.${at}.on`);
    kept.set(`${on} ${why}`, { why, on });
  }
  return allow(
    [...kept.values()].sort((one, other) => one.on.localeCompare(other.on) || one.why.localeCompare(other.why)),
  );
}

/** Days before a date on which it is looked at, so that there is time to act, and the day itself. PROPOSAL. */
const DAYS_BEFORE = [14, 3, 0] as const;
/** The next instant after `now` at which a check is due because of one of these dates; undefined if none is left. */
export function nextCheck(dates: readonly WatchDate[], now: Date): Date | undefined {
  return nextMorning(
    dates.map(({ on }) => on),
    DAYS_BEFORE,
    now,
  );
}

/** By when somebody should have looked, in hours. PROPOSAL. */
const CHECK_WITHIN_HOURS = 4;

/** By when a check that is due at an instant has to be made. */
export function checkBy(due: Date): Date {
  return new Date(due.getTime() + CHECK_WITHIN_HOURS * 3_600_000);
}

/** What a check came to. */
export const SAFETY_OUTCOMES = listOf(OURS, [
  { code: 'STILL_SAFE', label: 'They are safe where they are' },
  { code: 'NEEDS_TO_MOVE', label: 'They are not safe there any more' },
]);
export type SafetyOutcome = (typeof SAFETY_OUTCOMES)[number]['code'];
