import type { DeclineAnswer } from './decline.ts';
import { type Decision, allow, refuse } from './decision.ts';
import type { HoldId, PlacementRequestId, ReferralId, ServiceId, UnitId } from './ids.ts';

/** The states of one ask to one service (DOMAIN 2.3). */
export const REQUEST_STATUSES = [
  'SENT',
  'SEEN',
  'ACKNOWLEDGED',
  'INFO_REQUESTED',
  'OFFERED',
  'DECLINED',
  'NO_RESPONSE',
  'SUPERSEDED',
  'OFFER_ENDED',
] as const;
export type RequestStatus = (typeof REQUEST_STATUSES)[number];

/** Requests that wait for the service's answer. */
export const OPEN_REQUEST_STATUSES = [
  'SENT',
  'SEEN',
  'ACKNOWLEDGED',
  'INFO_REQUESTED',
] as const satisfies readonly RequestStatus[];

type Moves = Partial<Record<RequestStatus, RequestStatus>>;

/** The acts that move a request, from which state to which. Whatever is not in this table cannot happen. */
export const REQUEST_TRANSITIONS = {
  // Opening it again changes nothing, whatever has happened since.
  SEE: {
    SENT: 'SEEN',
    SEEN: 'SEEN',
    ACKNOWLEDGED: 'ACKNOWLEDGED',
    INFO_REQUESTED: 'INFO_REQUESTED',
    NO_RESPONSE: 'NO_RESPONSE',
  },
  ACKNOWLEDGE: { SENT: 'ACKNOWLEDGED', SEEN: 'ACKNOWLEDGED', ACKNOWLEDGED: 'ACKNOWLEDGED' },
  ASK_INFORMATION: {
    SENT: 'INFO_REQUESTED',
    SEEN: 'INFO_REQUESTED',
    ACKNOWLEDGED: 'INFO_REQUESTED',
    INFO_REQUESTED: 'INFO_REQUESTED',
  },
  GIVE_INFORMATION: { INFO_REQUESTED: 'ACKNOWLEDGED' },
  // A late yes, and a yes after an offer that lapsed, are still a bed.
  OFFER: {
    SENT: 'OFFERED',
    SEEN: 'OFFERED',
    ACKNOWLEDGED: 'OFFERED',
    INFO_REQUESTED: 'OFFERED',
    NO_RESPONSE: 'OFFERED',
    OFFER_ENDED: 'OFFERED',
  },
  DECLINE: { SENT: 'DECLINED', SEEN: 'DECLINED', ACKNOWLEDGED: 'DECLINED', INFO_REQUESTED: 'DECLINED' },
  // A service that has asked a question is not silent: the referrer's answer is awaited.
  MARK_NO_RESPONSE: { SENT: 'NO_RESPONSE', SEEN: 'NO_RESPONSE', ACKNOWLEDGED: 'NO_RESPONSE' },
  SUPERSEDE: {
    SENT: 'SUPERSEDED',
    SEEN: 'SUPERSEDED',
    ACKNOWLEDGED: 'SUPERSEDED',
    INFO_REQUESTED: 'SUPERSEDED',
    OFFERED: 'SUPERSEDED',
    NO_RESPONSE: 'SUPERSEDED',
  },
  END_OFFER: { OFFERED: 'OFFER_ENDED' },
  // The coordinator does not let a no stand.
  ASK_AGAIN: { DECLINED: 'SENT' },
} as const satisfies Record<string, Moves>;

export type RequestAction = keyof typeof REQUEST_TRANSITIONS;
export const REQUEST_ACTIONS = Object.keys(REQUEST_TRANSITIONS) as readonly RequestAction[];

export interface PlacementRequest {
  readonly id: PlacementRequestId;
  readonly referralId: ReferralId;
  readonly serviceId: ServiceId;
  readonly unitId?: UnitId;
  readonly status: RequestStatus;
  readonly sentAt: Date;
  /** By when it must be acknowledged, and by when decided: instants in UTC. */
  readonly acknowledgeBy: Date;
  readonly decideBy: Date;
  readonly seenAt?: Date;
  readonly acknowledgedAt?: Date;
  readonly decidedAt?: Date;
  readonly decline?: DeclineAnswer;
  readonly holdId?: HoldId;
  readonly rev: number;
}

function nextStatus(status: RequestStatus, action: RequestAction): RequestStatus | undefined {
  const moves: Moves = REQUEST_TRANSITIONS[action];
  return moves[status];
}

type Stamps = Pick<PlacementRequest, 'seenAt' | 'acknowledgedAt' | 'decidedAt'>;

/** What each act proves: whoever answers has seen it, whoever asks back is looking at it. */
function stamps(action: RequestAction, now: Date): Stamps {
  if (action === 'SEE') return { seenAt: now };
  if (action === 'ACKNOWLEDGE' || action === 'ASK_INFORMATION') return { seenAt: now, acknowledgedAt: now };
  if (action === 'OFFER' || action === 'DECLINE') return { seenAt: now, acknowledgedAt: now, decidedAt: now };
  return {};
}

/** The first time counts: a stamp that is there stays. Except the decision, which is the last one. */
function stamped(request: PlacementRequest, action: RequestAction, now: Date): PlacementRequest {
  const { decidedAt, ...firsts } = stamps(action, now);
  return decidedAt === undefined ? { ...firsts, ...request } : { ...firsts, ...request, decidedAt };
}

/**
 * Moves a request by one act at an instant, or refuses because its state does not allow it.
 *
 * A decline goes through `declineRequest`, silence through `markNoResponse`: they need more than a state.
 */
export function applyToRequest(
  request: PlacementRequest,
  action: RequestAction,
  now: Date,
): Decision<PlacementRequest, 'REQUEST_STATE'> {
  const status = nextStatus(request.status, action);
  return status === undefined ? refuse('REQUEST_STATE') : allow({ ...stamped(request, action, now), status });
}

/** The service says no, with an answer that `checkDecline` has let through. */
export function declineRequest(
  request: PlacementRequest,
  decline: DeclineAnswer,
  now: Date,
): Decision<PlacementRequest, 'REQUEST_STATE'> {
  const declined = applyToRequest(request, 'DECLINE', now);
  return declined.allowed ? allow({ ...declined.value, decline }) : declined;
}

/** The clock says that nobody answered. Never before the decision is due, and never a person's choice. */
export function markNoResponse(
  request: PlacementRequest,
  now: Date,
): Decision<PlacementRequest, 'REQUEST_STATE' | 'TOO_EARLY'> {
  return now < request.decideBy ? refuse('TOO_EARLY') : applyToRequest(request, 'MARK_NO_RESPONSE', now);
}

/** The acts that a state allows, whoever acts. */
export function requestActions(status: RequestStatus): readonly RequestAction[] {
  return REQUEST_ACTIONS.filter((action) => nextStatus(status, action) !== undefined);
}

/** Whether the service can still say yes, be it late. */
export function isAnswerable(status: RequestStatus): boolean {
  return nextStatus(status, 'OFFER') !== undefined;
}

/** Whether the service's answer is awaited. */
export function isOpenRequest(status: RequestStatus): boolean {
  const open: readonly RequestStatus[] = OPEN_REQUEST_STATUSES;
  return open.includes(status);
}
