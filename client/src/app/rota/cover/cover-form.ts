import { instantsOf, isTimeOfDay, parseCivilDate } from '@openhaven/domain/calendar';
import type { AddCoverInput } from '../../api/generated';
import type { FieldError } from '../../ui/error-summary/errors';

/** What stands in the fields. Days are 'YYYY-MM-DD', times 'HH:MM' on a London clock. */
export interface CoverForm {
  readonly personId: string;
  /** '' means in addition. */
  readonly insteadOfId: string;
  readonly fromDay: string;
  readonly fromTime: string;
  readonly untilDay: string;
  readonly untilTime: string;
}

export const EMPTY_COVER: CoverForm = {
  personId: '',
  insteadOfId: '',
  fromDay: '',
  fromTime: '',
  untilDay: '',
  untilTime: '',
};

type Cover = Pick<AddCoverInput, 'from' | 'until' | 'personId' | 'insteadOfId'>;

/** The cover that the fields mean, or everything that is wrong with them. */
export function coverOf(form: CoverForm): Cover | readonly FieldError[] {
  const [from, until] = [instantsIn(form.fromDay, form.fromTime), instantsIn(form.untilDay, form.untilTime)];
  const wrong = [
    ...(form.personId === '' ? [{ field: 'userId', message: 'Choose who stands in.' }] : []),
    ...faults('from', form.fromDay, form.fromTime),
    ...faults('until', form.untilDay, form.untilTime),
  ];
  // A time that happens twice in autumn means the whole of it: from the first to the last.
  const [first, last] = [from.at(0), until.at(-1)];
  if (wrong.length > 0 || first === undefined || last === undefined) return wrong;
  const people = { personId: form.personId, insteadOfId: form.insteadOfId === '' ? null : form.insteadOfId };
  return { from: first.toISOString(), until: last.toISOString(), ...people };
}

/** Whether `coverOf` has found errors. */
export function isWrong(cover: Cover | readonly FieldError[]): cover is readonly FieldError[] {
  return Array.isArray(cover);
}

function instantsIn(day: string, time: string): readonly Date[] {
  const date = parseCivilDate(day);
  return date === undefined || !isTimeOfDay(time) ? [] : instantsOf(date, time);
}

const EDGE = { from: 'begins', until: 'ends' } as const;

function faults(field: 'from' | 'until', day: string, time: string): readonly FieldError[] {
  const wrong = [
    ...(parseCivilDate(day) === undefined
      ? [{ field: `${field}Day`, message: `Enter the day on which it ${EDGE[field]}, for example 27 3 2027.` }]
      : []),
    ...(isTimeOfDay(time) ? [] : [{ field, message: `Enter the time at which it ${EDGE[field]}, for example 17:30.` }]),
  ];
  if (wrong.length > 0 || instantsIn(day, time).length > 0) return wrong;
  return [{ field, message: 'This time does not exist: the clocks go forward then. Enter another time.' }];
}
