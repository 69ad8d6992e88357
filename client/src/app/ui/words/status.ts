import type { HoldStatus } from '@openhaven/domain/hold';
import type { RequestStatus } from '@openhaven/domain/placement-request';
import type { ReferralStatus } from '@openhaven/domain/referral';
import type { UnitStatus } from '@openhaven/domain/unit';
import type { Status } from '../status-tag/status-tag';

/** How old a confirmation is, as the server judges it. */
export type FreshnessCode = 'FRESH' | 'AMBER' | 'STALE';

export const REFERRAL_STATUS: Readonly<Record<ReferralStatus, Status>> = {
  DRAFT: { word: 'Draft', tone: 'act' },
  SUBMITTED: { word: 'Sent, nobody asked yet', tone: 'act' },
  SEEKING: { word: 'Services asked', tone: 'wait' },
  INFO_NEEDED: { word: 'Question to answer', tone: 'act' },
  PAUSED_SAFE_CONTACT: { word: 'Paused: cannot be reached safely', tone: 'act' },
  OFFERED: { word: 'Place offered', tone: 'act' },
  AGREED: { word: 'Agreed, on the way', tone: 'wait' },
  ARRIVED: { word: 'Arrived', tone: 'good' },
  NO_SHOW: { word: 'Did not arrive', tone: 'bad' },
  PLACED: { word: 'Placed', tone: 'good' },
  TRANSFERRED: { word: 'Taken over elsewhere', tone: 'over' },
  UNMET: { word: 'Closed, need not met', tone: 'bad' },
  WITHDRAWN: { word: 'Withdrawn', tone: 'over' },
  MERGED: { word: 'Joined to another referral', tone: 'over' },
};

export const REQUEST_STATUS: Readonly<Record<RequestStatus, Status>> = {
  SENT: { word: 'Sent, not opened', tone: 'wait' },
  SEEN: { word: 'Opened', tone: 'wait' },
  ACKNOWLEDGED: { word: 'Looking at it', tone: 'wait' },
  INFO_REQUESTED: { word: 'Has a question', tone: 'act' },
  OFFERED: { word: 'Offers a place', tone: 'good' },
  DECLINED: { word: 'Said no', tone: 'bad' },
  NO_RESPONSE: { word: 'No answer', tone: 'bad' },
  SUPERSEDED: { word: 'No longer needed', tone: 'over' },
  OFFER_ENDED: { word: 'Offer ended', tone: 'over' },
};

export const HOLD_STATUS: Readonly<Record<HoldStatus, Status>> = {
  HELD: { word: 'Kept free', tone: 'act' },
  SURVIVOR_ACCEPTED: { word: 'Survivor said yes', tone: 'good' },
  TRAVELLING: { word: 'On the way', tone: 'wait' },
  ARRIVED: { word: 'Arrived', tone: 'good' },
  EXPIRED: { word: 'Ran out', tone: 'over' },
  SURVIVOR_DECLINED: { word: 'Survivor said no', tone: 'over' },
  PROVIDER_WITHDRAWN: { word: 'Taken back by the service', tone: 'bad' },
  NO_SHOW: { word: 'Did not arrive', tone: 'bad' },
  RELEASED: { word: 'Let go', tone: 'over' },
};

export const UNIT_STATUS: Readonly<Record<UnitStatus, Status>> = {
  AVAILABLE: { word: 'Free', tone: 'good' },
  HELD: { word: 'Kept for a referral', tone: 'act' },
  RESERVED: { word: 'Promised', tone: 'wait' },
  OCCUPIED: { word: 'Occupied', tone: 'over' },
  NOTICE: { word: 'Occupied, leaving soon', tone: 'wait' },
  TURNAROUND: { word: 'Being made ready', tone: 'act' },
  OUT_OF_SERVICE: { word: 'Out of use', tone: 'bad' },
  CLOSED: { word: 'Closed', tone: 'over' },
};

export const FRESHNESS: Readonly<Record<FreshnessCode, Status>> = {
  FRESH: { word: 'Confirmed lately', tone: 'good' },
  AMBER: { word: 'Over 12 hours old', tone: 'act' },
  STALE: { word: 'Ring first', tone: 'over' },
};
