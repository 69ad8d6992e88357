import { RETENTION_RULES, type ErasedBy, type RetentionRule, erasing, isReviewDue } from '@openhaven/domain/retention';
import { addDays, civilDateAt } from '@openhaven/domain/calendar';
import { requirePermission } from '../access/permission.ts';
import type { Context, KeptReferral } from '../context.ts';

const AHEAD_MS = 30 * 86_400_000;
const BACK_DAYS = 366;
const MOST_SHOWN = 50;

/** A story whose time is nearly over, or over. */
export interface StoryToErase {
  readonly reference: string;
  readonly rule: RetentionRule;
  readonly eraseFrom: Date;
  /** It should be gone and is not: somebody has to look why. */
  readonly isOverdue: boolean;
}

/** A story that is kept longer. */
export interface HeldStory {
  readonly reference: string;
  readonly reason: string;
  readonly reviewOn: string;
  readonly isReviewDue: boolean;
  readonly placedBy: string;
  readonly placedAt: Date;
}

/** How many stories were erased in one month, by one rule. */
export interface Erasures {
  /** `YYYY-MM`. */
  readonly month: string;
  readonly by: ErasedBy;
  readonly count: number;
}

export interface Retention {
  readonly rules: typeof RETENTION_RULES;
  readonly toErase: readonly StoryToErase[];
  readonly toEraseCount: number;
  readonly held: readonly HeldStory[];
  readonly erased: readonly Erasures[];
}

/** How long stories are kept, what goes in the next thirty days, what is kept longer, and what went in a year. No story is read. */
export async function retention({ store, actor, now }: Context): Promise<Retention> {
  requirePermission(actor, 'retention.read', {}, 'Retention');
  const until = new Date(now.getTime() + AHEAD_MS);
  const [soon, toEraseCount, onHold, erasures] = await Promise.all([
    store.referrals.toErase(until, MOST_SHOWN),
    store.referrals.countToErase(until),
    store.referrals.onLegalHold(MOST_SHOWN),
    store.referrals.erasuresSince(addDays(civilDateAt(now), -BACK_DAYS).slice(0, 7)),
  ]);
  const placers = onHold.flatMap(({ legalHold }) => (legalHold ? [legalHold.placedBy] : []));
  const names = new Map((await store.users.getMany([...new Set(placers)])).map(({ id, name }) => [id, name]));
  return {
    rules: RETENTION_RULES,
    toErase: soon.flatMap((referral) => toErase(referral, now)),
    toEraseCount,
    held: onHold.flatMap((referral) => toHeld(referral, names, now)),
    erased: byMonth(erasures),
  };
}

/** A turn of the clock comes each hour: what is over for longer than two has been tried. */
const GRACE_MS = 2 * 3_600_000;

function toErase(referral: KeptReferral, now: Date): readonly StoryToErase[] {
  const due = erasing(referral);
  if (due === null) return [];
  const isOverdue = due.from.getTime() + GRACE_MS < now.getTime();
  return [{ reference: referral.reference, rule: due.rule, eraseFrom: due.from, isOverdue }];
}

function toHeld(
  { reference, legalHold }: KeptReferral,
  names: ReadonlyMap<string, string>,
  now: Date,
): readonly HeldStory[] {
  if (legalHold === undefined) return [];
  const { reason, reviewOn, placedAt, placedBy } = legalHold;
  const isDue = isReviewDue(legalHold, now);
  return [{ reference, reason, reviewOn, isReviewDue: isDue, placedBy: names.get(placedBy) ?? '', placedAt }];
}

const byMonth = (erasures: readonly Erasures[]): readonly Erasures[] =>
  erasures.toSorted((one, other) => other.month.localeCompare(one.month) || one.by.localeCompare(other.by));
