import {
  BANK_HOLIDAYS,
  type Holidays,
  PROVIDER_HOURS,
  type WorkingHours,
  addWorkingDays,
  addWorkingMinutes,
} from './calendar.ts';
import type { PriorityCode } from './codes.ts';

/** A span of time and the clock it runs on: elapsed time, a provider's opening hours, or whole working days. */
export type Span =
  | { readonly minutes: number; readonly runs: 'ALWAYS' | 'PROVIDER_HOURS' }
  | { readonly workingDays: number };

/** Whether a place is needed tonight or tomorrow: that waits for nobody's hours, and for no other e-mail. */
export function isPressing(priority: PriorityCode): boolean {
  return priority === 'P1_TONIGHT' || priority === 'P2_24H';
}

/** The clocks of one priority. */
export interface TargetTime {
  /** From sending to "we are looking at it". */
  readonly acknowledge: Span;
  /** From sending to the service's yes or no. */
  readonly decide: Span;
  /** Life of a hold and of an offer, elapsed minutes, and how often it may be made longer. */
  readonly holdMinutes: number;
  readonly maxExtensions: number;
  /** From submitting to a place or an interim plan. */
  readonly place: Span;
}

/** The clocks of a county: configuration, agreed with the commissioner. */
export type TargetTimes = Readonly<Record<PriorityCode, TargetTime>>;

/** What working time means where the clocks run. */
export interface WorkCalendar {
  readonly hours: WorkingHours;
  readonly holidays: Holidays;
}

/** Offices open 09:00 to 17:00 on the working days of England and Wales. */
export const ENGLISH_OFFICES: WorkCalendar = { hours: PROVIDER_HOURS, holidays: BANK_HOLIDAYS };

const always = (minutes: number): Span => ({ minutes, runs: 'ALWAYS' });
const providerHours = (hours: number): Span => ({ minutes: hours * 60, runs: 'PROVIDER_HOURS' });
const workingDays = (days: number): Span => ({ workingDays: days });

/** Target times until a county agrees its own. Source: DOMAIN 2.4, our proposal; no national standard was found. */
// biome-ignore format: a table
export const DEFAULT_TARGET_TIMES: TargetTimes = {
  P1_TONIGHT: { acknowledge: always(15), decide: always(60), holdMinutes: 2 * 60, maxExtensions: 2, place: always(4 * 60) },
  P2_24H: { acknowledge: always(60), decide: always(4 * 60), holdMinutes: 4 * 60, maxExtensions: 2, place: always(24 * 60) },
  P3_72H: { acknowledge: providerHours(4), decide: providerHours(24), holdMinutes: 24 * 60, maxExtensions: 2, place: always(72 * 60) },
  P4_PLANNED: { acknowledge: workingDays(1), decide: workingDays(3), holdMinutes: 48 * 60, maxExtensions: 2, place: workingDays(10) },
};

/** The instant a span ends that begins at `from`. */
export function endOf(span: Span, from: Date, calendar: WorkCalendar = ENGLISH_OFFICES): Date {
  if ('workingDays' in span) return addWorkingDays(from, span.workingDays, calendar.holidays);
  if (span.runs === 'ALWAYS') return new Date(from.getTime() + span.minutes * 60_000);
  return addWorkingMinutes(from, span.minutes, calendar.hours, calendar.holidays);
}

/**
 * The instant in UTC by which a service must first answer a placement request.
 *
 * P1 and P2 run by the clock, P3 in provider hours, P4 in working days, so bank holidays move it.
 */
export function acknowledgeBy(
  sentAt: Date,
  priority: PriorityCode,
  calendar: WorkCalendar = ENGLISH_OFFICES,
  times: TargetTimes = DEFAULT_TARGET_TIMES,
): Date {
  return endOf(times[priority].acknowledge, sentAt, calendar);
}

/** The instant in UTC by which a service must say yes or no; after it the clock marks "no response". */
export function decideBy(
  sentAt: Date,
  priority: PriorityCode,
  calendar: WorkCalendar = ENGLISH_OFFICES,
  times: TargetTimes = DEFAULT_TARGET_TIMES,
): Date {
  return endOf(times[priority].decide, sentAt, calendar);
}

/** The instant in UTC by which the household has a place, or a plan for the meantime. */
export function placeBy(
  submittedAt: Date,
  priority: PriorityCode,
  calendar: WorkCalendar = ENGLISH_OFFICES,
  times: TargetTimes = DEFAULT_TARGET_TIMES,
): Date {
  return endOf(times[priority].place, submittedAt, calendar);
}

/** How long a hold or an offer lasts, in elapsed minutes whatever the clocks on the wall do. */
export function holdMinutes(priority: PriorityCode, times: TargetTimes = DEFAULT_TARGET_TIMES): number {
  return times[priority].holdMinutes;
}

/** The instant at which a hold placed, or an offer made, at `from` runs out. */
export function holdExpiry(from: Date, priority: PriorityCode, times: TargetTimes = DEFAULT_TARGET_TIMES): Date {
  return new Date(from.getTime() + holdMinutes(priority, times) * 60_000);
}

/** How often a hold may be made longer. */
export function maxExtensions(priority: PriorityCode, times: TargetTimes = DEFAULT_TARGET_TIMES): number {
  return times[priority].maxExtensions;
}
