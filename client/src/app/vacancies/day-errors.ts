import type { FieldError } from '../ui/error-summary/errors';
import { NOT_A_DAY } from '../ui/field/date-parts';

/** The days, 'YYYY-MM-DD', from and up to which an answer may lie, both included; whether one has to be given. */
export interface DayLimits {
  readonly from?: string;
  readonly until?: string;
  readonly required?: boolean;
}

/** What is wrong with a day as a DateField gives it. */
export function dayErrors(field: string, day: string, { from, until, required }: DayLimits): readonly FieldError[] {
  const message = messageFor(day, from, until, required ?? false);
  return message === '' ? [] : [{ field, message }];
}

function messageFor(day: string, from: string | undefined, until: string | undefined, required: boolean): string {
  if (day === '') return required ? 'Enter the day.' : '';
  if (day === NOT_A_DAY) return 'Enter a real date, for example 27 3 2027.';
  if (from !== undefined && day < from) return 'This date is too early. Enter a later one.';
  if (until !== undefined && day > until) return 'This date is in the future. Enter today or an earlier day.';
  return '';
}
