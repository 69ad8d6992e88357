import type { HoldId, PlacementRequestId, ReferralId, UnitId } from './ids.ts';

/** The states of a hold, which is also the offer once the service has said yes (DOMAIN 2.3). */
export const HOLD_STATUSES = [
  'HELD', 'SURVIVOR_ACCEPTED', 'TRAVELLING', 'ARRIVED', 'EXPIRED', 'SURVIVOR_DECLINED', 'PROVIDER_WITHDRAWN', 'NO_SHOW', 'RELEASED',
] as const;
export type HoldStatus = (typeof HOLD_STATUSES)[number];

export interface Hold {
  readonly id: HoldId;
  readonly requestId: PlacementRequestId;
  readonly referralId: ReferralId;
  readonly unitId: UnitId;
  readonly status: HoldStatus;
  /** True once the service has offered the place; before that the hold only keeps it free while the service decides. */
  readonly offered: boolean;
  readonly placedAt: Date;
  readonly expiresAt: Date;
  readonly timesExtended: number;
  readonly rev: number;
}
