import { describe, expect, it } from '@jest/globals';
import { NOW, aHold, hoursAfter, minutesAfter } from '../testing/builders.ts';
import type { Decision } from './decision.ts';
import {
  ACTIVE_HOLD_STATUSES,
  HOLD_ACTIONS,
  HOLD_STATUSES,
  HOLD_TRANSITIONS,
  type Hold,
  type HoldAction,
  accept,
  arrive,
  declineBySurvivor,
  expire,
  extend,
  freeze,
  furthestFirst,
  holdActions,
  isActive,
  missArrival,
  offer,
  release,
  setOff,
  unfreeze,
  withdrawByProvider,
} from './hold.ts';

const POLICY = { holdMinutes: 120, maxExtensions: 2 };
const EXPIRY = aHold().expiresAt;
const BEFORE_EXPIRY = new Date(EXPIRY.getTime() - 1);

const DO: Readonly<Record<HoldAction, (hold: Hold, now: Date) => Decision<Hold>>> = {
  OFFER: (hold, now) => offer(hold, hoursAfter(now, 2), now),
  EXTEND: (hold, now) => extend(hold, POLICY, now),
  EXPIRE: (hold, now) => expire(hold, now),
  ACCEPT: accept,
  DECLINE: declineBySurvivor,
  SET_OFF: setOff,
  WITHDRAW: withdrawByProvider,
  RELEASE: release,
  ARRIVE: arrive,
  MISS_ARRIVAL: missArrival,
};

const cells = HOLD_ACTIONS.flatMap((action) => HOLD_STATUSES.map((status) => [action, status] as const));

describe('every act on a hold in every state', () => {
  it.each(cells)('%s on a hold that is %s goes by the table', (action, status) => {
    const hold = aHold({ status, offered: action !== 'OFFER' });
    const now = action === 'EXPIRE' ? EXPIRY : NOW;
    const moves: Partial<Record<string, string>> = HOLD_TRANSITIONS[action];
    const done = DO[action](hold, now);
    expect(done.allowed ? done.value.status : done.reason).toBe(moves[status] ?? 'HOLD_NOT_ACTIVE');
    expect(holdActions(hold, now).includes(action)).toBe(done.allowed);
  });

  it.each(HOLD_STATUSES)('a hold that is %s is active only while it keeps its unit', (status) => {
    expect(isActive(aHold({ status }), NOW)).toBe(ACTIVE_HOLD_STATUSES.some((active) => active === status));
  });
});

describe('a hold that has run out', () => {
  it('keeps its unit to the last millisecond and not at the instant itself', () => {
    expect(isActive(aHold(), BEFORE_EXPIRY)).toBe(true);
    expect(isActive(aHold(), EXPIRY)).toBe(false);
  });

  it.each(HOLD_ACTIONS.filter((action) => 'HELD' in HOLD_TRANSITIONS[action] && action !== 'EXPIRE'))(
    'refuses %s, seen by a worker or not',
    (action) => {
      const hold = aHold({ offered: action !== 'OFFER' });
      expect(DO[action](hold, BEFORE_EXPIRY).allowed).toBe(true);
      expect(DO[action](hold, EXPIRY)).toEqual({ allowed: false, reason: 'HOLD_LAPSED' });
    },
  );

  it('is ended by the clock, never before its time', () => {
    expect(expire(aHold(), BEFORE_EXPIRY)).toEqual({ allowed: false, reason: 'HOLD_NOT_DUE' });
    expect(expire(aHold(), EXPIRY)).toEqual({ allowed: true, value: aHold({ status: 'EXPIRED' }) });
  });

  it('leaves nothing to do but end it', () => {
    expect(holdActions(aHold(), EXPIRY)).toEqual(['EXPIRE']);
  });

  it('does not run out once she has said yes', () => {
    const agreed = aHold({ status: 'SURVIVOR_ACCEPTED' });
    expect(isActive(agreed, hoursAfter(EXPIRY, 24))).toBe(true);
    expect(expire(agreed, hoursAfter(EXPIRY, 24))).toEqual({ allowed: false, reason: 'HOLD_NOT_ACTIVE' });
  });
});

describe('making it longer', () => {
  it('adds one hold life to its end, twice, and no more', () => {
    const once = extend(aHold(), POLICY, NOW);
    expect(once).toEqual({ allowed: true, value: aHold({ expiresAt: hoursAfter(EXPIRY, 2), timesExtended: 1 }) });
    const twice = extend(aHold({ timesExtended: 1 }), POLICY, NOW);
    expect(twice).toMatchObject({ value: { timesExtended: 2 } });
    expect(extend(aHold({ timesExtended: 2 }), POLICY, NOW)).toEqual({
      allowed: false,
      reason: 'HOLD_EXTENDED_TOO_OFTEN',
    });
  });
});

