import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type CivilDate, addDays, civilDateAt, parseCivilDate } from './calendar.ts';
import { MOST_WATCH_DATES, checkBy, checkWatchDates, nextCheck } from './watch-dates.ts';

const day = (text: string): CivilDate => {
  const date = parseCivilDate(text);
  if (date === undefined) throw new Error(`${text} is no day`);
  return date;
};
const NOW = new Date('2026-11-26T10:00:00Z');

describe('when a date that is watched is looked at', () => {
  it.each([
    // Fourteen days before, three days before, and on the day, at eight in the morning in London.
    ['2026-11-26T10:00:00Z', '2027-01-20', '2027-01-06T08:00:00.000Z'],
    ['2027-01-06T08:00:00Z', '2027-01-20', '2027-01-17T08:00:00.000Z'],
    ['2027-01-17T08:00:00Z', '2027-01-20', '2027-01-20T08:00:00.000Z'],
    ['2027-01-20T07:59:59Z', '2027-01-20', '2027-01-20T08:00:00.000Z'],
    // In summer it is an hour earlier by the clock of the machine; across the change of the clocks it is still eight.
    ['2026-11-26T10:00:00Z', '2027-04-05', '2027-03-22T08:00:00.000Z'],
    ['2027-03-22T08:00:00Z', '2027-04-05', '2027-04-02T07:00:00.000Z'],
  ])('after %s, for %s: %s', (now, on, at) => {
    expect(nextCheck([{ why: 'RELEASE', on: day(on) }], new Date(now))?.toISOString()).toBe(at);
  });

  it('the earliest of all dates comes first; when all are over there is none', () => {
    const dates = [
      { why: 'ORDER_ENDS', on: day('2026-12-24') },
      { why: 'RELEASE', on: day('2026-12-11') },
    ] as const;
    expect(nextCheck(dates, NOW)?.toISOString()).toBe('2026-11-27T08:00:00.000Z');
    expect(nextCheck(dates, new Date('2026-12-24T08:00:00Z'))).toBeUndefined();
    expect(nextCheck([], NOW)).toBeUndefined();
  });

  it('from any instant up to the day, a check is due at the latest on the day, and each is due once', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 86_399_999 }), (days, ms) => {
        const on = addDays(civilDateAt(NOW), days + 1);
        const times: number[] = [];
        let now = new Date(NOW.getTime() + ms);
        for (let at = nextCheck([{ why: 'OTHER', on }], now); at; at = nextCheck([{ why: 'OTHER', on }], now)) {
          expect(at.getTime()).toBeGreaterThan(now.getTime());
          times.push(at.getTime());
          now = at;
        }
        expect(new Set(times).size).toBe(times.length);
        expect(times.length).toBeLessThanOrEqual(3);
        if (civilDateAt(new Date(NOW.getTime() + ms)) < on) expect(civilDateAt(new Date(times.at(-1) ?? 0))).toBe(on);
      }),
    );
  });

  it('is to be done within four hours', () => {
    expect(checkBy(NOW).toISOString()).toBe('2026-11-26T14:00:00.000Z');
  });
});

describe('which dates can be kept', () => {
  it('from today on, in the order of days, none twice', () => {
    const dates = [
      { why: 'RELEASE', on: day('2027-03-01') },
      { why: 'HEARING', on: day('2026-11-26') },
      { why: 'RELEASE', on: day('2027-03-01') },
    ];
    expect(checkWatchDates(dates, NOW)).toEqual({
      allowed: true,
      value: [
        { why: 'HEARING', on: '2026-11-26' },
        { why: 'RELEASE', on: '2027-03-01' },
      ],
    });
  });

  it.each([
    [[{ why: 'RELEASE', on: '2026-11-25' }], 'DATE_IN_PAST', 'dates.0.on'],
    [
      [
        { why: 'RELEASE', on: '2026-12-01' },
        { why: 'WEATHER', on: '2026-12-01' },
      ],
      'REASON_NEEDED',
      'dates.1.why',
    ],
    [
      Array.from({ length: MOST_WATCH_DATES + 1 }, () => ({ why: 'OTHER', on: '2027-01-01' })),
      'TOO_MANY_DATES',
      'dates',
    ],
  ])('refuses %j', (dates, reason, field) => {
    const given = dates.map(({ why, on }) => ({ why, on: day(on) }));
    expect(checkWatchDates(given, NOW)).toEqual({ allowed: false, reason, field });
  });
});
