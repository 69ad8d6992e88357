import type { AskedHeadFragment, HoldStatus, RequestStatus } from '../api/generated';
import type { CountdownKind } from '../ui/countdown/countdown-text';

/** What a request waits for, and until when. */
export interface RequestClock {
  readonly label: string;
  /** An instant, ISO 8601. */
  readonly until: string;
  readonly kind: CountdownKind;
}

type Clocked = Pick<AskedHeadFragment, 'status' | 'acknowledgeBy' | 'decideBy' | 'hold'>;

const FIRST_ANSWER_DUE: readonly RequestStatus[] = ['SENT', 'SEEN'];
const DECISION_DUE: readonly RequestStatus[] = ['ACKNOWLEDGED', 'INFO_REQUESTED'];

/** The survivor has said yes and is expected. */
export const AGREED_HOLDS: readonly HoldStatus[] = ['SURVIVOR_ACCEPTED', 'TRAVELLING'];

/** The clock that runs on a request now; undefined once it is answered and nothing is awaited. */
export function clockOf({ status, acknowledgeBy, decideBy, hold }: Clocked): RequestClock | undefined {
  if (FIRST_ANSWER_DUE.includes(status)) return { label: 'First answer by', until: acknowledgeBy, kind: 'DUE' };
  if (DECISION_DUE.includes(status)) return { label: 'Yes or no by', until: decideBy, kind: 'DUE' };
  if (status !== 'OFFERED' || !hold) return undefined;
  if (hold.status === 'HELD') return { label: 'Survivor answers by', until: hold.expiresAt, kind: 'RUNS_OUT' };
  return AGREED_HOLDS.includes(hold.status) && hold.arrivalUntil
    ? { label: 'Arrives by', until: hold.arrivalUntil, kind: 'DUE' }
    : undefined;
}

/** What stands at the top of a request, if its state needs a word of explanation. */
export function adviceOn(request: Pick<AskedHeadFragment, 'status'> & { readonly actions: readonly string[] }): string {
  const mayOffer = request.actions.includes('makeOffer');
  return mayOffer ? (STILL_POSSIBLE[request.status] ?? '') : (OVER[request.status] ?? '');
}

const STILL_POSSIBLE: Readonly<Partial<Record<RequestStatus, string>>> = {
  NO_RESPONSE:
    'The time to answer has run out, and other services were asked. You can still say yes while no place has been found.',
  OFFER_ENDED: 'Your offer has ended. You can offer a place again while no other has been found.',
  INFO_REQUESTED: 'You have asked a question. You can still answer at any time.',
};

const OVER: Readonly<Partial<Record<RequestStatus, string>>> = {
  DECLINED: 'You said no to this request. There is nothing more to do.',
  NO_RESPONSE: 'The time to answer has run out. There is nothing more to do here: look at your other requests.',
  SUPERSEDED: 'A place is not needed from you any more. There is nothing to do: the household is looked after.',
  OFFER_ENDED: 'Your offer has ended, and the space is free for others.',
};
