import { type Decision, allow, refuse } from './decision.ts';
import type { HoldId, PlacementRequestId, ReferralId, UnitId } from './ids.ts';

/** The states of a hold, which is also the offer once the service has said yes (DOMAIN 2.3). */
export const HOLD_STATUSES = [
  'HELD',
  'SURVIVOR_ACCEPTED',
  'TRAVELLING',
  'ARRIVED',
  'EXPIRED',
  'SURVIVOR_DECLINED',
  'PROVIDER_WITHDRAWN',
  'NO_SHOW',
  'RELEASED',
] as const;
export type HoldStatus = (typeof HOLD_STATUSES)[number];

/** Holds that still keep their unit, as far as the state alone can tell; `isActive` also looks at the time. */
export const ACTIVE_HOLD_STATUSES = [
  'HELD',
  'SURVIVOR_ACCEPTED',
  'TRAVELLING',
] as const satisfies readonly HoldStatus[];

/** Whether the survivor has said yes to the place and has not come yet: the household is expected, or on its way. */
export function isExpected({ status }: { readonly status: HoldStatus }): boolean {
  return status === 'SURVIVOR_ACCEPTED' || status === 'TRAVELLING';
}

type Moves = Partial<Record<HoldStatus, HoldStatus>>;

/** The acts that move a hold, from which state to which. Whatever is not in this table cannot happen. */
export const HOLD_TRANSITIONS = {
  OFFER: { HELD: 'HELD' },
  EXTEND: { HELD: 'HELD' },
  EXPIRE: { HELD: 'EXPIRED' },
  ACCEPT: { HELD: 'SURVIVOR_ACCEPTED' },
  DECLINE: { HELD: 'SURVIVOR_DECLINED', SURVIVOR_ACCEPTED: 'SURVIVOR_DECLINED', TRAVELLING: 'SURVIVOR_DECLINED' },
  SET_OFF: { SURVIVOR_ACCEPTED: 'TRAVELLING' },
  WITHDRAW: { HELD: 'PROVIDER_WITHDRAWN', SURVIVOR_ACCEPTED: 'PROVIDER_WITHDRAWN', TRAVELLING: 'PROVIDER_WITHDRAWN' },
  RELEASE: { HELD: 'RELEASED', SURVIVOR_ACCEPTED: 'RELEASED', TRAVELLING: 'RELEASED' },
  ARRIVE: { SURVIVOR_ACCEPTED: 'ARRIVED', TRAVELLING: 'ARRIVED' },
  MISS_ARRIVAL: { SURVIVOR_ACCEPTED: 'NO_SHOW', TRAVELLING: 'NO_SHOW' },
} as const satisfies Record<string, Moves>;

export type HoldAction = keyof typeof HOLD_TRANSITIONS;
export const HOLD_ACTIONS = Object.keys(HOLD_TRANSITIONS) as readonly HoldAction[];

export interface Hold {
  readonly id: HoldId;
  readonly requestId: PlacementRequestId;
  readonly referralId: ReferralId;
  readonly unitId: UnitId;
  /** A second unit, next to the first, that is kept with it for a family too large for one: both or neither. */
  readonly joinedUnitId?: UnitId;
  readonly status: HoldStatus;
  /** True once the service has offered the place; before that the hold only keeps it free while the service decides. */
  readonly offered: boolean;
  /** An unsafe area added later covers the place: nobody goes there until the coordinator has looked (SCENARIOS A3). */
  readonly frozen: boolean;
  readonly placedAt: Date;
  readonly expiresAt: Date;
  readonly timesExtended: number;
  /** When the household is awaited, if that has been agreed. */
  readonly arrivalFrom?: Date;
  readonly arrivalUntil?: Date;
  readonly rev: number;
}

/** How far a hold has led: agreed, offered, or merely held. */
function stage({ status, offered }: Hold): number {
  if (status !== 'HELD') return 0;
  return offered ? 1 : 2;
}

/** Several holds, the one that is furthest on first; of equals the one that runs out first. */
export function furthestFirst<Kept extends Hold>(holds: readonly Kept[]): readonly Kept[] {
  return holds.toSorted(
    (one, other) => stage(one) - stage(other) || one.expiresAt.getTime() - other.expiresAt.getTime(),
  );
}

type Ended = 'HOLD_NOT_ACTIVE' | 'HOLD_LAPSED';

function nextStatus(status: HoldStatus, action: HoldAction): HoldStatus | undefined {
  const moves: Moves = HOLD_TRANSITIONS[action];
  return moves[status];
}

function isLapsed(hold: Hold, now: Date): boolean {
  return hold.status === 'HELD' && hold.expiresAt <= now;
}

/** Whether the hold keeps its unit at an instant: a hold that has run out does not, seen by a worker or not. */
export function isActive(hold: Hold, now: Date): boolean {
  const active: readonly HoldStatus[] = ACTIVE_HOLD_STATUSES;
  return active.includes(hold.status) && !isLapsed(hold, now);
}

/** Moves a hold that is still running; one that has run out or ended is refused. */
function move(hold: Hold, action: HoldAction, now: Date): Decision<Hold, Ended> {
  if (isLapsed(hold, now)) return refuse('HOLD_LAPSED');
  const status = nextStatus(hold.status, action);
  return status === undefined ? refuse('HOLD_NOT_ACTIVE') : allow({ ...hold, status });
}

/** As `move`, but for the acts that bring somebody nearer to the place: a frozen hold refuses them. */
function moveTowards(hold: Hold, action: HoldAction, now: Date): Decision<Hold, Ended | 'HOLD_FROZEN'> {
  const moved = move(hold, action, now);
  return moved.allowed && hold.frozen ? refuse('HOLD_FROZEN') : moved;
}

