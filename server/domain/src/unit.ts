import { type Decision, allow, refuse } from './decision.ts';
import type { HoldId, PlacementId, PlacementRequestId, ReferralId, ServiceId, SiteId, UnitId } from './ids.ts';
import type { CivilDate } from './calendar.ts';

/** CORE's type of unit, in words (DOMAIN 2.2 E). Shared living is any kind in which households share rooms. */
export const UNIT_KINDS = ['ROOM_IN_SHARED_HOUSE', 'SHARED_FLAT', 'SELF_CONTAINED_FLAT', 'SELF_CONTAINED_HOUSE', 'BUNGALOW'] as const;
export type UnitKind = (typeof UNIT_KINDS)[number];

/** What a unit is, apart from whether it is free. Beds are counts of places to sleep. */
export interface UnitFeatures {
  readonly kind: UnitKind;
  readonly adultBeds: number;
  readonly childBeds: number;
  readonly cots: number;
  /** Fold-out beds that can be put up; they stand in for a child bed, on condition. */
  readonly foldOutBeds: number;
  /** Stairs or hall used with other households although the rooms are one's own: boys' limits then apply. */
  readonly sharesHalls: boolean;
  readonly stepFree: boolean;
  readonly wheelchair: boolean;
  readonly adaptedBathroom: boolean;
  readonly carerRoom: boolean;
  readonly petsWelcome: boolean;
  /** A limit of this unit's own, in years, that replaces the service's. */
  readonly boysMaximumAge?: number;
}

export interface UnitHold {
  readonly holdId: HoldId;
  readonly requestId: PlacementRequestId;
  readonly referralId: ReferralId;
  readonly expiresAt: Date;
}

/** Why a unit is out of use (DOMAIN 2.2 J). */
export const VOID_REASONS = [
  'DAMAGE_REPAIR', 'DAMP_OR_INFESTATION', 'DEEP_CLEAN', 'FURNITURE', 'PLANNED_WORKS', 'FIRE_OR_FLOOD', 'INCIDENT_SCENE',
  'OCCUPANCY_REDUCED', 'STAFFING', 'SECURITY_COMPROMISED', 'PENDING_HAND_BACK', 'BELONGINGS_HELD',
] as const;
export type VoidReason = (typeof VOID_REASONS)[number];

/** What is going on with a unit. Only a HELD or RESERVED unit has a hold, so nothing else can carry one. */
export type UnitState =
  | { readonly status: 'AVAILABLE' }
  | { readonly status: 'HELD'; readonly hold: UnitHold }
  | { readonly status: 'RESERVED'; readonly hold: UnitHold }
  | { readonly status: 'OCCUPIED'; readonly placementId: PlacementId }
  | { readonly status: 'NOTICE'; readonly placementId: PlacementId; readonly leavingOn: CivilDate }
  | { readonly status: 'TURNAROUND' }
  | { readonly status: 'OUT_OF_SERVICE'; readonly reason: VoidReason; readonly expectedBack?: CivilDate }
  | { readonly status: 'CLOSED' };

export const UNIT_STATUSES = [
  'AVAILABLE', 'HELD', 'RESERVED', 'OCCUPIED', 'NOTICE', 'TURNAROUND', 'OUT_OF_SERVICE', 'CLOSED',
] as const satisfies readonly UnitState['status'][];
export type UnitStatus = UnitState['status'];

export interface Unit {
  readonly id: UnitId;
  readonly serviceId: ServiceId;
  readonly siteId: SiteId;
  /** What the service calls it, for example "Room 4". Never an address. */
  readonly label: string;
  readonly features: UnitFeatures;
  readonly state: UnitState;
  /** Counts every change; a write is accepted only against the revision it was decided on. */
  readonly rev: number;
  readonly lastConfirmedAt: Date;
}

/**
 * The state as it truly is at an instant: a hold that has run out reads as free, whether or not a worker has seen it.
 * RESERVED does not lapse: the survivor has said yes and may be on her way.
 */
export function stateAt(unit: Unit, now: Date): UnitState {
  const { state } = unit;
  return state.status === 'HELD' && state.hold.expiresAt <= now ? { status: 'AVAILABLE' } : state;
}

/** The one answer to "is this unit free?", asked by search, hold, offer, acceptance, arrival and closing. */
export function isFree(unit: Unit, now: Date): boolean {
  return stateAt(unit, now).status === 'AVAILABLE';
}

export interface HoldWish {
  readonly holdId: HoldId;
  readonly requestId: PlacementRequestId;
  readonly referralId: ReferralId;
  readonly expiresAt: Date;
}

/** Keeps a free unit for one referral until an instant. */
export function placeHold(unit: Unit, wish: HoldWish, now: Date): Decision<Unit, 'UNIT_NOT_VACANT' | 'UNIT_OUT_OF_USE'> {
  const { status } = stateAt(unit, now);
  if (status === 'OUT_OF_SERVICE' || status === 'CLOSED') return refuse('UNIT_OUT_OF_USE');
  if (status !== 'AVAILABLE') return refuse('UNIT_NOT_VACANT');
  return allow({ ...unit, state: { status: 'HELD', hold: wish } });
}
