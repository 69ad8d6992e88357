import type { OpeningsQuery } from '../../api/generated';
import { clockTime, dayAndTime } from '../../ui/time';

type Opening = NonNullable<OpeningsQuery['referral']>['openings'][number];

/** An opening as a row of the page. */
export interface OpeningRow {
  readonly id: string;
  readonly by: string;
  readonly when: string;
  readonly reason: string;
  readonly review: string;
  readonly mayReview: boolean;
}

/** One opening in words: who, when, why, and what another coordinator said of it. */
export function openingRow(opening: Opening, now: Date): OpeningRow {
  const { id, by, brokenAt, until, reason, reviewBy, reviewer, reviewedAt, accepted, words, mayReview } = opening;
  const when = `${dayAndTime(new Date(brokenAt), now)} until ${clockTime(new Date(until))}`;
  const verdict = accepted ? 'It was right' : 'It was not right';
  return {
    id,
    mayReview,
    by,
    when: `Opened ${when}`,
    reason: `Why: ${reason}`,
    review:
      reviewedAt && reviewer
        ? `${verdict}, says ${reviewer}, ${dayAndTime(new Date(reviewedAt), now)}: ${words ?? ''}`
        : `Another coordinator has to look at this by ${dayAndTime(new Date(reviewBy), now)}.`,
  };
}
