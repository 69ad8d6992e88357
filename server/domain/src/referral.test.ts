import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { NOW, aReferral, hoursAfter } from '../testing/builders.ts';
import {
  CLOSED_STATUSES,
  OPEN_STATUSES,
  REFERRAL_ACTIONS,
  REFERRAL_STATUSES,
  type ReferralAction,
  type ReferralStatus,
  UNPLACED_STATUSES,
  applyToReferral,
  isClockPaused,
  isOpen,
  isPaused,
  isUnplaced,
  referralActions,
  reopen,
} from './referral.ts';

/** Written a second time, in the words of the work: from a state, what may be done and what it then is. */
const EXPECTED: Readonly<Record<ReferralStatus, string>> = {
  DRAFT: 'SUBMIT=SUBMITTED WITHDRAW=WITHDRAWN',
  SUBMITTED:
    'ASK_SERVICES=SEEKING NEED_INFORMATION=INFO_NEEDED PAUSE=PAUSED_SAFE_CONTACT RECEIVE_OFFER=OFFERED LOSE_OFFER=SUBMITTED WITHDRAW=WITHDRAWN CLOSE_UNMET=UNMET MERGE=MERGED',
  SEEKING:
    'ASK_SERVICES=SEEKING NEED_INFORMATION=INFO_NEEDED GIVE_INFORMATION=SEEKING PAUSE=PAUSED_SAFE_CONTACT RECEIVE_OFFER=OFFERED LOSE_OFFER=SEEKING WITHDRAW=WITHDRAWN CLOSE_UNMET=UNMET MERGE=MERGED',
  INFO_NEEDED:
    'ASK_SERVICES=INFO_NEEDED NEED_INFORMATION=INFO_NEEDED GIVE_INFORMATION=SEEKING PAUSE=PAUSED_SAFE_CONTACT RECEIVE_OFFER=OFFERED LOSE_OFFER=INFO_NEEDED WITHDRAW=WITHDRAWN CLOSE_UNMET=UNMET MERGE=MERGED',
  PAUSED_SAFE_CONTACT:
    'NEED_INFORMATION=PAUSED_SAFE_CONTACT GIVE_INFORMATION=PAUSED_SAFE_CONTACT RESUME=SEEKING RECEIVE_OFFER=PAUSED_SAFE_CONTACT LOSE_OFFER=PAUSED_SAFE_CONTACT AGREE=AGREED WITHDRAW=WITHDRAWN CLOSE_UNMET=UNMET MERGE=MERGED',
  OFFERED:
    'ASK_SERVICES=OFFERED NEED_INFORMATION=OFFERED GIVE_INFORMATION=OFFERED PAUSE=PAUSED_SAFE_CONTACT RECEIVE_OFFER=OFFERED LOSE_OFFER=SEEKING AGREE=AGREED WITHDRAW=WITHDRAWN MERGE=MERGED',
  AGREED: 'LOSE_OFFER=SEEKING ARRIVE=ARRIVED MISS_ARRIVAL=NO_SHOW WITHDRAW=WITHDRAWN',
  ARRIVED: 'CLOSE_PLACED=PLACED',
  NO_SHOW: 'PAUSE=PAUSED_SAFE_CONTACT SEEK_AGAIN=SEEKING WITHDRAW=WITHDRAWN CLOSE_UNMET=UNMET MERGE=MERGED',
  PLACED: 'REOPEN=SUBMITTED',
  TRANSFERRED: 'REOPEN=SUBMITTED',
  UNMET: 'REOPEN=SUBMITTED',
  WITHDRAWN: 'REOPEN=SUBMITTED',
  MERGED: 'UNMERGE=SUBMITTED',
};

const cells = REFERRAL_STATUSES.flatMap((status) => REFERRAL_ACTIONS.map((action) => [action, status] as const));

