import { describe, expect, it } from '@jest/globals';
import {
  NOW,
  aUnit,
  aUnitHold,
  aUnitThatIs,
  day,
  holdId,
  hoursAfter,
  minutesAfter,
  otherHoldId,
  placementId,
} from '../testing/builders.ts';
import type { Decision } from './decision.ts';
import type { PlacementId } from './ids.ts';
import {
  UNIT_ACTIONS,
  UNIT_STATUSES,
  UNIT_TRANSITIONS,
  type Unit,
  type UnitAction,
  type UnitState,
  VOID_REASONS,
  confirmVacancy,
  extendHold,
  finishTurnaround,
  freshness,
  giveNoticeOnUnit,
  isFree,
  occupyUnit,
  placeHold,
  releaseUnit,
  reserveUnit,
  returnToUse,
  stateAt,
  takeOutOfUse,
  unitActions,
  vacateUnit,
} from './unit.ts';

const BACK = day('2027-04-01');
const LATER = hoursAfter(NOW, 4);
const lapsedHold = aUnitHold({ expiresAt: NOW });

const STATES: Readonly<Record<UnitState['status'], UnitState>> = {
  AVAILABLE: { status: 'AVAILABLE' },
  HELD: { status: 'HELD', hold: aUnitHold() },
  RESERVED: { status: 'RESERVED', hold: aUnitHold() },
  OCCUPIED: { status: 'OCCUPIED', placementId },
  NOTICE: { status: 'NOTICE', placementId, leavingOn: BACK },
  TURNAROUND: { status: 'TURNAROUND' },
  OUT_OF_SERVICE: { status: 'OUT_OF_SERVICE', reason: 'DEEP_CLEAN' },
  CLOSED: { status: 'CLOSED' },
};

/** Each act with what it needs to succeed. */
const DO: Readonly<Record<UnitAction, (unit: Unit) => Decision<Unit>>> = {
  HOLD: (unit) => placeHold(unit, aUnitHold({ holdId: otherHoldId }), NOW),
  EXTEND_HOLD: (unit) => extendHold(unit, holdId, LATER, NOW),
  RELEASE: (unit) => releaseUnit(unit, holdId, NOW),
  RESERVE: (unit) => reserveUnit(unit, holdId, NOW),
  OCCUPY: (unit) => occupyUnit(unit, holdId, placementId, NOW),
  GIVE_NOTICE: (unit) => giveNoticeOnUnit(unit, placementId, BACK),
  VACATE: (unit) => vacateUnit(unit, placementId),
  FINISH_TURNAROUND: (unit) => finishTurnaround(unit, NOW),
  TAKE_OUT_OF_USE: (unit) => withUnitOnly(takeOutOfUse(unit, { reason: 'DEEP_CLEAN' }, NOW)),
  TAKE_OUT_IN_EMERGENCY: (unit) => withUnitOnly(takeOutOfUse(unit, { reason: 'FIRE_OR_FLOOD' }, NOW)),
  RETURN_TO_USE: (unit) => returnToUse(unit, NOW),
  CONFIRM: (unit) => confirmVacancy(unit, NOW),
};

function withUnitOnly(taken: ReturnType<typeof takeOutOfUse>): Decision<Unit> {
  return taken.allowed ? { allowed: true, value: taken.value.unit } : taken;
}

describe('every act on a unit in every state', () => {
  const cases = UNIT_ACTIONS.flatMap((action) => UNIT_STATUSES.map((status) => [action, status] as const));

  it.each(cases)('%s on a unit that is %s goes by the table', (action, status) => {
    const unit = aUnitThatIs(STATES[status]);
    const done = DO[action](unit);
    const moves: Partial<Record<string, string>> = UNIT_TRANSITIONS[action];
    expect(done.allowed ? done.value.state.status : 'refused').toBe(moves[status] ?? 'refused');
    expect(unitActions(unit, NOW).includes(action)).toBe(done.allowed);
  });

  it.each(UNIT_ACTIONS)('%s counts no revision: the store does', (action) => {
    const revisions = UNIT_STATUSES.map((status) => DO[action](aUnitThatIs(STATES[status])))
      .filter((done) => done.allowed)
      .map((done) => done.value.rev);
    expect(new Set(revisions)).toEqual(new Set([1]));
  });
});

