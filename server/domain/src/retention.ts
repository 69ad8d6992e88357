import { type CivilDate, addDays, addMonths, civilDateAt, startOfDay } from './calendar.ts';
import { OURS, listOf } from './code-list.ts';
import { isCodeOf } from './codes.ts';
import { type Decision, allow, refuse } from './decision.ts';
import type { UserId } from './ids.ts';
import { type ReferralStatus, isOpen } from './referral.ts';

/** How long a story is kept, and since when that has been so. The controller of the data decides it (SECURITY section 5). */
export const RETENTION_RULES = listOf(OURS, [
  { code: 'DRAFT', label: 'Drafts that were never sent, after they were last saved', days: 7 },
  { code: 'NOT_PLACED', label: 'Closed without a place', months: 6 },
  { code: 'PLACED', label: 'Placed, after the end of the stay', months: 12 },
] as const);
export type RetentionRule = (typeof RETENTION_RULES)[number]['code'];

/** Why a story was erased: its time was over, by one of the rules, or somebody who may ask for it did. */
export type ErasedBy = RetentionRule | 'ASKED_FOR';

/** Why a story is kept longer than its time. Codes alone: a sentence would say something about somebody. */
export const LEGAL_HOLD_REASONS = listOf(OURS, [
  { code: 'COURT', label: 'Court proceedings' },
  { code: 'COMPLAINT', label: 'A complaint or an ombudsman’s inquiry' },
  { code: 'DEATH_REVIEW', label: 'A domestic abuse related death review' },
  { code: 'SAFEGUARDING', label: 'A safeguarding review' },
  { code: 'SUBJECT_REQUEST', label: 'A request of the person herself to see or correct it' },
]);
export type LegalHoldReason = (typeof LEGAL_HOLD_REASONS)[number]['code'];

/** A story is kept, whatever its time, until somebody lifts this. */
export interface LegalHold {
  readonly reason: LegalHoldReason;
  readonly placedBy: UserId;
  readonly placedAt: Date;
  /** The day on which somebody has to look whether it is still needed. */
  readonly reviewOn: CivilDate;
}

/** What decides how long a referral's story is kept. */
export interface Kept {
  readonly status: ReferralStatus;
  readonly createdAt: Date;
  /** When a draft was last saved. */
  readonly draftSavedAt?: Date | null;
  readonly closedAt?: Date | null;
}

export interface Erasing {
  readonly rule: RetentionRule;
  /** The first instant at which the story may be erased: a local midnight, after the whole of the time. */
  readonly from: Date;
}

/**
 * When the time of a story is over, and by which rule; null while the referral is open. Counted in whole civil days: what
 * closes on 31 August is kept to the end of the last day of February.
 */
export function erasing({ status, createdAt, draftSavedAt, closedAt }: Kept): Erasing | null {
  if (status === 'DRAFT') return after('DRAFT', draftSavedAt ?? createdAt);
  if (isOpen(status) || !closedAt) return null;
  return after(status === 'PLACED' ? 'PLACED' : 'NOT_PLACED', closedAt);
}

function after(rule: RetentionRule, since: Date): Erasing {
  const time: { readonly days?: number; readonly months?: number } = ruleOf(rule);
  const last = addDays(addMonths(civilDateAt(since), time.months ?? 0), time.days ?? 0);
  return { rule, from: startOfDay(addDays(last, 1)) };
}

function ruleOf(code: RetentionRule) {
  const rule = RETENTION_RULES.find((one) => one.code === code);
  if (rule === undefined) throw new Error(`no rule says how long ${code} is kept`);
  return rule;
}

/** Whether a story is to be erased at an instant. A legal hold stands before every rule. */
export function isToErase(kept: Kept & { readonly legalHold?: LegalHold | null }, now: Date): boolean {
  const due = erasing(kept);
  return due !== null && !kept.legalHold && due.from <= now;
}

const LONGEST_HOLD_MONTHS = 12;

/** A hold on a story that is still there, with a day within the next twelve months on which it is looked at again. */
export function placeLegalHold(
  wish: { readonly reason: string; readonly reviewOn: CivilDate; readonly placedBy: UserId },
  { erased }: { readonly erased: boolean },
  now: Date,
): Decision<LegalHold> {
  const { reason, reviewOn, placedBy } = wish;
  const today = civilDateAt(now);
  if (erased) return refuse('NOTHING_LEFT_TO_KEEP', 'reference');
  if (!isCodeOf(LEGAL_HOLD_REASONS, reason, today)) return refuse('REASON_NEEDED', 'reason');
  if (reviewOn <= today || reviewOn > addMonths(today, LONGEST_HOLD_MONTHS)) return refuse('REVIEW_DAY', 'reviewOn');
  return allow({ reason, reviewOn, placedBy, placedAt: now });
}

/** Whether somebody has to look at a hold again. */
export function isReviewDue({ reviewOn }: LegalHold, now: Date): boolean {
  return reviewOn <= civilDateAt(now);
}
