import type { DepartureReason } from './codes.ts';
import type { CivilDate } from './calendar.ts';
import type { HoldId, PlacementId, ReferralId, UnitId } from './ids.ts';

/** The states of a stay in a unit (DOMAIN 2.3). Move-on is refined by a later part of the record. */
export const PLACEMENT_STATUSES = ['ARRIVED', 'LEFT'] as const;
export type PlacementStatus = (typeof PLACEMENT_STATUSES)[number];

/** A household's stay in a unit: half-open in civil days, from the day of arrival to the day of departure. */
export interface Placement {
  readonly id: PlacementId;
  readonly referralId: ReferralId;
  readonly unitId: UnitId;
  readonly holdId: HoldId;
  readonly status: PlacementStatus;
  readonly arrivedOn: CivilDate;
  readonly leavingOn?: CivilDate;
  readonly leftOn?: CivilDate;
  readonly departureReason?: DepartureReason;
  readonly rev: number;
}
