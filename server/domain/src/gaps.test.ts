import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { REDDITCH, WORCESTER, aHousehold, aStory } from '../testing/builders.ts';
import { type GapCount, FEWEST_SHOWN, gapFigures, gapMonths, gapsOf, publishable, shown } from './gaps.ts';

const codes = (story: Parameters<typeof gapsOf>[0]): readonly string[] =>
  gapsOf(story, 'NOTHING_FITS').map(({ group, code }) => `${group} ${code}`);

describe('a need that nothing met is counted', () => {
  it('once by reason, household, applicant and district, and once for each need', () => {
    const story = aStory({
      household: aHousehold({ applicant: { sex: 'MALE' }, sons: [3, 8], daughters: [1], pets: ['DOG', 'CAT'] }),
      homeArea: REDDITCH,
      needs: [{ need: 'MENTAL_HEALTH', severity: 'HIGH' }],
      noRecourseToPublicFunds: 'YES',
    });
    expect(codes(story)).toEqual([
      'REASON NOTHING_FITS',
      'HOUSEHOLD THREE_OR_MORE_CHILDREN',
      'APPLICANT MALE',
      `DISTRICT ${REDDITCH}`,
      'NEED MENTAL_HEALTH',
      'NEED NO_PUBLIC_FUNDS',
      'NEED PET',
    ]);
  });

  it.each([
    ['ALONE', {}],
    ['ONE_OR_TWO_CHILDREN', { sons: [3] }],
    ['THREE_OR_MORE_CHILDREN', { sons: [3, 5], daughters: [9] }],
  ])('as %s', (shape, household) => {
    expect(codes(aStory({ household: aHousehold(household) }))).toContain(`HOUSEHOLD ${shape}`);
  });
});

describe('numbers that may be shown', () => {
  it.each([
    [0, 0],
    [1, null],
    [7, null],
    [8, 10],
    [12, 10],
    [13, 15],
    [100, 100],
  ])('%i is shown as %s', (count, expected) => {
    expect(shown(count)).toBe(expected);
  });

  it('never are 1 to 7, and one that is hidden is never the only one, whatever was counted', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(40), { minLength: 2, maxLength: 9 }), (counts) => {
        const figures = publishable(counts, true);
        for (const [at, count] of figures.entries()) {
          const truth = counts[at] ?? 0;
          if (truth > 0 && truth < FEWEST_SHOWN) expect(count).toBeNull();
          if (count !== null) expect(Math.abs(count - truth)).toBeLessThan(5);
        }
        const hidden = figures.filter((count) => count === null).length;
        const total = counts.reduce((sum, count) => sum + count, 0);
        expect(hidden === 1 && shown(total) !== null).toBe(false);
      }),
      { numRuns: 10_000 },
    );
  });
});

describe('the figures of a county', () => {
  const count = (group: GapCount['group'], code: string, many: number): GapCount => ({
    month: '2026-10',
    group,
    code,
    count: many,
  });

  it('have the same rows whatever was counted, and other counties’ districts together', () => {
    const counts = [
      count('REASON', 'NOTHING_FREE', 30),
      count('DISTRICT', REDDITCH, 12),
      count('DISTRICT', 'E08000025', 9),
      count('DISTRICT', 'E08000027', 9),
    ];
    const { total, groups } = gapFigures(counts, WORCESTER);
    expect(total).toBe(30);
    const districts = groups.find(({ group }) => group === 'DISTRICT')?.rows ?? [];
    expect(districts).toHaveLength(8);
    expect(districts.filter((row) => row.count !== 0)).toEqual([
      { code: REDDITCH, count: 10 },
      { code: 'ELSEWHERE', count: 20 },
    ]);
    const shape = (figures: ReturnType<typeof gapFigures>) =>
      figures.groups.map(({ rows }) => rows.map(({ code }) => code));
    expect(shape(gapFigures([], WORCESTER))).toEqual(shape(gapFigures(counts, WORCESTER)));
  });

  it('are of the twelve whole months before this one', () => {
    expect(gapMonths(new Date('2026-11-26T12:00:00Z'))).toEqual({ from: '2025-11', to: '2026-10' });
    expect(gapMonths(new Date('2026-12-31T23:59:59Z'))).toEqual({ from: '2025-12', to: '2026-11' });
    expect(gapMonths(new Date('2027-01-01T00:00:00Z'))).toEqual({ from: '2026-01', to: '2026-12' });
  });
});
