import { VOID_REASON_CODES, type VoidReasonCode } from './codes.ts';
import { type Decision, type Refusal, allow, refuse } from './decision.ts';
import type { HoldId, PlacementId, PlacementRequestId, ReferralId, ServiceId, SiteId, UnitId } from './ids.ts';
import type { CivilDate } from './calendar.ts';

/** CORE's type of unit, in words (DOMAIN 2.2 E). Shared living is any kind in which households share rooms. */
export const UNIT_KINDS = [
  'ROOM_IN_SHARED_HOUSE',
  'SHARED_FLAT',
  'SELF_CONTAINED_FLAT',
  'SELF_CONTAINED_HOUSE',
  'BUNGALOW',
] as const;
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
export type VoidReason = VoidReasonCode;
export const VOID_REASONS: readonly VoidReason[] = VOID_REASON_CODES.map((entry) => entry.code);

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
  'AVAILABLE',
  'HELD',
  'RESERVED',
  'OCCUPIED',
  'NOTICE',
  'TURNAROUND',
  'OUT_OF_SERVICE',
  'CLOSED',
] as const satisfies readonly UnitState['status'][];
export type UnitStatus = UnitState['status'];

export interface Unit {
  readonly id: UnitId;
  readonly serviceId: ServiceId;
  readonly siteId: SiteId;
  /** What the service calls it, for example "Room 4". Never an address. */
  readonly label: string;
  readonly features: UnitFeatures;
  /** The unit next to it, on the same site, that a large family may have with it. */
  readonly adjoins?: UnitId;
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

/** How long ago a vacancy was confirmed: STALE ones are not offered without a call. */
export const FRESHNESS = ['FRESH', 'AMBER', 'STALE'] as const;
export type Freshness = (typeof FRESHNESS)[number];

const HOUR = 3_600_000;
/** How old a confirmation may be, in milliseconds. Source: DOMAIN 2.4. */
export const FRESH_MS = 12 * HOUR;
export const AMBER_MS = 24 * HOUR;

/** FRESH up to and with 12 hours after the last confirmation, AMBER up to and with 24, then STALE. */
export function freshness(lastConfirmedAt: Date, now: Date): Freshness {
  const age = now.getTime() - lastConfirmedAt.getTime();
  if (age <= FRESH_MS) return 'FRESH';
  return age <= AMBER_MS ? 'AMBER' : 'STALE';
}

/** What may happen to a unit, and what it then is. Whatever is not in this table cannot happen. */
export const UNIT_TRANSITIONS = {
  HOLD: { AVAILABLE: 'HELD' },
  EXTEND_HOLD: { HELD: 'HELD' },
  RELEASE: { HELD: 'AVAILABLE', RESERVED: 'AVAILABLE' },
  RESERVE: { HELD: 'RESERVED' },
  OCCUPY: { RESERVED: 'OCCUPIED' },
  GIVE_NOTICE: { OCCUPIED: 'NOTICE', NOTICE: 'NOTICE' },
  VACATE: { OCCUPIED: 'TURNAROUND', NOTICE: 'TURNAROUND' },
  FINISH_TURNAROUND: { TURNAROUND: 'AVAILABLE' },
  TAKE_OUT_OF_USE: { AVAILABLE: 'OUT_OF_SERVICE', TURNAROUND: 'OUT_OF_SERVICE' },
  // Fire, flood and a known address do not wait for a hold to end: it ends with the unit.
  TAKE_OUT_IN_EMERGENCY: {
    AVAILABLE: 'OUT_OF_SERVICE',
    TURNAROUND: 'OUT_OF_SERVICE',
    HELD: 'OUT_OF_SERVICE',
    RESERVED: 'OUT_OF_SERVICE',
  },
  RETURN_TO_USE: { OUT_OF_SERVICE: 'AVAILABLE' },
  CONFIRM: { AVAILABLE: 'AVAILABLE', HELD: 'HELD' },
} as const satisfies Record<string, Partial<Record<UnitStatus, UnitStatus>>>;

export type UnitAction = keyof typeof UNIT_TRANSITIONS;
export const UNIT_ACTIONS = Object.keys(UNIT_TRANSITIONS) as readonly UnitAction[];

function isPossible(action: UnitAction, status: UnitStatus): boolean {
  return status in UNIT_TRANSITIONS[action];
}

/** What may be done with a unit as it truly is at an instant. */
export function unitActions(unit: Unit, now: Date): readonly UnitAction[] {
  const { status } = stateAt(unit, now);
  return UNIT_ACTIONS.filter((action) => isPossible(action, status));
}

/** Keeps a free unit for one referral until an instant. */
export function placeHold(
  unit: Unit,
  wish: UnitHold,
  now: Date,
): Decision<Unit, 'UNIT_NOT_VACANT' | 'UNIT_OUT_OF_USE'> {
  const { status } = stateAt(unit, now);
  if (status === 'OUT_OF_SERVICE' || status === 'CLOSED') return refuse('UNIT_OUT_OF_USE');
  if (!isPossible('HOLD', status)) return refuse('UNIT_NOT_VACANT');
  return allow({ ...unit, state: { status: 'HELD', hold: wish } });
}

type HoldRefusal = 'HOLD_LAPSED' | 'HOLD_NOT_ACTIVE';
type HeldState = Extract<UnitState, { hold: UnitHold }>;

/** The unit's state if this very hold is on it and has not run out; else why not. */
function heldBy(unit: Unit, holdId: HoldId, now: Date): HeldState | Refusal<HoldRefusal> {
  const { state } = unit;
  if (!('hold' in state) || state.hold.holdId !== holdId) return refuse('HOLD_NOT_ACTIVE');
  return stateAt(unit, now) === state ? state : refuse('HOLD_LAPSED');
}

/** Keeps the unit until a later instant. Refuses a hold that has run out: the unit may have gone to somebody else. */
export function extendHold(unit: Unit, holdId: HoldId, expiresAt: Date, now: Date): Decision<Unit, HoldRefusal> {
  const held = heldBy(unit, holdId, now);
  if ('allowed' in held) return held;
  if (held.status !== 'HELD') return refuse('HOLD_NOT_ACTIVE');
  return allow({ ...unit, state: { status: 'HELD', hold: { ...held.hold, expiresAt } } });
}

/** Lets the unit go. A hold that has run out may be let go as well: the unit is free either way. */
export function releaseUnit(unit: Unit, holdId: HoldId, now: Date): Decision<Unit, 'HOLD_NOT_ACTIVE'> {
  const held = heldBy(unit, holdId, now);
  if ('allowed' in held && held.reason === 'HOLD_NOT_ACTIVE') return refuse('HOLD_NOT_ACTIVE');
  return allow({ ...unit, state: { status: 'AVAILABLE' } });
}

/** The survivor has said yes: from now on the hold no longer runs out. Only while it has not. */
export function reserveUnit(unit: Unit, holdId: HoldId, now: Date): Decision<Unit, HoldRefusal> {
  const held = heldBy(unit, holdId, now);
  if ('allowed' in held) return held;
  if (held.status !== 'HELD') return refuse('HOLD_NOT_ACTIVE');
  return allow({ ...unit, state: { status: 'RESERVED', hold: held.hold } });
}

/** The household for whom the unit is reserved has arrived. */
export function occupyUnit(
  unit: Unit,
  holdId: HoldId,
  placementId: PlacementId,
  now: Date,
): Decision<Unit, HoldRefusal | 'UNIT_STATE_CHANGED'> {
  const held = heldBy(unit, holdId, now);
  if ('allowed' in held) return held;
  if (held.status !== 'RESERVED') return refuse('UNIT_STATE_CHANGED');
  return allow({ ...unit, state: { status: 'OCCUPIED', placementId } });
}

type StayRefusal = 'UNIT_STATE_CHANGED';

function isStayOf(unit: Unit, placementId: PlacementId): boolean {
  return 'placementId' in unit.state && unit.state.placementId === placementId;
}

/** The household will leave on a day. Giving notice again changes the day. */
export function giveNoticeOnUnit(
  unit: Unit,
  placementId: PlacementId,
  leavingOn: CivilDate,
): Decision<Unit, StayRefusal> {
  if (!isStayOf(unit, placementId)) return refuse('UNIT_STATE_CHANGED');
  return allow({ ...unit, state: { status: 'NOTICE', placementId, leavingOn } });
}

/** The household has left: the unit is cleaned before it is free again. */
export function vacateUnit(unit: Unit, placementId: PlacementId): Decision<Unit, StayRefusal> {
  if (!isStayOf(unit, placementId)) return refuse('UNIT_STATE_CHANGED');
  return allow({ ...unit, state: { status: 'TURNAROUND' } });
}

/** Cleaned and ready. Whoever says so has just seen the unit, so it counts as confirmed. */
export function finishTurnaround(unit: Unit, now: Date): Decision<Unit, 'UNIT_STATE_CHANGED'> {
  if (!isPossible('FINISH_TURNAROUND', unit.state.status)) return refuse('UNIT_STATE_CHANGED');
  return allow({ ...unit, state: { status: 'AVAILABLE' }, lastConfirmedAt: now });
}

/** Why a unit goes out of use, and when it is expected back, if anybody knows. */
export interface OutOfUse {
  readonly reason: VoidReason;
  readonly expectedBack?: CivilDate;
}

/** A unit taken out of use, with the hold that ended by it, if one did: those people need another place at once. */
export interface TakenOut {
  readonly unit: Unit;
  readonly endedHold?: UnitHold;
}

const EMERGENCIES: readonly VoidReason[] = ['FIRE_OR_FLOOD', 'SECURITY_COMPROMISED'];

/** Whether nobody can be left where they are, promised or not. */
export function isEmergency(reason: VoidReason): boolean {
  return EMERGENCIES.includes(reason);
}

/**
 * Takes a unit out of use. A unit that is held, reserved or lived in is refused, except that fire, flood or a known
 * address end a hold on it. People who live there are moved first: their stay ends before the unit does.
 */
export function takeOutOfUse(
  unit: Unit,
  why: OutOfUse,
  now: Date,
): Decision<TakenOut, 'UNIT_NOT_VACANT' | 'UNIT_OUT_OF_USE'> {
  const state = stateAt(unit, now);
  if (state.status === 'OUT_OF_SERVICE' || state.status === 'CLOSED') return refuse('UNIT_OUT_OF_USE');
  const action = isEmergency(why.reason) ? 'TAKE_OUT_IN_EMERGENCY' : 'TAKE_OUT_OF_USE';
  if (!isPossible(action, state.status)) return refuse('UNIT_NOT_VACANT');
  const taken: Unit = { ...unit, state: { status: 'OUT_OF_SERVICE', ...why } };
  return allow('hold' in state ? { unit: taken, endedHold: state.hold } : { unit: taken });
}

/** Back in use. Whoever says so has just seen the unit, so it counts as confirmed. */
export function returnToUse(unit: Unit, now: Date): Decision<Unit, 'UNIT_STATE_CHANGED'> {
  if (!isPossible('RETURN_TO_USE', unit.state.status)) return refuse('UNIT_STATE_CHANGED');
  return allow({ ...unit, state: { status: 'AVAILABLE' }, lastConfirmedAt: now });
}

/** What is shown as free is free. Refuses a unit that shows no vacancy: there is nothing to confirm. */
export function confirmVacancy(unit: Unit, now: Date): Decision<Unit, 'UNIT_HAS_NO_VACANCY_TO_CONFIRM'> {
  if (!isPossible('CONFIRM', stateAt(unit, now).status)) return refuse('UNIT_HAS_NO_VACANCY_TO_CONFIRM');
  return allow({ ...unit, lastConfirmedAt: now });
}