/** The service says yes to a hold that kept its place; the survivor's clock runs until `expiresAt`. */
export function offer(hold: Hold, expiresAt: Date, now: Date): Decision<Hold, Ended | 'HOLD_FROZEN' | 'REQUEST_STATE'> {
  if (hold.offered) return refuse('REQUEST_STATE');
  const moved = moveTowards(hold, 'OFFER', now);
  return moved.allowed ? allow({ ...moved.value, offered: true, expiresAt }) : moved;
}

/** How often a hold may be made longer, and by how many minutes each time. */
export interface ExtensionPolicy {
  readonly holdMinutes: number;
  readonly maxExtensions: number;
}

/** Makes a running hold longer by one hold life, counted from its present end. */
export function extend(
  hold: Hold,
  policy: ExtensionPolicy,
  now: Date,
): Decision<Hold, Ended | 'HOLD_EXTENDED_TOO_OFTEN'> {
  const moved = move(hold, 'EXTEND', now);
  if (!moved.allowed) return moved;
  if (hold.timesExtended >= policy.maxExtensions) return refuse('HOLD_EXTENDED_TOO_OFTEN');
  const expiresAt = new Date(hold.expiresAt.getTime() + policy.holdMinutes * 60_000);
  return allow({ ...moved.value, expiresAt, timesExtended: hold.timesExtended + 1 });
}

/** The clock ends a hold, never before its time. */
export function expire(hold: Hold, now: Date): Decision<Hold, 'HOLD_NOT_DUE' | 'HOLD_NOT_ACTIVE'> {
  const status = nextStatus(hold.status, 'EXPIRE');
  if (status === undefined) return refuse('HOLD_NOT_ACTIVE');
  return isLapsed(hold, now) ? allow({ ...hold, status }) : refuse('HOLD_NOT_DUE');
}

/** The survivor says yes to an offer. From now on it no longer runs out. */
export function accept(hold: Hold, now: Date): Decision<Hold, Ended | 'HOLD_FROZEN' | 'REQUEST_STATE'> {
  const moved = moveTowards(hold, 'ACCEPT', now);
  if (!moved.allowed) return moved;
  return hold.offered ? moved : refuse('REQUEST_STATE');
}

/** The survivor says no, or no longer. */
export function declineBySurvivor(hold: Hold, now: Date): Decision<Hold, Ended> {
  return move(hold, 'DECLINE', now);
}

/** On the way. */
export function setOff(hold: Hold, now: Date): Decision<Hold, Ended | 'HOLD_FROZEN'> {
  return moveTowards(hold, 'SET_OFF', now);
}

/** The service takes the place back. The reason is mandatory and the coordinator is told: the command sees to both. */
export function withdrawByProvider(hold: Hold, now: Date): Decision<Hold, Ended> {
  return move(hold, 'WITHDRAW', now);
}

/** The referrer lets the place go. */
export function release(hold: Hold, now: Date): Decision<Hold, Ended> {
  return move(hold, 'RELEASE', now);
}

/** The household has arrived. */
export function arrive(hold: Hold, now: Date): Decision<Hold, Ended | 'HOLD_FROZEN'> {
  return moveTowards(hold, 'ARRIVE', now);
}

/** The household has not arrived: never said before the agreed window is over. */
export function missArrival(hold: Hold, now: Date): Decision<Hold, Ended | 'TOO_EARLY'> {
  const moved = move(hold, 'MISS_ARRIVAL', now);
  if (!moved.allowed) return moved;
  return hold.arrivalUntil !== undefined && now < hold.arrivalUntil ? refuse('TOO_EARLY') : moved;
}

/** Stops an active hold where it stands: it keeps its unit, and nobody may go there. Freezing twice changes nothing. */
export function freeze(hold: Hold, now: Date): Decision<Hold, 'HOLD_NOT_ACTIVE'> {
  return isActive(hold, now) ? allow({ ...hold, frozen: true }) : refuse('HOLD_NOT_ACTIVE');
}

/** Lets a frozen hold go on. Only after the survivor has taken the area back, or the place was found to lie outside. */
export function unfreeze(hold: Hold, now: Date): Decision<Hold, 'HOLD_NOT_ACTIVE'> {
  return isActive(hold, now) ? allow({ ...hold, frozen: false }) : refuse('HOLD_NOT_ACTIVE');
}

const DEFAULT_MAX_EXTENSIONS = 2;

/**
 * The acts that would not be refused at an instant, whoever acts.
 *
 * @param maxExtensions how often the hold may be made longer, from the target times of its priority
 */
export function holdActions(hold: Hold, now: Date, maxExtensions = DEFAULT_MAX_EXTENSIONS): readonly HoldAction[] {
  const attempts: Readonly<Record<HoldAction, Decision<Hold>>> = {
    OFFER: offer(hold, hold.expiresAt, now),
    EXTEND: extend(hold, { holdMinutes: 0, maxExtensions }, now),
    EXPIRE: expire(hold, now),
    ACCEPT: accept(hold, now),
    DECLINE: declineBySurvivor(hold, now),
    SET_OFF: setOff(hold, now),
    WITHDRAW: withdrawByProvider(hold, now),
    RELEASE: release(hold, now),
    ARRIVE: arrive(hold, now),
    MISS_ARRIVAL: missArrival(hold, now),
  };
  return HOLD_ACTIONS.filter((action) => attempts[action].allowed);
}
