import { expect, test } from '@jest/globals';
import { tryAgainAt } from './back-off.ts';

const NOW = new Date('2026-11-20T09:00:00Z');

test.each([
  [0, 5],
  [1, 5],
  [2, 10],
  [3, 20],
  [6, 160],
  [7, 300],
  [1_000, 300],
])('after %d attempts it waits %d seconds', (attempts, seconds) => {
  expect(tryAgainAt(attempts, NOW)).toEqual(new Date(NOW.getTime() + seconds * 1_000));
});
