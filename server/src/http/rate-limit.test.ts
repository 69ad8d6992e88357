import { describe, expect, it } from '@jest/globals';
import { delayAfter } from './rate-limit.ts';

describe('guessing a password', () => {
  it.each([
    [0, 500],
    [10, 500],
    [11, 1_000],
    [12, 2_000],
    [14, 8_000],
    [1_000_000, 8_000],
  ])('after %i failures costs at most eight seconds: %i ms', (failures, ms) => {
    expect(delayAfter(failures)).toBe(ms);
  });
});
