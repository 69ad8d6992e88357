import { instantsOf, isTimeOfDay } from '@openhaven/domain/calendar';
import type { JourneyInput } from '../../api/generated';
import { dayOf } from '../../requests/arrival-window';
import type { FieldError } from '../../ui/error-summary/errors';

/** What stands in the fields about a journey. The time is 'HH:MM' on a London clock. */
export interface JourneyAnswer {
  readonly way: string;
  readonly broughtBy: string;
  readonly paidBy: string;
  readonly day: string;
  /** The day, if it is another one: 'YYYY-MM-DD'. */
  readonly otherDay: string;
  readonly time: string;
}

export const NO_JOURNEY: JourneyAnswer = { way: '', broughtBy: '', paidBy: '', day: '', otherDay: '', time: '' };

/** The journey that the fields mean, or everything that is wrong with them. */
export function journeyOf(answer: JourneyAnswer, now: Date): JourneyInput | readonly FieldError[] {
  const { way, broughtBy, paidBy, time } = answer;
  const day = dayOf(answer, now);
  const wrong = [
    ...missing('way', way, 'Say how they travel.'),
    ...missing('broughtBy', broughtBy, 'Say who brings them.'),
    ...missing('paidBy', paidBy, 'Say who pays.'),
    ...(day === undefined ? [wrongDay(answer.day)] : []),
    ...(isTimeOfDay(time) ? [] : [{ field: AT, message: 'Enter a time of day, for example 17:30.' }]),
  ];
  if (day === undefined || wrong.length > 0) return wrong;
  // A time that happens twice in autumn means the first: better an hour too early at the station.
  const [setsOffAt] = instantsOf(day, time);
  return setsOffAt === undefined
    ? [{ field: AT, message: 'This time does not exist: the clocks go forward then. Enter another time.' }]
    : { way, broughtBy, paidBy, setsOffAt: setsOffAt.toISOString() };
}

/** Whether `journeyOf` has found errors. */
export function isWrong(journey: JourneyInput | readonly FieldError[] | null): journey is readonly FieldError[] {
  return Array.isArray(journey);
}

const AT = 'journey.setsOffAt';

function missing(field: string, value: string, message: string): readonly FieldError[] {
  return value === '' ? [{ field: `journey.${field}`, message }] : [];
}

function wrongDay(day: string): FieldError {
  return day === 'OTHER'
    ? { field: 'journey.otherDay', message: 'Enter a real date, for example 27 3 2027.' }
    : { field: 'journey.day', message: 'Say on which day they set off.' };
}
