import { describe, expect, it } from '@jest/globals';
import { nextMailAt, windowStart } from './storm-cap.ts';

const NOW = new Date('2026-11-20T09:00:00Z');
const ago = (minutes: number): Date => new Date(NOW.getTime() - minutes * 60_000);
const minutesUntil = (mails: readonly number[], isPressing: boolean): number =>
  (nextMailAt(mails.map(ago), isPressing, NOW).getTime() - NOW.getTime()) / 60_000;

const twelve = [59, 55, 50, 45, 40, 35, 30, 25, 20, 15, 10, 6];

describe('the next e-mail to one person', () => {
  it.each([
    ['goes at once to somebody who has had none', [], false, 0],
    ['waits for five minutes after the last if nobody needs a place tonight', [1], false, 4],
    ['goes at the fifth minute', [5], false, 0],
    ['goes at once if somebody needs a place tonight', [1], true, 0],
    ['goes at once after eleven in an hour', twelve.slice(1), true, 0],
    ['waits after twelve in an hour, however urgent, until the first is an hour old', twelve, true, 1],
    ['counts from the twelfth last if there were more', [59, ...twelve], true, 1],
  ])('%s', (_what, mails, isPressing, expected) => {
    expect(minutesUntil(mails, isPressing)).toBe(expected);
  });

  it('counts the e-mails of one hour', () => {
    expect(windowStart(NOW)).toEqual(ago(60));
  });
});
