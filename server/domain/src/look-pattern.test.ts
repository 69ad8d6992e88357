import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { UserId } from './ids.ts';
import { LOOK_PATTERNS, LOOK_PATTERN_CODES, type LookTaken, unusualLooks } from './look-pattern.ts';

const NOW = new Date('2026-11-20T12:00:00Z');
const [ONE, OTHER] = ['u1', 'u2'] as unknown as readonly [UserId, UserId];
const minutesAgo = (minutes: number): Date => new Date(NOW.getTime() - minutes * 60_000);
const looks = (count: number, kind: LookTaken['kind'], userId = ONE, at = minutesAgo(5)): readonly LookTaken[] =>
  Array.from({ length: count }, (_, n) => ({ userId, at, kind, about: `r${n}` }));

describe('what is unusual', () => {
  it.each(LOOK_PATTERN_CODES)('%s: from its number on, and not one below', (pattern) => {
    const { kind, from } = LOOK_PATTERNS[pattern];
    expect(unusualLooks(looks(from - 1, kind), NOW)).toEqual([]);
    expect(unusualLooks(looks(from, kind), NOW)).toEqual([{ userId: ONE, pattern, count: from }]);
  });

  it('is counted for one person, in different records, and within the hour: the last minute of it is not the next', () => {
    const often = looks(1, 'PLACE').flatMap((look) => Array.from({ length: 50 }, () => look));
    const shared = [...looks(2, 'PLACE'), ...looks(2, 'PLACE', OTHER)];
    const long = [...looks(2, 'PLACE'), { ...often[0], about: 'x', at: minutesAgo(60) } as LookTaken];
    expect([unusualLooks(often, NOW), unusualLooks(shared, NOW), unusualLooks(long, NOW)]).toEqual([[], [], []]);
    const within = [...looks(2, 'PLACE'), { ...often[0], about: 'x', at: minutesAgo(59) } as LookTaken];
    expect(unusualLooks(within, NOW)).toHaveLength(1);
  });

  it('does not depend on the order, and more looks never make it less unusual', () => {
    const anyLook = fc.record({
      userId: fc.constantFrom(ONE, OTHER),
      at: fc.integer({ min: 0, max: 80 }).map(minutesAgo),
      kind: fc.constantFrom('STORY' as const, 'PLACE' as const, 'REFUSED_PLACE' as const),
      about: fc.integer({ min: 0, max: 9 }).map(String),
    });
    const key = ({ userId, pattern }: { userId: UserId; pattern: string }): string => `${userId} ${pattern}`;
    fc.assert(
      fc.property(fc.array(anyLook, { maxLength: 40 }), fc.array(anyLook, { maxLength: 10 }), (some, more) => {
        const found = unusualLooks(some, NOW).map(key).sort();
        expect(unusualLooks(some.toReversed(), NOW).map(key).sort()).toEqual(found);
        const later = unusualLooks([...some, ...more], NOW).map(key);
        expect(found.every((one) => later.includes(one))).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});
