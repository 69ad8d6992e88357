import type { CivilDate } from './calendar.ts';
import type { DepartureReason } from './codes.ts';
import { type Decision, allow, refuse } from './decision.ts';
import type { HoldId, PlacementId, ReferralId, UnitId } from './ids.ts';

/** The states of a stay in a unit (DOMAIN 2.3). Move-on is refined by a later part of the record. */
export const PLACEMENT_STATUSES = ['ARRIVED', 'LEFT'] as const;
export type PlacementStatus = (typeof PLACEMENT_STATUSES)[number];

/** A household's stay in a unit: half-open in civil days, from the day of arrival to the day of departure. */
export interface Placement {
  readonly id: PlacementId;
  readonly referralId: ReferralId;
  readonly unitId: UnitId;
  /** A second unit, next to the first, in which they live as well. */
  readonly joinedUnitId?: UnitId;
  readonly holdId: HoldId;
  readonly status: PlacementStatus;
  readonly arrivedOn: CivilDate;
  readonly leavingOn?: CivilDate;
  readonly leftOn?: CivilDate;
  readonly departureReason?: DepartureReason;
  readonly rev: number;
}

/** What a stay begins with. */
export type Arrival = Pick<Placement, 'id' | 'referralId' | 'unitId' | 'holdId' | 'arrivedOn'>;

/** The stay that begins when a household arrives. */
export function beginPlacement(arrival: Arrival): Placement {
  return { ...arrival, status: 'ARRIVED', rev: 1 };
}

/** What may still be recorded of a stay. */
export function placementActions(status: PlacementStatus): readonly ('GIVE_NOTICE' | 'LEAVE')[] {
  return status === 'ARRIVED' ? ['GIVE_NOTICE', 'LEAVE'] : [];
}

/** The household will leave on a day, today or later. Giving notice again changes the day. */
export function giveNotice(
  placement: Placement,
  leavingOn: CivilDate,
  today: CivilDate,
): Decision<Placement, 'PLACEMENT_STATE' | 'DATE_IN_PAST'> {
  if (placement.status !== 'ARRIVED') return refuse('PLACEMENT_STATE');
  return leavingOn < today ? refuse('DATE_IN_PAST', 'leavingOn') : allow({ ...placement, leavingOn });
}

/** When and where to a household left. */
export interface Departure {
  readonly leftOn: CivilDate;
  readonly reason: DepartureReason;
}

/** The household has left: on a day not before it came and not in the future. */
export function leave(
  placement: Placement,
  departure: Departure,
  today: CivilDate,
): Decision<Placement, 'PLACEMENT_STATE' | 'DATE_BEFORE_ARRIVAL' | 'DATE_IN_FUTURE'> {
  const { leftOn, reason } = departure;
  if (placement.status !== 'ARRIVED') return refuse('PLACEMENT_STATE');
  if (leftOn > today) return refuse('DATE_IN_FUTURE', 'leftOn');
  if (leftOn < placement.arrivedOn) return refuse('DATE_BEFORE_ARRIVAL', 'leftOn');
  return allow({ ...placement, status: 'LEFT', leftOn, departureReason: reason });
}

/** A span of nights, half-open: the day of departure is free for the next household. */
export type Stay = Pick<Placement, 'arrivedOn' | 'leftOn'>;

/** Whether a household spends the night that begins on a day in the unit. */
export function isStaying(stay: Stay, on: CivilDate): boolean {
  return stay.arrivedOn <= on && (stay.leftOn === undefined || on < stay.leftOn);
}

/** Whether two stays need the same night. One that ends on the day the other begins does not. */
export function staysOverlap(one: Stay, other: Stay): boolean {
  const starts = one.arrivedOn > other.arrivedOn ? one.arrivedOn : other.arrivedOn;
  return isStaying(one, starts) && isStaying(other, starts);
}
