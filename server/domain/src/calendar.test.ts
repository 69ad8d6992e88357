import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { day } from '../testing/builders.ts';
import { instantsByLooking, londonClock, workingMinutesByCounting } from '../testing/second-calendar.ts';
import {
  BANK_HOLIDAYS,
  addDays,
  addWorkingDays,
  addWorkingMinutes,
  ageOn,
  civilDateAt,
  daysBetween,
  holidaysKnownUntil,
  instantsOf,
  isOfficeOpen,
  isTimeOfDay,
  isWorkingDay,
  parseCivilDate,
  startOfDay,
  timeOfDayAt,
} from './calendar.ts';

const RUNS = 20_000;
const HOUR = 3_600_000;
const between = (from: string, to: string): fc.Arbitrary<Date> =>
  fc.date({ min: new Date(from), max: new Date(to), noInvalidDate: true });

describe('a civil day', () => {
  it.each(['2027-03-28', '2028-02-29', '1990-12-31'])('%s is one', (text) => {
    expect(parseCivilDate(text)).toBe(text);
  });

  it.each([
    '31/02/1990',
    '1990-02-31',
    '2027-02-29',
    '2027-13-01',
    '2027-00-10',
    '2027-1-1',
    ' 2027-01-01',
    '2027-01-01T00:00',
    '02027-01-01',
    '0000-00-00',
    '',
  ])('"%s" is not one', (text) => {
    expect(parseCivilDate(text)).toBeUndefined();
  });

  it('that a calendar has is read, and every other is not', () => {
    const part = (max: number): fc.Arbitrary<number> => fc.integer({ min: 0, max });
    fc.assert(
      fc.property(fc.integer({ min: 1900, max: 2100 }), part(14), part(33), (year, month, dayOfMonth) => {
        const text = `${year}-${String(month).padStart(2, '0')}-${String(dayOfMonth).padStart(2, '0')}`;
        const date = new Date(Date.UTC(year, month - 1, dayOfMonth));
        const isReal = date.getUTCMonth() === month - 1 && date.getUTCDate() === dayOfMonth;
        expect(parseCivilDate(text)).toBe(isReal ? text : undefined);
      }),
    );
  });
});

it.each([
  ['00:00', true],
  ['23:59', true],
  ['24:00', false],
  ['9:00', false],
  ['12:60', false],
  ['noon', false],
])('"%s" is a time of day: %s', (text, expected) => {
  expect(isTimeOfDay(text)).toBe(expected);
});

describe('the clock in London', () => {
  it.each([
    ['2027-01-05T23:59:59Z', '2027-01-05', '23:59'],
    ['2027-07-05T22:59:59Z', '2027-07-05', '23:59'],
    ['2027-07-05T23:00:00Z', '2027-07-06', '00:00'],
    ['2027-03-28T00:59:59Z', '2027-03-28', '00:59'],
    ['2027-03-28T01:00:00Z', '2027-03-28', '02:00'],
    ['2026-10-25T00:59:00Z', '2026-10-25', '01:59'],
    ['2026-10-25T01:00:00Z', '2026-10-25', '01:00'],
  ])('shows at %s the day %s, %s', (instant, date, time) => {
    expect(civilDateAt(new Date(instant))).toBe(date);
    expect(timeOfDayAt(new Date(instant))).toBe(time);
  });

  it(`shows the same as the rule of the law at ${RUNS} instants`, () => {
    fc.assert(
      fc.property(between('1996-06-01T00:00:00Z', '2037-12-31T00:00:00Z'), (instant) => {
        expect(`${civilDateAt(instant)}T${timeOfDayAt(instant)}`).toBe(londonClock(instant));
      }),
      { numRuns: RUNS },
    );
  });

  it('shows 01:30 never when the clocks go forward and twice when they go back', () => {
    expect(instantsOf(day('2027-03-28'), '01:30')).toEqual([]);
    expect(instantsOf(day('2026-10-25'), '01:30')).toEqual([
      new Date('2026-10-25T00:30:00Z'),
      new Date('2026-10-25T01:30:00Z'),
    ]);
  });

  it('shows an ordinary time once', () => {
    expect(instantsOf(day('2027-03-28'), '02:00')).toEqual([new Date('2027-03-28T01:00:00Z')]);
    expect(instantsOf(day('2026-12-24'), '16:00')).toEqual([new Date('2026-12-24T16:00:00Z')]);
  });

  it('is found again by looking at every quarter of an hour, on the nights of the change and off them', () => {
    const nights = fc.constantFrom('2026-03-29', '2026-10-25', '2027-03-28', '2027-10-31', '2028-03-26', '2028-10-29');
    const days = between('2025-01-01T12:00:00Z', '2028-12-31T12:00:00Z').map((date) => date.toISOString().slice(0, 10));
    const quarter = fc.integer({ min: 0, max: 95 });
    fc.assert(
      fc.property(fc.oneof(nights, days), quarter, (date, index) => {
        const time = `${String(Math.floor(index / 4)).padStart(2, '0')}:${String((index % 4) * 15).padStart(2, '0')}`;
        expect(instantsOf(day(date), time).map((one) => one.toISOString())).toEqual(instantsByLooking(date, time));
      }),
      { numRuns: 1_000 },
    );
  });

  it('refuses to look for what is no time', () => {
    expect(() => instantsOf(day('2027-03-28'), '25:00')).toThrow(RangeError);
  });

  it('strikes midnight where the day begins, in summer an hour before UTC does', () => {
    expect(startOfDay(day('2027-07-01')).toISOString()).toBe('2027-06-30T23:00:00.000Z');
    expect(startOfDay(day('2027-03-28')).toISOString()).toBe('2027-03-28T00:00:00.000Z');
  });

  it('makes the day of the spring change 23 hours long and that of the autumn change 25', () => {
    const length = (date: string): number =>
      (startOfDay(addDays(day(date), 1)).getTime() - startOfDay(day(date)).getTime()) / HOUR;
    expect(['2027-03-27', '2027-03-28', '2026-10-25'].map(length)).toEqual([24, 23, 25]);
  });

  it('answers the same wherever the computer thinks it is', () => {
    const script = fileURLToPath(new URL('../testing/clock-answers.ts', import.meta.url));
    const digestUnder = (zone: string): string => {
      const output = execFileSync(process.execPath, ['--no-warnings', script], {
        env: { ...process.env, NODE_OPTIONS: '', TZ: zone },
        maxBuffer: 1 << 26,
      });
      expect(output.toString().trim().split('\n')).toHaveLength(20_000);
      return createHash('sha256').update(output).digest('hex');
    };
    const [utc, ...others] = ['UTC', 'Europe/London', 'Pacific/Auckland'].map(digestUnder);
    expect(others).toEqual([utc, utc]);
  }, 120_000);
});

