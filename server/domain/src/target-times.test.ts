import { describe, expect, it } from '@jest/globals';
import { PRIORITIES } from './codes.ts';
import {
  DEFAULT_TARGET_TIMES,
  ENGLISH_OFFICES,
  type TargetTimes,
  acknowledgeBy,
  decideBy,
  endOf,
  holdExpiry,
  holdMinutes,
  maxExtensions,
  placeBy,
} from './target-times.ts';

/** The Thursday before Good Friday 2027, a quarter to five: the clocks go forward on Easter Sunday. */
const EASTER = new Date('2027-03-25T16:45:00Z');
/** A quiet Monday night. */
const NIGHT = new Date('2027-03-15T23:10:00Z');

describe('a request sent on the Thursday before Easter', () => {
  it.each([
    ['P1_TONIGHT', '2027-03-25T17:00:00.000Z', '2027-03-25T17:45:00.000Z', '2027-03-25T20:45:00.000Z'],
    ['P2_24H', '2027-03-25T17:45:00.000Z', '2027-03-25T20:45:00.000Z', '2027-03-26T16:45:00.000Z'],
    // 15 minutes on Thursday, the rest from Tuesday nine o'clock in summer time.
    ['P3_72H', '2027-03-30T11:45:00.000Z', '2027-04-01T15:45:00.000Z', '2027-03-28T16:45:00.000Z'],
    ['P4_PLANNED', '2027-03-30T15:45:00.000Z', '2027-04-01T15:45:00.000Z', '2027-04-12T15:45:00.000Z'],
  ] as const)('%s is to be acknowledged by %s, decided by %s, placed by %s', (priority, acknowledge, decide, place) => {
    expect(acknowledgeBy(EASTER, priority).toISOString()).toBe(acknowledge);
    expect(decideBy(EASTER, priority).toISOString()).toBe(decide);
    expect(placeBy(EASTER, priority).toISOString()).toBe(place);
  });
});

describe('a request sent at ten past eleven at night', () => {
  it('for tonight runs on; for the week it waits for the office', () => {
    expect(acknowledgeBy(NIGHT, 'P1_TONIGHT').toISOString()).toBe('2027-03-15T23:25:00.000Z');
    expect(acknowledgeBy(NIGHT, 'P3_72H').toISOString()).toBe('2027-03-16T13:00:00.000Z');
  });
});

describe('a hold', () => {
  it.each([
    ['P1_TONIGHT', 120],
    ['P2_24H', 240],
    ['P3_72H', 1440],
    ['P4_PLANNED', 2880],
  ] as const)('for %s lasts %i minutes and may be made longer twice', (priority, minutes) => {
    expect(holdMinutes(priority)).toBe(minutes);
    expect(maxExtensions(priority)).toBe(2);
  });

  it('of two hours is 120 real minutes, also while the clocks change', () => {
    const spring = new Date('2027-03-28T00:30:00Z');
    expect(holdExpiry(spring, 'P1_TONIGHT').toISOString()).toBe('2027-03-28T02:30:00.000Z');
    const autumn = new Date('2026-10-25T00:30:00Z');
    expect(holdExpiry(autumn, 'P1_TONIGHT').toISOString()).toBe('2026-10-25T02:30:00.000Z');
  });
});

it('follows what a county has agreed', () => {
  const agreed: TargetTimes = {
    ...DEFAULT_TARGET_TIMES,
    P1_TONIGHT: { ...DEFAULT_TARGET_TIMES.P1_TONIGHT, acknowledge: { minutes: 5, runs: 'ALWAYS' }, holdMinutes: 30 },
  };
  expect(acknowledgeBy(NIGHT, 'P1_TONIGHT', ENGLISH_OFFICES, agreed).toISOString()).toBe('2027-03-15T23:15:00.000Z');
  expect(holdMinutes('P1_TONIGHT', agreed)).toBe(30);
});

it('follows the hours that a provider keeps', () => {
  const late = { ...ENGLISH_OFFICES, hours: { from: '12:00', until: '20:00' } };
  expect(endOf({ minutes: 60, runs: 'PROVIDER_HOURS' }, NIGHT, late).toISOString()).toBe('2027-03-16T13:00:00.000Z');
});

it('gives less time the more urgent it is', () => {
  const codes = PRIORITIES.map((priority) => priority.code);
  for (const by of [acknowledgeBy, decideBy, placeBy]) {
    const times = codes.map((priority) => by(NIGHT, priority).getTime());
    expect(times).toEqual(times.toSorted((one, other) => one - other));
  }
});
