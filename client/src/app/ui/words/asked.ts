import type { HoldStatus } from '@openhaven/domain/hold';
import type { RequestStatus } from '@openhaven/domain/placement-request';
import type { Status } from '../status-tag/status-tag';
import { HOLD_STATUS } from './status';

/** How far a request has come, as the service reads it that is asked. */
const ASKED_STATUS: Readonly<Record<RequestStatus, Status>> = {
  SENT: { word: 'New', tone: 'act' },
  SEEN: { word: 'Opened', tone: 'act' },
  ACKNOWLEDGED: { word: 'You are looking at it', tone: 'wait' },
  INFO_REQUESTED: { word: 'You asked a question', tone: 'wait' },
  OFFERED: { word: 'You offered a place', tone: 'good' },
  DECLINED: { word: 'You said no', tone: 'over' },
  NO_RESPONSE: { word: 'Time ran out', tone: 'bad' },
  SUPERSEDED: { word: 'No longer needed', tone: 'over' },
  OFFER_ENDED: { word: 'Your offer ended', tone: 'over' },
};

/** After the survivor's answer it is the answer that counts, not the offer. */
const ANSWERED: readonly HoldStatus[] = ['SURVIVOR_ACCEPTED', 'TRAVELLING', 'ARRIVED', 'NO_SHOW'];

export function askedStatus(status: RequestStatus, hold: HoldStatus | undefined): Status {
  return status === 'OFFERED' && hold !== undefined && ANSWERED.includes(hold)
    ? HOLD_STATUS[hold]
    : ASKED_STATUS[status];
}
