import type { StaysQuery } from '../../api/generated';
import { dayInWords } from '../../ui/time';
import { nightsInWords } from '../../ui/words/spaces';

type Space = StaysQuery['vacancies']['edges'][number]['node'];
type StayAt = Space & { readonly placement: NonNullable<Space['placement']> };

export interface Stay {
  readonly unitId: string;
  readonly label: string;
  readonly service: string;
  readonly reference: string;
  readonly since: string;
  /** How long they have been there. */
  readonly nights: string;
  readonly leaves: string;
}

/**
 * The stays that are going on in some spaces: first those who leave soonest, then those whose day is not known, the
 * longest here first.
 *
 * @param today a civil day, 'YYYY-MM-DD'
 */
export function staysOf(spaces: readonly Space[], today: string): readonly Stay[] {
  return spaces
    .filter((space): space is StayAt => space.placement !== null && !space.placement.leftOn)
    .toSorted((one, other) => orderOf(one).localeCompare(orderOf(other)))
    .map(({ id, label, service, placement }) => ({
      unitId: id,
      label,
      service: service.name,
      reference: placement.reference,
      since: dayInWords(placement.arrivedOn),
      nights: nightsInWords(placement.arrivedOn, today),
      leaves: leavesInWords(placement.leavingOn, today),
    }));
}

function orderOf({ placement }: StayAt): string {
  return `${placement.leavingOn ?? '9999-12-31'} ${placement.arrivedOn}`;
}

function leavesInWords(day: string | null, today: string): string {
  if (day === null) return 'Not known yet';
  return day < today ? `${dayInWords(day)}: the day is past. Have they left?` : dayInWords(day);
}
