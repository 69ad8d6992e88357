import { labelOf } from '@openhaven/domain/codes';
import { LEGAL_HOLD_REASONS } from '@openhaven/domain/retention';
import type { RetentionQuery } from '../../api/generated';
import type { Status } from '../../ui/status-tag/status-tag';
import { civilDay, count, dayInWords } from '../../ui/time';

type Shown = RetentionQuery['retention'];
type Rule = Shown['rules'][number];

/** How long stories of one kind are kept, for example "7 days" or "6 months". */
export function timeOf({ days, months }: Pick<Rule, 'days' | 'months'>): string {
  return months ? count(months, 'month', 'months') : count(days ?? 0, 'day', 'days');
}

/** Why a story is erased, in words. */
const ERASED_BY: Readonly<Record<string, string>> = {
  DRAFT: 'Drafts that were never sent',
  NOT_PLACED: 'Closed without a place',
  PLACED: 'After a stay',
  ASKED_FOR: 'Asked for',
};

/** A story in a list: which, what is said of it, and what stands out. */
export interface StoryRow {
  readonly reference: string;
  readonly words: string;
  readonly tag: Status | undefined;
}

/** Stories erased in one month by one rule. */
export interface ErasedRow {
  readonly key: string;
  readonly month: string;
  readonly by: string;
  readonly count: number;
}

/** One line of the figures, for example "November 2026: after a stay: 3". */
export function erasedRow({ month, by, count: stories }: Shown['erased'][number]): ErasedRow {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const name = new Date(Date.UTC(year, number - 1)).toLocaleDateString('en-GB', {
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
  return { key: `${month} ${by}`, month: name, by: ERASED_BY[by] ?? by, count: stories };
}

const REVIEW_DUE: Status = { word: 'Look at it again', tone: 'act' };
const OVERDUE: Status = { word: 'Overdue', tone: 'bad' };

/** A story that goes soon, in words. */
export function toEraseRow({ reference, rule, eraseFrom, isOverdue }: Shown['toErase'][number]): StoryRow {
  return {
    reference,
    words: `${ERASED_BY[rule] ?? rule}. Erased from ${dayInWords(civilDay(new Date(eraseFrom)))}.`,
    tag: isOverdue ? OVERDUE : undefined,
  };
}

/** A story that is kept longer, in words. */
export function heldRow({
  reference,
  reason,
  reviewOn,
  isReviewDue,
  placedBy,
  placedAt,
}: Shown['held'][number]): StoryRow {
  const by = placedBy === '' ? '' : ` by ${placedBy}`;
  return {
    reference,
    words: `${labelOf(LEGAL_HOLD_REASONS, reason)}. Placed on ${dayInWords(civilDay(new Date(placedAt)))}${by}. To be looked at on ${dayInWords(reviewOn)}.`,
    tag: isReviewDue ? REVIEW_DUE : undefined,
  };
}
