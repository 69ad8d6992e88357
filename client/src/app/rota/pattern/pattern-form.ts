import { isTimeOfDay } from '@openhaven/domain/calendar';
import type { RotaQuery, ShiftDay, ShiftInput } from '../../api/generated';
import type { FieldError } from '../../ui/error-summary/errors';

/** One shift as the page holds it. */
export interface ShiftForm {
  readonly days: readonly string[];
  readonly from: string;
  readonly until: string;
  readonly personId: string;
}

export const EMPTY_SHIFT: ShiftForm = { days: [], from: '', until: '', personId: '' };

type Shifts = NonNullable<RotaQuery['rota']>['shifts'];

/** The pattern as it is kept. Whoever has left has to be replaced before it is saved: nobody stands there then. */
export function toForm(shifts: Shifts): readonly ShiftForm[] {
  return shifts.map(({ days, from, until, person }) => ({
    days,
    from,
    until,
    personId: person.isHere ? person.id : '',
  }));
}

/** What is sent. Only for a form of which `patternErrors` has nothing to say. */
export function toShifts(form: readonly ShiftForm[]): ShiftInput[] {
  return form.map(({ days, ...shift }) => ({ ...shift, days: days as ShiftDay[] }));
}

/** What is wrong with the shifts, each fault with its field. */
export function patternErrors(form: readonly ShiftForm[]): readonly FieldError[] {
  return form.flatMap(({ days, from, until, personId }, index) => [
    ...(days.length === 0 ? [{ field: `shifts.${index}`, message: 'Choose at least one day.' }] : []),
    ...timeErrors(`shifts.${index}.from`, from),
    ...timeErrors(`shifts.${index}.until`, until),
    ...(personId === '' ? [{ field: `shifts.${index}.person`, message: 'Choose who is on call.' }] : []),
  ]);
}

function timeErrors(field: string, time: string): readonly FieldError[] {
  return isTimeOfDay(time) ? [] : [{ field, message: 'Enter a time of day, for example 17:30.' }];
}