describe('counting days', () => {
  it('crosses months, leap days and clock changes', () => {
    expect(addDays(day('2028-02-28'), 1)).toBe('2028-02-29');
    expect(addDays(day('2027-03-27'), 2)).toBe('2027-03-29');
    expect(addDays(day('2027-01-01'), -1)).toBe('2026-12-31');
  });

  it('is undone by counting back', () => {
    const days = between('1950-01-01T12:00:00Z', '2090-01-01T12:00:00Z').map((date) => date.toISOString().slice(0, 10));
    fc.assert(
      fc.property(days, fc.integer({ min: -4_000, max: 4_000 }), (date, count) => {
        const later = addDays(day(date), count);
        expect(daysBetween(day(date), later)).toBe(count);
        expect(addDays(later, -count)).toBe(date);
      }),
    );
  });
});

describe('an age', () => {
  it.each([
    ['2010-07-05', '2027-07-04', 16],
    ['2010-07-05', '2027-07-05', 17],
    ['2012-02-29', '2027-02-28', 14],
    ['2012-02-29', '2027-03-01', 15],
    ['2012-02-29', '2028-02-29', 16],
    ['2027-01-01', '2027-01-01', 0],
  ])('of somebody born on %s is on %s %i years', (born, on, years) => {
    expect(ageOn(day(born), day(on))).toBe(years);
  });

  it('changes at local midnight, also in summer', () => {
    const born = day('2010-07-05');
    const midnight = startOfDay(day('2027-07-05'));
    expect(ageOn(born, civilDateAt(new Date(midnight.getTime() - 1)))).toBe(16);
    expect(ageOn(born, civilDateAt(midnight))).toBe(17);
  });

  it('before the birth is a fault, not a guess', () => {
    expect(() => ageOn(day('2027-07-05'), day('2027-07-04'))).toThrow(RangeError);
  });
});

