import { parseCivilDate } from '@openhaven/domain/calendar';

/** What stands in the three boxes of a day. */
export interface DateParts {
  readonly day: string;
  readonly month: string;
  readonly year: string;
}

/** Stands for boxes that hold something, but no real day. */
export const NOT_A_DAY = 'NOT_A_DAY';

/** '' for empty boxes, 'YYYY-MM-DD' for a real day, else NOT_A_DAY. */
export function isoOf({ day, month, year }: DateParts): string {
  if (day === '' && month === '' && year === '') return '';
  // "90" is not the year 90: ask for all four figures.
  if (year.length !== 4) return NOT_A_DAY;
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return parseCivilDate(iso) === undefined ? NOT_A_DAY : iso;
}

/** The boxes for a day 'YYYY-MM-DD'; empty boxes for anything else. */
export function partsOf(iso: string): DateParts {
  const [year = '', month = '', day = ''] = parseCivilDate(iso) === undefined ? [] : iso.split('-');
  return { day: withoutZero(day), month: withoutZero(month), year };
}

function withoutZero(number: string): string {
  return number.replace(/^0/, '');
}
