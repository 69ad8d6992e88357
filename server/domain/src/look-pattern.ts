import type { UserId } from './ids.ts';

/** Somebody was shown something, or asked for an address and was not shown it. */
export interface LookTaken {
  readonly userId: UserId;
  readonly at: Date;
  /** STORY: what was told of one household, opened by itself. PLACE: an address. REFUSED_PLACE: an address, in vain. */
  readonly kind: 'STORY' | 'PLACE' | 'REFUSED_PLACE';
  /** The record it was about. */
  readonly about: string;
}

interface Pattern {
  readonly kind: LookTaken['kind'];
  /** From how many different records within an hour on somebody has to look why. */
  readonly from: number;
  readonly label: string;
}

/**
 * What is unusual: a reason to ask, never proof. The numbers are proposals of ours: a busy officer opens a handful of
 * stories in an hour, and is shown an address about once a week.
 */
export const LOOK_PATTERNS = {
  MANY_STORIES: { kind: 'STORY', from: 20, label: 'Opened the stories of many households within an hour' },
  SEVERAL_PLACES: { kind: 'PLACE', from: 3, label: 'Was shown several addresses within an hour' },
  REFUSED_PLACES: { kind: 'REFUSED_PLACE', from: 3, label: 'Asked for several addresses that were not theirs to see' },
} as const satisfies Record<string, Pattern>;
export type LookPattern = keyof typeof LOOK_PATTERNS;
export const LOOK_PATTERN_CODES = Object.keys(LOOK_PATTERNS) as readonly LookPattern[];

/** What somebody found who asked. */
export const LOOK_FINDINGS = ['EXPLAINED', 'NOT_EXPLAINED'] as const;
export type LookFinding = (typeof LOOK_FINDINGS)[number];

/** A pattern that was met, with how many different records it was. */
export interface UnusualLooks {
  readonly userId: UserId;
  readonly pattern: LookPattern;
  readonly count: number;
}

const HOUR_MS = 3_600_000;

/** Who looked at more, within the hour before an instant, than their work explains. Source: SCENARIOS A13. */
export function unusualLooks(looks: readonly LookTaken[], now: Date): readonly UnusualLooks[] {
  const since = now.getTime() - HOUR_MS;
  const recent = looks.filter(({ at }) => at.getTime() > since && at <= now);
  const people = [...new Set(recent.map(({ userId }) => userId))];
  return people.flatMap((userId) =>
    LOOK_PATTERN_CODES.flatMap((pattern) => {
      const { kind, from } = LOOK_PATTERNS[pattern];
      const own = recent.filter((look) => look.userId === userId && look.kind === kind);
      const count = new Set(own.map(({ about }) => about)).size;
      return count >= from ? [{ userId, pattern, count }] : [];
    }),
  );
}
