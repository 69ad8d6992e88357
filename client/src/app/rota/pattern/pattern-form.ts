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
  return form.flatMap((shift, index) =>
    faultsOf(shift).map(({ part, message }) => ({
      field: `shifts.${index}${part}`,
      message: `Shift ${index + 1}: ${message}`,
    })),
  );
}

function faultsOf({ days, from, until, personId }: ShiftForm) {
  return [
    { part: '', isWrong: days.length === 0, message: 'choose at least one day.' },
    { part: '.from', isWrong: !isTimeOfDay(from), message: 'enter when it begins, for example 22:00.' },
    { part: '.until', isWrong: !isTimeOfDay(until), message: 'enter when it ends, for example 09:00.' },
    { part: '.person', isWrong: personId === '', message: 'choose who is on call.' },
  ].filter(({ isWrong }) => isWrong);
}