it.each(cells)('%s on a referral that is %s goes by the book', (action, status) => {
  const allowed = EXPECTED[status].split(' ').map((entry) => entry.split('='));
  const expected = allowed.find(([name]) => name === action)?.[1];
  const done = applyToReferral(aReferral({ status }), action);
  expect(done).toEqual(
    expected === undefined
      ? { allowed: false, reason: 'REFERRAL_STATE' }
      : { allowed: true, value: aReferral({ status: expected as ReferralStatus }) },
  );
  expect(referralActions(status).includes(action)).toBe(done.allowed);
});

describe('from SUBMITTED to a bed', () => {
  it('goes asked, offered, agreed, arrived, placed', () => {
    const path: readonly ReferralAction[] = [
      'SUBMIT',
      'ASK_SERVICES',
      'RECEIVE_OFFER',
      'AGREE',
      'ARRIVE',
      'CLOSE_PLACED',
    ];
    const end = path.reduce(
      (referral, action) => {
        const next = applyToReferral(referral, action);
        return next.allowed ? next.value : referral;
      },
      aReferral({ status: 'DRAFT' }),
    );
    expect(end.status).toBe('PLACED');
  });

  it('never passes over the survivor’s yes', () => {
    const actions = fc.array(fc.constantFrom(...REFERRAL_ACTIONS), { maxLength: 30 });
    fc.assert(
      fc.property(actions, (path) => {
        let referral = aReferral({ status: 'DRAFT' });
        let hasAgreed = false;
        for (const action of path) {
          const next = applyToReferral(referral, action);
          if (!next.allowed) continue;
          referral = next.value;
          hasAgreed = action === 'AGREE' || (hasAgreed && action !== 'LOSE_OFFER' && action !== 'REOPEN');
          if (referral.status === 'ARRIVED') expect(hasAgreed).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('can always go on: no open state is a dead end, not even when everybody said no', () => {
    for (const status of OPEN_STATUSES) expect(referralActions(status)).not.toEqual([]);
  });
});

describe('open, closed and unplaced', () => {
  it('are told apart for every state', () => {
    expect(REFERRAL_STATUSES.filter((status) => !isOpen(status))).toEqual([...CLOSED_STATUSES]);
    expect(REFERRAL_STATUSES.filter(isUnplaced)).toEqual(
      REFERRAL_STATUSES.filter((one) => UNPLACED_STATUSES.some((two) => one === two)),
    );
    expect(REFERRAL_STATUSES.filter((status) => isOpen(status) && !isUnplaced(status))).toEqual(['DRAFT', 'ARRIVED']);
  });
});

it('is paused in one state, which is open, and from which it goes on', () => {
  expect(REFERRAL_STATUSES.filter(isPaused)).toEqual(['PAUSED_SAFE_CONTACT']);
  expect(isUnplaced('PAUSED_SAFE_CONTACT')).toBe(true);
});

describe('a closed referral', () => {
  const closedAt = NOW;
  const lastMoment = hoursAfter(closedAt, 28 * 24);

  it.each(['PLACED', 'TRANSFERRED', 'UNMET', 'WITHDRAWN'] as const)(
    'that is %s may be taken up for 28 days',
    (status) => {
      expect(reopen(aReferral({ status }), closedAt, lastMoment)).toMatchObject({ value: { status: 'SUBMITTED' } });
      expect(reopen(aReferral({ status }), closedAt, new Date(lastMoment.getTime() + 1))).toEqual({
        allowed: false,
        reason: 'REFERRAL_STATE',
      });
    },
  );

  it.each(['MERGED', 'SEEKING', 'ARRIVED'] as const)('is not one that is %s', (status) => {
    expect(reopen(aReferral({ status }), closedAt, NOW).allowed).toBe(false);
  });
});

it('waits with its clock for an answer only when it is planned', () => {
  const priorities = ['P1_TONIGHT', 'P2_24H', 'P3_72H', 'P4_PLANNED'] as const;
  expect(priorities.map((priority) => isClockPaused('INFO_NEEDED', priority))).toEqual([false, false, false, true]);
  expect(REFERRAL_STATUSES.filter((status) => isClockPaused(status, 'P4_PLANNED'))).toEqual(['INFO_NEEDED']);
});
