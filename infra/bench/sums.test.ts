import { describe, expect, it } from '@jest/globals';
import { goalLine, isMet, median, ratioOf } from './sums.ts';

describe('the sums of a bench', () => {
  it('take the middle', () => {
    expect([median([3, 1, 2]), median([4, 1, 2, 3]), median([])]).toEqual([2, 2.5, 0]);
  });

  it('compare arms round by round, so that a slow moment of the machine counts for both', () => {
    const reference = [1, 10, 1, 1, 10, 1, 1];
    const ratio = ratioOf(
      reference.map((time) => 3 * time),
      reference,
    );
    expect(ratio).toEqual({ median: 3, low: 3, high: 3 });
  });

  it('meet a goal only if the whole interval does', () => {
    const goal = { name: 'P', ratio: { median: 14, low: 13, high: 16 } };
    expect(isMet({ ...goal, atMost: 15 })).toBe(false);
    expect(isMet({ ...goal, atMost: 16 })).toBe(true);
    expect(isMet({ ...goal, atLeast: 14 })).toBe(false);
    expect(JSON.parse(goalLine({ ...goal, atMost: 15 }))).toMatchObject({ goal: 'P', ratio: 14, met: false });
  });
});
