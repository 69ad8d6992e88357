import {
  addDays,
  type CivilDate,
  civilDateAt,
  instantsOf,
  isTimeOfDay,
  parseCivilDate,
} from '@openhaven/domain/calendar';
import type { Priority } from '../api/generated';
import type { FieldError } from '../ui/error-summary/errors';
import type { Option } from '../ui/field/field';
import { clockTime, dayAndTime, dayInWords } from '../ui/time';

/** What stands in the fields. Times are 'HH:MM' on a London clock; an end before the beginning is after midnight. */
export interface ArrivalAnswer {
  readonly day: string;
  /** The day, if it is another one: 'YYYY-MM-DD'. */
  readonly otherDay: string;
  readonly from: string;
  readonly until: string;
}

/** Instants in UTC, ISO 8601; empty if nothing has been agreed yet. */
export interface ArrivalWindow {
  readonly arrivalFrom?: string;
  readonly arrivalUntil?: string;
}

const QUARTER_MS = 15 * 60_000;
const LIKELY_HOURS = 4;

/** What the fields hold when the page opens: from now on for an urgent one, nothing for a planned one. */
export function likelyArrival(priority: Priority, now: Date): ArrivalAnswer {
  if (priority === 'P3_72H' || priority === 'P4_PLANNED') {
    return { day: 'NOT_AGREED', otherDay: '', from: '', until: '' };
  }
  const from = new Date(Math.ceil(now.getTime() / QUARTER_MS) * QUARTER_MS);
  const until = new Date(from.getTime() + LIKELY_HOURS * 3_600_000);
  const day = civilDateAt(from) === civilDateAt(now) ? 'TODAY' : 'TOMORROW';
  return { day, otherDay: '', from: clockTime(from), until: clockTime(until) };
}

/** The days to choose from, with their dates. */
export function dayOptions(now: Date): readonly Option[] {
  const today = civilDateAt(now);
  return [
    { value: 'TODAY', label: 'Today or tonight', hint: dayInWords(today) },
    { value: 'TOMORROW', label: 'Tomorrow', hint: dayInWords(addDays(today, 1)) },
    { value: 'OTHER', label: 'Another day' },
    { value: 'NOT_AGREED', label: 'Not agreed yet' },
  ];
}

/** What is wrong with the fields, or the window they mean. */
export function windowOf(answer: ArrivalAnswer, now: Date): ArrivalWindow | readonly FieldError[] {
  if (answer.day === 'NOT_AGREED') return {};
  const day = dayOf(answer, now);
  if (day === undefined) return [wrongDay(answer.day)];
  const errors = [...timeErrors('arrivalFrom', answer.from), ...timeErrors('arrivalUntil', answer.until)];
  if (errors.length > 0) return errors;
  const lastDay = answer.until <= answer.from ? addDays(day, 1) : day;
  // A time that happens twice in autumn means the whole of it: the window begins with the first and ends with the last.
  const [from, until] = [instantsOf(day, answer.from).at(0), instantsOf(lastDay, answer.until).at(-1)];
  if (from === undefined) return [doesNotExist('arrivalFrom')];
  if (until === undefined) return [doesNotExist('arrivalUntil')];
  if (until <= now) return [{ field: 'arrivalUntil', message: 'This time is over already. Enter a later time.' }];
  return { arrivalFrom: from.toISOString(), arrivalUntil: until.toISOString() };
}

/** Whether `windowOf` has found errors. */
export function isWrong(window: ArrivalWindow | readonly FieldError[]): window is readonly FieldError[] {
  return Array.isArray(window);
}

/** "22:00 to tomorrow at 02:00"; says so if nothing has been agreed. */
export function arrivalInWords(from: string | null | undefined, until: string | null | undefined, now: Date): string {
  const words = (instant: string): string => dayAndTime(new Date(instant), now);
  if (from && until) return `${words(from)} to ${words(until)}`;
  if (until) return `by ${words(until)}`;
  return from ? `from ${words(from)}` : 'Not agreed yet';
}

/** The day that is meant: today, tomorrow, or the one that is typed; undefined if it is no day. */
export function dayOf({ day, otherDay }: Pick<ArrivalAnswer, 'day' | 'otherDay'>, now: Date): CivilDate | undefined {
  const today = civilDateAt(now);
  if (day === 'TODAY') return today;
  if (day === 'TOMORROW') return addDays(today, 1);
  return day === 'OTHER' ? parseCivilDate(otherDay) : undefined;
}

function wrongDay(day: string): FieldError {
  if (day === 'OTHER') return { field: 'otherDay', message: 'Enter a real date, for example 27 3 2027.' };
  return { field: 'arrivalDay', message: 'Choose the day of arrival, or say that it is not agreed yet.' };
}

function timeErrors(field: string, time: string): readonly FieldError[] {
  return isTimeOfDay(time) ? [] : [{ field, message: 'Enter a time of day, for example 17:30.' }];
}

function doesNotExist(field: string): FieldError {
  return { field, message: 'This time does not exist: the clocks go forward then. Enter another time.' };
}
