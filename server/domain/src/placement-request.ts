import type { HoldId, PlacementRequestId, ReferralId, ServiceId, UnitId } from './ids.ts';
import type { DeclineAnswer } from './decline.ts';

/** The states of one ask to one service (DOMAIN 2.3). */
export const REQUEST_STATUSES = [
  'SENT', 'SEEN', 'ACKNOWLEDGED', 'INFO_REQUESTED', 'OFFERED', 'DECLINED', 'NO_RESPONSE', 'SUPERSEDED', 'OFFER_ENDED',
] as const;
export type RequestStatus = (typeof REQUEST_STATUSES)[number];

export const REQUEST_ACTIONS = [
  'SEE', 'ACKNOWLEDGE', 'ASK_INFORMATION', 'GIVE_INFORMATION', 'OFFER', 'DECLINE', 'MARK_NO_RESPONSE', 'SUPERSEDE', 'END_OFFER',
] as const;
export type RequestAction = (typeof REQUEST_ACTIONS)[number];

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