describe('a hold that has run out', () => {
  const unit = aUnitThatIs({ status: 'HELD', hold: lapsedHold });

  it('reads as free from the very instant, seen by a worker or not', () => {
    const held = aUnitThatIs({ status: 'HELD', hold: aUnitHold({ expiresAt: NOW }) });
    expect(isFree(held, minutesAfter(NOW, -1))).toBe(false);
    expect(isFree(held, new Date(NOW.getTime() - 1))).toBe(false);
    expect(isFree(held, NOW)).toBe(true);
    expect(stateAt(held, NOW)).toEqual({ status: 'AVAILABLE' });
  });

  it('lets the next referral hold the unit', () => {
    const wish = aUnitHold({ holdId: otherHoldId });
    expect(placeHold(unit, wish, NOW)).toEqual({
      allowed: true,
      value: { ...unit, state: { status: 'HELD', hold: wish } },
    });
  });

  it('cannot be extended or agreed to: the unit may have gone', () => {
    expect(extendHold(unit, holdId, LATER, NOW)).toEqual({ allowed: false, reason: 'HOLD_LAPSED' });
    expect(reserveUnit(unit, holdId, NOW)).toEqual({ allowed: false, reason: 'HOLD_LAPSED' });
  });

  it('can be let go, by itself only', () => {
    expect(releaseUnit(unit, holdId, NOW)).toMatchObject({ allowed: true, value: { state: { status: 'AVAILABLE' } } });
    expect(releaseUnit(unit, otherHoldId, NOW)).toEqual({ allowed: false, reason: 'HOLD_NOT_ACTIVE' });
  });

  it('lets the unit be taken out of use, and ends nothing by it', () => {
    const taken = takeOutOfUse(unit, { reason: 'DEEP_CLEAN', expectedBack: BACK }, NOW);
    expect(taken).toEqual({
      allowed: true,
      value: { unit: { ...unit, state: { status: 'OUT_OF_SERVICE', reason: 'DEEP_CLEAN', expectedBack: BACK } } },
    });
  });

  it('that the survivor has agreed to does not run out', () => {
    const reserved = aUnitThatIs({ status: 'RESERVED', hold: lapsedHold });
    expect(isFree(reserved, LATER)).toBe(false);
    expect(occupyUnit(reserved, holdId, placementId, LATER).allowed).toBe(true);
  });
});

describe('another referral’s hold', () => {
  it.each(['EXTEND_HOLD', 'RELEASE', 'RESERVE', 'OCCUPY'] as const)('is not touched by %s', (action) => {
    const status = action === 'OCCUPY' ? 'RESERVED' : 'HELD';
    const unit = aUnitThatIs({ status, hold: aUnitHold({ holdId: otherHoldId }) });
    expect(DO[action](unit)).toEqual({ allowed: false, reason: 'HOLD_NOT_ACTIVE' });
  });
});

describe('another household’s stay', () => {
  const other = 'placement-2' as PlacementId;

  it('is not ended, and no notice is given for it', () => {
    const unit = aUnitThatIs({ status: 'OCCUPIED', placementId: other });
    expect(vacateUnit(unit, placementId)).toEqual({ allowed: false, reason: 'UNIT_STATE_CHANGED' });
    expect(giveNoticeOnUnit(unit, placementId, BACK)).toEqual({ allowed: false, reason: 'UNIT_STATE_CHANGED' });
  });
});

it('a second notice changes the day', () => {
  const unit = aUnitThatIs({ status: 'NOTICE', placementId, leavingOn: BACK });
  expect(giveNoticeOnUnit(unit, placementId, day('2027-05-01'))).toMatchObject({
    value: { state: { status: 'NOTICE', leavingOn: '2027-05-01' } },
  });
});