describe('an offer', () => {
  const kept = aHold({ offered: false });

  it('starts the survivor’s clock', () => {
    const until = hoursAfter(NOW, 4);
    expect(offer(kept, until, NOW)).toEqual({ allowed: true, value: { ...kept, offered: true, expiresAt: until } });
  });

  it('is made once', () => {
    expect(offer(aHold(), hoursAfter(NOW, 4), NOW)).toEqual({ allowed: false, reason: 'REQUEST_STATE' });
  });

  it('is what she says yes to: a place that is only kept free is not one', () => {
    expect(accept(kept, NOW)).toEqual({ allowed: false, reason: 'REQUEST_STATE' });
  });
});

describe('several holds', () => {
  it('stand in the order of how far they have led; of equals the one that runs out first', () => {
    const held = aHold({ offered: false, expiresAt: hoursAfter(NOW, 3) });
    const sooner = aHold({ offered: false, expiresAt: hoursAfter(NOW, 1) });
    const offered = aHold({ offered: true });
    const agreed = aHold({ offered: true, status: 'SURVIVOR_ACCEPTED' });
    expect(furthestFirst([held, offered, sooner, agreed])).toEqual([agreed, offered, sooner, held]);
  });
});

describe('a frozen hold', () => {
  const frozen = aHold({ frozen: true });
  const agreed = aHold({ frozen: true, status: 'SURVIVOR_ACCEPTED' });

  it.each<[HoldAction, Hold]>([
    ['OFFER', { ...frozen, offered: false }],
    ['ACCEPT', frozen],
    ['SET_OFF', agreed],
    ['ARRIVE', agreed],
  ])('refuses %s: nobody goes there until it has been looked at', (action, hold) => {
    expect(DO[action](hold, NOW)).toEqual({ allowed: false, reason: 'HOLD_FROZEN' });
  });

  it.each(['DECLINE', 'WITHDRAW', 'RELEASE'] as const)('allows %s: away from there is always open', (action) => {
    expect(DO[action](agreed, NOW).allowed).toBe(true);
  });

  it('runs out like any other', () => {
    expect(accept(frozen, EXPIRY)).toEqual({ allowed: false, reason: 'HOLD_LAPSED' });
    expect(expire(frozen, EXPIRY)).toMatchObject({ value: { status: 'EXPIRED' } });
  });

  it('goes on after it has been unfrozen', () => {
    const again = unfreeze(frozen, NOW);
    expect(again).toEqual({ allowed: true, value: aHold() });
  });

  it('is one that was active: what has ended is left alone', () => {
    expect(freeze(aHold(), NOW)).toEqual({ allowed: true, value: frozen });
    expect(freeze(aHold(), EXPIRY)).toEqual({ allowed: false, reason: 'HOLD_NOT_ACTIVE' });
    expect(unfreeze(aHold({ status: 'RELEASED' }), NOW)).toEqual({ allowed: false, reason: 'HOLD_NOT_ACTIVE' });
  });
});

describe('the acts that are drawn as buttons', () => {
  it.each<[string, Partial<Hold>, readonly HoldAction[]]>([
    ['kept free while the service decides', { offered: false }, ['OFFER', 'EXTEND', 'DECLINE', 'WITHDRAW', 'RELEASE']],
    ['offered', {}, ['EXTEND', 'ACCEPT', 'DECLINE', 'WITHDRAW', 'RELEASE']],
    ['offered and extended twice', { timesExtended: 2 }, ['ACCEPT', 'DECLINE', 'WITHDRAW', 'RELEASE']],
    ['offered and frozen', { frozen: true }, ['EXTEND', 'DECLINE', 'WITHDRAW', 'RELEASE']],
    [
      'agreed to',
      { status: 'SURVIVOR_ACCEPTED' },
      ['DECLINE', 'SET_OFF', 'WITHDRAW', 'RELEASE', 'ARRIVE', 'MISS_ARRIVAL'],
    ],
    [
      'agreed to, and awaited this evening',
      { status: 'SURVIVOR_ACCEPTED', arrivalUntil: hoursAfter(NOW, 8) },
      ['DECLINE', 'SET_OFF', 'WITHDRAW', 'RELEASE', 'ARRIVE'],
    ],
  ])('on a place that is %s are those that would not be refused', (_what, facts, expected) => {
    expect(holdActions(aHold(facts), NOW)).toEqual(expected);
  });
});

describe('a missed arrival', () => {
  const awaited = aHold({ status: 'TRAVELLING', arrivalUntil: minutesAfter(NOW, 30) });

  it('is not said before the agreed time is over', () => {
    expect(missArrival(awaited, minutesAfter(NOW, 29))).toEqual({ allowed: false, reason: 'TOO_EARLY' });
    expect(missArrival(awaited, minutesAfter(NOW, 30))).toMatchObject({ value: { status: 'NO_SHOW' } });
  });

  it('may be said at any time where no time was agreed', () => {
    expect(missArrival(aHold({ status: 'SURVIVOR_ACCEPTED' }), NOW).allowed).toBe(true);
  });
});
