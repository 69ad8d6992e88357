import { describe, expect, it } from '@jest/globals';
import { NOW, aRequest, minutesAfter } from '../testing/builders.ts';
import type { DeclineAnswer } from './decline.ts';
import {
  OPEN_REQUEST_STATUSES,
  REQUEST_ACTIONS,
  REQUEST_STATUSES,
  type RequestStatus,
  applyToRequest,
  declineRequest,
  isAnswerable,
  isOpenRequest,
  markNoResponse,
  requestActions,
} from './placement-request.ts';

/** Written a second time, in the words of the work: from a state, what may be done and what it then is. */
const EXPECTED: Readonly<Record<RequestStatus, string>> = {
  SENT: 'SEE=SEEN ACKNOWLEDGE=ACKNOWLEDGED ASK_INFORMATION=INFO_REQUESTED OFFER=OFFERED DECLINE=DECLINED MARK_NO_RESPONSE=NO_RESPONSE SUPERSEDE=SUPERSEDED',
  SEEN: 'SEE=SEEN ACKNOWLEDGE=ACKNOWLEDGED ASK_INFORMATION=INFO_REQUESTED OFFER=OFFERED DECLINE=DECLINED MARK_NO_RESPONSE=NO_RESPONSE SUPERSEDE=SUPERSEDED',
  ACKNOWLEDGED:
    'SEE=ACKNOWLEDGED ACKNOWLEDGE=ACKNOWLEDGED ASK_INFORMATION=INFO_REQUESTED OFFER=OFFERED DECLINE=DECLINED MARK_NO_RESPONSE=NO_RESPONSE SUPERSEDE=SUPERSEDED',
  INFO_REQUESTED:
    'SEE=INFO_REQUESTED ASK_INFORMATION=INFO_REQUESTED GIVE_INFORMATION=ACKNOWLEDGED OFFER=OFFERED DECLINE=DECLINED SUPERSEDE=SUPERSEDED',
  OFFERED: 'SUPERSEDE=SUPERSEDED END_OFFER=OFFER_ENDED',
  DECLINED: 'ASK_AGAIN=SENT',
  NO_RESPONSE: 'SEE=NO_RESPONSE OFFER=OFFERED SUPERSEDE=SUPERSEDED',
  SUPERSEDED: '',
  OFFER_ENDED: 'OFFER=OFFERED',
};

const cells = REQUEST_STATUSES.flatMap((status) => REQUEST_ACTIONS.map((action) => [action, status] as const));

it.each(cells)('%s on a request that is %s goes by the book', (action, status) => {
  const allowed = EXPECTED[status].split(' ').map((entry) => entry.split('='));
  const expected = allowed.find(([name]) => name === action)?.[1];
  const done = applyToRequest(aRequest({ status }), action, NOW);
  expect(done.allowed ? done.value.status : done.reason).toBe(expected ?? 'REQUEST_STATE');
  expect(requestActions(status).includes(action)).toBe(done.allowed);
});

describe('the times of a request', () => {
  const later = minutesAfter(NOW, 5);

  it.each([
    ['SEE', { seenAt: later }],
    ['ACKNOWLEDGE', { seenAt: later, acknowledgedAt: later }],
    ['ASK_INFORMATION', { seenAt: later, acknowledgedAt: later }],
    ['OFFER', { seenAt: later, acknowledgedAt: later, decidedAt: later }],
    ['SUPERSEDE', {}],
  ] as const)('after %s are what it proves', (action, stamps) => {
    const done = applyToRequest(aRequest(), action, later);
    const { seenAt, acknowledgedAt, decidedAt } = done.allowed ? done.value : aRequest();
    expect({ seenAt, acknowledgedAt, decidedAt }).toEqual(stamps);
  });

  it('keep the first look and the first word', () => {
    const known = aRequest({ status: 'ACKNOWLEDGED', seenAt: NOW, acknowledgedAt: NOW });
    expect(applyToRequest(known, 'ACKNOWLEDGE', later)).toEqual({ allowed: true, value: known });
    expect(applyToRequest(known, 'OFFER', later)).toMatchObject({
      value: { seenAt: NOW, acknowledgedAt: NOW, decidedAt: later },
    });
  });

  it('keep the last decision: a second offer after the first lapsed', () => {
    const ended = aRequest({ status: 'OFFER_ENDED', decidedAt: NOW });
    expect(applyToRequest(ended, 'OFFER', later)).toMatchObject({ value: { decidedAt: later } });
  });
});

describe('silence', () => {
  const { decideBy } = aRequest();

  it('is called so by the clock when the decision is due, not a moment before', () => {
    expect(markNoResponse(aRequest(), new Date(decideBy.getTime() - 1))).toEqual({
      allowed: false,
      reason: 'TOO_EARLY',
    });
    expect(markNoResponse(aRequest(), decideBy)).toMatchObject({ value: { status: 'NO_RESPONSE' } });
  });

  it('is not what it is when the service has asked a question', () => {
    expect(markNoResponse(aRequest({ status: 'INFO_REQUESTED' }), decideBy)).toEqual({
      allowed: false,
      reason: 'REQUEST_STATE',
    });
  });

  it('is broken by a late yes, which is still a bed', () => {
    expect(isAnswerable('NO_RESPONSE')).toBe(true);
    expect(applyToRequest(aRequest({ status: 'NO_RESPONSE' }), 'OFFER', decideBy)).toMatchObject({
      value: { status: 'OFFERED' },
    });
  });
});

describe('a no', () => {
  const answer: DeclineAnswer = { by: 'SERVICE', reason: 'NO_VACANCY', wouldBeYesIf: 'A_SPACE_FREE_LATER' };

  it('is kept with its reason', () => {
    expect(declineRequest(aRequest(), answer, NOW)).toMatchObject({
      value: { status: 'DECLINED', decline: answer, decidedAt: NOW },
    });
  });

  it('cannot follow a yes', () => {
    expect(declineRequest(aRequest({ status: 'OFFERED' }), answer, NOW)).toEqual({
      allowed: false,
      reason: 'REQUEST_STATE',
    });
  });
});

it('waits for the service until it has answered', () => {
  expect(REQUEST_STATUSES.filter(isOpenRequest)).toEqual([...OPEN_REQUEST_STATUSES]);
  expect(REQUEST_STATUSES.filter((status) => !isAnswerable(status))).toEqual(['OFFERED', 'DECLINED', 'SUPERSEDED']);
});