it('a longer hold keeps everything else about it', () => {
  const unit = aUnitThatIs(STATES.HELD);
  expect(extendHold(unit, holdId, LATER, NOW)).toEqual({
    allowed: true,
    value: { ...unit, state: { status: 'HELD', hold: aUnitHold({ expiresAt: LATER }) } },
  });
});

describe('taking a unit out of use', () => {
  it.each(VOID_REASONS)('for %s says why', (reason) => {
    expect(takeOutOfUse(aUnit(), { reason }, NOW)).toMatchObject({
      value: { unit: { state: { status: 'OUT_OF_SERVICE', reason } } },
    });
  });

  it.each([
    ['HELD', 'FIRE_OR_FLOOD'],
    ['RESERVED', 'FIRE_OR_FLOOD'],
    ['HELD', 'SECURITY_COMPROMISED'],
    ['RESERVED', 'SECURITY_COMPROMISED'],
  ] as const)('that is %s, for %s, ends the hold and says which', (status, reason) => {
    expect(takeOutOfUse(aUnitThatIs(STATES[status]), { reason }, NOW)).toMatchObject({
      value: { endedHold: aUnitHold() },
    });
  });

  it.each(['OCCUPIED', 'NOTICE'] as const)(
    'that is %s waits until the people are safe elsewhere, even in a fire',
    (status) => {
      expect(takeOutOfUse(aUnitThatIs(STATES[status]), { reason: 'FIRE_OR_FLOOD' }, NOW)).toEqual({
        allowed: false,
        reason: 'UNIT_NOT_VACANT',
      });
    },
  );
});

describe('a unit that is out of use already', () => {
  it.each(['OUT_OF_SERVICE', 'CLOSED'] as const)('and %s is not taken out again, not even in a fire', (status) => {
    for (const reason of VOID_REASONS)
      expect(takeOutOfUse(aUnitThatIs(STATES[status]), { reason }, NOW)).toEqual({
        allowed: false,
        reason: 'UNIT_OUT_OF_USE',
      });
  });
});

describe('why a hold is refused', () => {
  it.each([
    ['HELD', 'UNIT_NOT_VACANT'],
    ['RESERVED', 'UNIT_NOT_VACANT'],
    ['OCCUPIED', 'UNIT_NOT_VACANT'],
    ['NOTICE', 'UNIT_NOT_VACANT'],
    ['TURNAROUND', 'UNIT_NOT_VACANT'],
    ['OUT_OF_SERVICE', 'UNIT_OUT_OF_USE'],
    ['CLOSED', 'UNIT_OUT_OF_USE'],
  ] as const)('on a unit that is %s: %s', (status, reason) => {
    expect(placeHold(aUnitThatIs(STATES[status]), aUnitHold(), NOW)).toEqual({ allowed: false, reason });
  });
});

describe('a confirmation', () => {
  it.each([
    [0, 'FRESH'],
    [12 * 60, 'FRESH'],
    [12 * 60 + 1, 'AMBER'],
    [24 * 60, 'AMBER'],
    [24 * 60 + 1, 'STALE'],
    [-5, 'FRESH'],
  ])('%i minutes old is %s', (minutes, expected) => {
    expect(freshness(minutesAfter(NOW, -minutes), NOW)).toBe(expected);
  });

  it.each([
    ['FINISH_TURNAROUND', 'TURNAROUND'],
    ['RETURN_TO_USE', 'OUT_OF_SERVICE'],
    ['CONFIRM', 'AVAILABLE'],
  ] as const)('is what %s is', (action, status) => {
    const done = DO[action]({ ...aUnitThatIs(STATES[status]), lastConfirmedAt: hoursAfter(NOW, -30) });
    expect(done).toMatchObject({ value: { lastConfirmedAt: NOW } });
  });

  it('of a unit that people live in is not needed', () => {
    expect(confirmVacancy(aUnitThatIs(STATES.OCCUPIED), NOW)).toEqual({
      allowed: false,
      reason: 'UNIT_HAS_NO_VACANCY_TO_CONFIRM',
    });
  });
});
