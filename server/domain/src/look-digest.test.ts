import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { civilDateAt } from './calendar.ts';
import type { UserId } from './ids.ts';
import { looksOfEach, weekBefore } from './look-digest.ts';

describe('the last week that is over', () => {
  it.each([
    ['on a Monday, from its first moment', '2026-11-23T00:00:00Z', '2026-11-16'],
    ['on a Sunday, to its last', '2026-11-22T23:59:59.999Z', '2026-11-09'],
    ['in the week after the clocks go back', '2026-10-28T12:00:00Z', '2026-10-19'],
    ['in summer, when Monday begins on Sunday by the clock of the world', '2026-07-05T23:30:00Z', '2026-06-29'],
    ['at the turn of the year', '2027-01-01T12:00:00Z', '2026-12-21'],
    ['long ago', '2019-05-01T12:00:00Z', '2019-04-22'],
  ])('%s', (_name, now, monday) => {
    expect(weekBefore(new Date(now)).monday).toBe(monday);
  });

  it('is a Monday to a Sunday, is over, and is followed by the next without a gap', () => {
    const instant = fc.date({ min: new Date('2015-01-01'), max: new Date('2035-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(instant, (now) => {
        const week = weekBefore(now);
        expect(new Date(`${week.monday}T12:00:00Z`).getUTCDay()).toBe(1);
        expect(week.until <= now).toBe(true);
        expect(now.getTime() - week.until.getTime()).toBeLessThan(7 * 86_400_000 + 3_600_000);
        expect(civilDateAt(week.from)).toBe(week.monday);
        expect(weekBefore(week.until).until).toEqual(week.until);
      }),
      { numRuns: 10_000 },
    );
  });
});

describe('what each person was shown', () => {
  const [ann, ben] = ['ann', 'ben'] as unknown as [UserId, UserId];
  it('counts a household once, an address each time, and puts who saw most first', () => {
    const shown = [
      { userId: ann, kind: 'STORY', about: 'r1' },
      { userId: ann, kind: 'STORY', about: 'r1' },
      { userId: ben, kind: 'STORY', about: 'r1' },
      { userId: ben, kind: 'STORY', about: 'r2' },
      { userId: ben, kind: 'EMERGENCY', about: 'r2' },
      { userId: ann, kind: 'PLACE', about: 'h1' },
      { userId: ann, kind: 'PLACE', about: 'h1' },
    ] as const;
    expect(looksOfEach(shown)).toEqual([
      { userId: ben, stories: 2, places: 0, emergencies: 1 },
      { userId: ann, stories: 1, places: 2, emergencies: 0 },
    ]);
    expect(looksOfEach([])).toEqual([]);
  });
});
