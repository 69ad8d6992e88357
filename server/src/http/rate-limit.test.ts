import { describe, expect, it } from '@jest/globals';
import { CODES, delayAfter, PASSWORDS } from './rate-limit.ts';

describe('guessing a password', () => {
  it.each([
    [0, 500],
    [10, 500],
    [11, 1_000],
    [12, 2_000],
    [14, 8_000],
    [1_000_000, 8_000],
  ])('after %i failures costs at most eight seconds: %i ms', (failures, ms) => {
    expect(delayAfter(failures, PASSWORDS)).toBe(ms);
  });

  it('and a code, at most half a minute', () => {
    expect([0, 5, 6, 9, 10, 1_000].map((failures) => delayAfter(failures, CODES))).toEqual([
      1_000, 1_000, 2_000, 16_000, 30_000, 30_000,
    ]);
  });
});
