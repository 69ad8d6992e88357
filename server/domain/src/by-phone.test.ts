import { describe, expect, it } from '@jest/globals';
import { NOW, minutesAfter } from '../testing/builders.ts';
import { mayTryCode, wrongLately } from './by-phone.ts';

const wrong = (...minutesAgo: readonly number[]): readonly Date[] => minutesAgo.map((ago) => minutesAfter(NOW, -ago));

describe('trying a code that is said on the telephone', () => {
  it('is borne four times wrong, and after the fifth not any more', () => {
    expect(mayTryCode(wrong(), NOW)).toMatchObject({ allowed: true });
    expect(mayTryCode(wrong(1, 2, 3, 4), NOW)).toMatchObject({ allowed: true });
    const refused = { allowed: false, reason: 'PHONE_CODE_WAIT', field: 'code' };
    expect(mayTryCode(wrong(1, 2, 3, 4, 5), NOW)).toEqual(refused);
  });

  it('is borne again a quarter of an hour after, to the millisecond', () => {
    const tries = [...wrong(1, 2, 3, 4), new Date(NOW.getTime() - 15 * 60_000)];
    expect(mayTryCode(tries, NOW)).toMatchObject({ allowed: true });
    expect(mayTryCode(tries, new Date(NOW.getTime() - 1))).toMatchObject({ allowed: false });
    expect(wrongLately(tries, NOW)).toHaveLength(4);
  });
});
