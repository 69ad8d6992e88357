import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { TODAY, day, holdId, placementId, referralId, unitId } from '../testing/builders.ts';
import { type CivilDate, addDays } from './calendar.ts';
import {
  type Placement,
  type Stay,
  beginPlacement,
  giveNotice,
  isStaying,
  leave,
  placementActions,
  staysOverlap,
} from './placement.ts';

function aPlacement(facts: Partial<Placement> = {}): Placement {
  return { ...beginPlacement({ id: placementId, referralId, unitId, holdId, arrivedOn: day('2027-03-10') }), ...facts };
}

const reason = 'PRIVATE_RENT' as const;
const yesterday = addDays(TODAY, -1);
const tomorrow = addDays(TODAY, 1);

it('begins on the day of arrival', () => {
  expect(aPlacement()).toEqual({
    id: placementId,
    referralId,
    unitId,
    holdId,
    arrivedOn: '2027-03-10',
    status: 'ARRIVED',
    rev: 1,
  });
});

describe('notice', () => {
  it.each([TODAY, tomorrow])('for %s is taken', (leavingOn) => {
    expect(giveNotice(aPlacement(), leavingOn, TODAY)).toEqual({ allowed: true, value: aPlacement({ leavingOn }) });
  });

  it('for yesterday is not', () => {
    expect(giveNotice(aPlacement(), yesterday, TODAY)).toEqual({
      allowed: false,
      reason: 'DATE_IN_PAST',
      field: 'leavingOn',
    });
  });
});

describe('leaving', () => {
  it.each([
    ['on the day of arrival', '2027-03-10', true],
    ['yesterday', yesterday, true],
    ['today', TODAY, true],
    ['before the arrival', '2027-03-09', 'DATE_BEFORE_ARRIVAL'],
    ['tomorrow', tomorrow, 'DATE_IN_FUTURE'],
  ])('%s (%s): %s', (_when, leftOn, expected) => {
    const left = leave(aPlacement(), { leftOn: day(leftOn), reason }, TODAY);
    expect(left.allowed || left.reason).toBe(expected);
  });

  it('ends the stay with where they went', () => {
    expect(leave(aPlacement(), { leftOn: TODAY, reason }, TODAY)).toEqual({
      allowed: true,
      value: aPlacement({ status: 'LEFT', leftOn: TODAY, departureReason: reason }),
    });
  });

  it('happens once', () => {
    const gone = aPlacement({ status: 'LEFT', leftOn: yesterday });
    expect(leave(gone, { leftOn: TODAY, reason }, TODAY)).toEqual({ allowed: false, reason: 'PLACEMENT_STATE' });
    expect(giveNotice(gone, tomorrow, TODAY)).toEqual({ allowed: false, reason: 'PLACEMENT_STATE' });
    expect(placementActions('LEFT')).toEqual([]);
    expect(placementActions('ARRIVED')).toEqual(['GIVE_NOTICE', 'LEAVE']);
  });
});

describe('stays are half-open', () => {
  const stay = (arrivedOn: string, leftOn?: string): Stay => ({
    arrivedOn: day(arrivedOn),
    ...(leftOn !== undefined && { leftOn: day(leftOn) }),
  });

  it.each([
    ['2027-03-09', false],
    ['2027-03-10', true],
    ['2027-03-13', true],
    ['2027-03-14', false],
  ])('from the 10th to the 14th the night of %s is theirs: %s', (on, expected) => {
    expect(isStaying(stay('2027-03-10', '2027-03-14'), day(on))).toBe(expected);
  });

  it.each([
    ['one ends on the day the other begins', stay('2027-03-10', '2027-03-14'), stay('2027-03-14'), false],
    ['one ends the day after the other begins', stay('2027-03-10', '2027-03-15'), stay('2027-03-14'), true],
    ['both are still there', stay('2027-03-10'), stay('2027-03-14'), true],
    [
      'one came and went on a day of the other',
      stay('2027-03-10', '2027-03-20'),
      stay('2027-03-12', '2027-03-12'),
      false,
    ],
  ])('%s: they need the same night: %s', (_what, one, other, expected) => {
    expect(staysOverlap(one, other)).toBe(expected);
    expect(staysOverlap(other, one)).toBe(expected);
  });

  it('two need the same night exactly if there is a night on which both stay', () => {
    const start = day('2027-03-20');
    const stays = fc
      .tuple(fc.integer({ min: 0, max: 15 }), fc.option(fc.integer({ min: 0, max: 10 }), { nil: undefined }))
      .map(([from, nights]): Stay => {
        const arrivedOn: CivilDate = addDays(start, from);
        return { arrivedOn, ...(nights !== undefined && { leftOn: addDays(arrivedOn, nights) }) };
      });
    const nights = Array.from({ length: 40 }, (_, index) => addDays(start, index));
    fc.assert(
      fc.property(stays, stays, (one, other) => {
        const shared = nights.some((night) => isStaying(one, night) && isStaying(other, night));
        expect(staysOverlap(one, other)).toBe(shared);
      }),
      { numRuns: 1_000 },
    );
  });
});
