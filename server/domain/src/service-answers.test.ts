import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anyStory } from '../testing/arbitraries.ts';
import { NOW, aHousehold, aStory } from '../testing/builders.ts';
import { DECLINE_REASONS } from './codes.ts';
import { FEWEST_SHOWN } from './gaps.ts';
import { EQUALITY_GROUPS, answerFigures, answerKeys } from './service-answers.ts';

describe('an answer', () => {
  it('is counted once under each characteristic, and a no under its reason', () => {
    const story = aStory({ household: aHousehold({ applicant: { ageYears: 17 }, sons: [3] }) });
    expect(answerKeys(story, { answer: 'NO', reason: 'PETS' }, NOW)).toEqual([
      'NO|APPLICANT|FEMALE',
      'NO|AGE|UNDER_18',
      'NO|HOUSEHOLD|ONE_OR_TWO_CHILDREN',
      'NO|ACCESS|NO',
      'NO|INTERPRETER|NO',
      'NO|NO_PUBLIC_FUNDS|NO',
      'NO|REASON|PETS',
    ]);
  });

  it('that was said on the telephone is counted as such besides', () => {
    const [story, answer] = [aStory(), 'YES'] as const;
    const keys = answerKeys(story, { answer }, NOW);
    expect(answerKeys(story, { answer, byPhone: true }, NOW)).toEqual([...keys, 'YES|HOW|PHONE']);
    const counts = { 'YES|APPLICANT|FEMALE': 40, 'YES|HOW|PHONE': 10, 'NO|APPLICANT|FEMALE': 20, 'NO|HOW|PHONE': 10 };
    expect(answerFigures(counts)).toMatchObject({ answered: 60, byPhone: 20 });
    expect(answerFigures({ ...counts, 'YES|HOW|PHONE': 3, 'NO|HOW|PHONE': 0 })).toMatchObject({ byPhone: null });
  });

  it('of any household is in one row of every table', () => {
    fc.assert(
      fc.property(anyStory, fc.constantFrom('YES' as const, 'NO' as const), (story, answer) => {
        const counts = Object.fromEntries(answerKeys(story, { answer }, NOW).map((key) => [key, 100]));
        for (const { rows } of answerFigures(counts).groups)
          expect(rows.reduce((sum, { answered }) => sum + (answered ?? 0), 0)).toBe(100);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('answers as they may be shown', () => {
  const anyCounts = fc
    .array(fc.record({ story: anyStory, times: fc.integer({ min: 1, max: 40 }), no: fc.boolean() }), { maxLength: 6 })
    .map((answers) => {
      const counts: Record<string, number> = {};
      for (const { story, times, no } of answers) {
        const answer = no ? ({ answer: 'NO', reason: 'NO_VACANCY' } as const) : ({ answer: 'YES' } as const);
        for (const key of answerKeys(story, answer, NOW)) counts[key] = (counts[key] ?? 0) + times;
      }
      return counts;
    });

  it('never give a number from 1 to 7, nor one that the others would give away', () => {
    fc.assert(
      fc.property(anyCounts, (counts) => {
        const { groups, reasons } = answerFigures(counts);
        const columns = [
          reasons.map(({ count }) => count),
          ...groups.flatMap(({ rows }) => [rows.map(({ answered }) => answered), rows.map(({ no }) => no)]),
        ];
        for (const column of columns) {
          const given = column.filter((count) => count !== null);
          expect(given.filter((count) => count > 0 && count < FEWEST_SHOWN)).toEqual([]);
          // One alone that is not shown could be worked out from the total, unless nothing else is shown either.
          const hidden = column.length - given.length;
          if (hidden === 1) expect(given.every((count) => count === 0)).toBe(true);
        }
        for (const { rows } of groups)
          for (const { noShare, answered, no } of rows)
            if (answered === null || no === null) expect(noShare).toBeNull();
      }),
      { numRuns: 10_000 },
    );
  });

  it('are the same rows, whatever was counted', () => {
    const { groups, reasons } = answerFigures({});
    expect(groups.map(({ group }) => group)).toEqual(EQUALITY_GROUPS);
    expect(reasons.map(({ code }) => code)).toEqual(
      DECLINE_REASONS.filter(({ by }) => by === 'SERVICE').map(({ code }) => code),
    );
    expect(reasons.every(({ count }) => count === 0)).toBe(true);
  });

  it('say of how many in a hundred the answer was no', () => {
    const counts = { 'YES|APPLICANT|FEMALE': 12, 'NO|APPLICANT|FEMALE': 8, 'NO|APPLICANT|MALE': 20 };
    const [applicant] = answerFigures(counts).groups;
    expect(applicant?.rows.find(({ code }) => code === 'FEMALE')).toEqual({
      code: 'FEMALE',
      answered: 20,
      no: 10,
      noShare: 40,
    });
    expect(applicant?.rows.find(({ code }) => code === 'MALE')).toMatchObject({ answered: 20, no: 20, noShare: 100 });
  });
});