describe('working time', () => {
  it.each([
    ['2027-03-26', false, 'Good Friday'],
    ['2027-03-29', false, 'Easter Monday'],
    ['2027-03-30', true, 'the Tuesday after Easter'],
    ['2026-12-28', false, 'the day in place of Boxing Day'],
    ['2026-12-26', false, 'a Saturday'],
    ['2028-01-03', false, 'the day in place of New Year'],
  ])('%s is a working day: %s (%s)', (date, expected) => {
    expect(isWorkingDay(day(date))).toBe(expected);
  });

  it.each([
    ['2027-03-25T16:30:00Z', 2 * 60, '2027-03-30T09:30:00.000Z', 'Good Friday, the clock change and Easter Monday'],
    ['2026-12-24T16:00:00Z', 4 * 60, '2026-12-29T12:00:00.000Z', 'Christmas, a weekend and a substitute day'],
    ['2027-03-16T10:00:00Z', 60, '2027-03-16T11:00:00.000Z', 'an ordinary morning'],
    ['2027-03-16T15:00:00Z', 120, '2027-03-16T17:00:00.000Z', 'exactly to closing time'],
    ['2027-03-16T15:00:00Z', 121, '2027-03-17T09:01:00.000Z', 'one minute past closing time'],
    ['2027-03-16T20:00:00Z', 30, '2027-03-17T09:30:00.000Z', 'an evening'],
    ['2027-03-16T06:00:00Z', 0, '2027-03-16T09:00:00.000Z', 'nothing at all, before opening'],
    ['2027-03-16T17:00:00Z', 0, '2027-03-17T09:00:00.000Z', 'nothing at all, at closing time'],
  ])('from %s and %i working minutes it is %s (%s)', (from, minutes, until) => {
    expect(addWorkingMinutes(new Date(from), minutes).toISOString()).toBe(until);
  });

  it('runs in the hours that a provider keeps', () => {
    const late = { from: '12:00', until: '20:00' };
    expect(addWorkingMinutes(new Date('2027-03-16T19:30:00Z'), 60, late).toISOString()).toBe(
      '2027-03-17T12:30:00.000Z',
    );
  });

  it('agrees with counting open minutes one by one', () => {
    const minute = between('2026-01-01T00:00:00Z', '2028-11-01T00:00:00Z').map(
      (date) => new Date(Math.floor(date.getTime() / 60_000) * 60_000),
    );
    fc.assert(
      fc.property(minute, fc.integer({ min: 1, max: 1_500 }), (from, minutes) => {
        expect(addWorkingMinutes(from, minutes)).toEqual(workingMinutesByCounting(from, minutes, BANK_HOLIDAYS));
      }),
      { numRuns: 1_000 },
    );
  }, 60_000);

  it.each([
    ['2027-03-25T16:45:00Z', 1, '2027-03-30T15:45:00.000Z', 'the Thursday before Easter'],
    ['2027-03-20T10:00:00Z', 1, '2027-03-22T10:00:00.000Z', 'a Saturday'],
    ['2027-03-16T10:00:30Z', 3, '2027-03-19T10:00:30.000Z', 'the middle of a week'],
    ['2026-12-24T10:00:00Z', 10, '2027-01-12T10:00:00.000Z', 'the day before Christmas'],
    ['2027-03-16T10:00:00Z', 0, '2027-03-16T10:00:00.000Z', 'no day at all'],
  ])('from %s, %i working days later is %s (%s)', (from, days, until) => {
    expect(addWorkingDays(new Date(from), days).toISOString()).toBe(until);
  });

  it('ends on a working day with as many working days behind it as were asked for', () => {
    const start = between('2025-01-01T00:00:00Z', '2028-11-01T00:00:00Z');
    fc.assert(
      fc.property(start, fc.integer({ min: 1, max: 20 }), (from, days) => {
        const until = civilDateAt(addWorkingDays(from, days));
        let counted = 0;
        for (let date = addDays(civilDateAt(from), 1); date <= until; date = addDays(date, 1))
          counted += Number(isWorkingDay(date));
        expect(counted).toBe(days);
        expect(isWorkingDay(until)).toBe(true);
      }),
    );
  });

  it('takes no part of a day and never runs backwards', () => {
    expect(() => addWorkingDays(new Date(0), 1.5)).toThrow(RangeError);
    expect(() => addWorkingDays(new Date(0), -1)).toThrow(RangeError);
    expect(() => addWorkingMinutes(new Date(0), -1)).toThrow(RangeError);
    expect(() => addWorkingMinutes(new Date(0), Number.NaN)).toThrow(RangeError);
    expect(() => addWorkingMinutes(new Date(0), 1, { from: '17:00', until: '09:00' })).toThrow(RangeError);
    expect(() => addWorkingMinutes(new Date(0), 1, { from: '09:00', until: '09:00' })).toThrow(RangeError);
  });

  it.each([
    ['2027-03-16T08:59:00Z', false],
    ['2027-03-16T09:00:00Z', true],
    ['2027-03-16T16:59:59Z', true],
    ['2027-03-16T17:00:00Z', false],
    ['2027-03-26T10:00:00Z', false],
    ['2027-07-06T08:00:00Z', true],
  ])('at %s the office is open: %s', (instant, expected) => {
    expect(isOfficeOpen(new Date(instant))).toBe(expected);
  });
});

describe('the list of bank holidays', () => {
  it('has eight for every year that it claims to know, none of them on a weekend', () => {
    for (const year of [2025, 2026, 2027, 2028]) {
      const ofYear = [...BANK_HOLIDAYS].filter((date) => date.startsWith(String(year)));
      expect(ofYear).toHaveLength(8);
    }
    expect([...BANK_HOLIDAYS].filter((date) => !isWorkingDay(day(date), new Set()))).toEqual([]);
    expect(holidaysKnownUntil).toBe('2028-12-31');
  });
});

it('counts a hold over the autumn change in real hours: Saturday 18:00 and 24 hours is Sunday 17:00', () => {
  const [from] = instantsOf(day('2026-10-24'), '18:00');
  const later = new Date((from?.getTime() ?? 0) + 24 * HOUR);
  expect([civilDateAt(later), timeOfDayAt(later)]).toEqual(['2026-10-25', '17:00']);
});
