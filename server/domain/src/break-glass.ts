import { isElevated } from './access.ts';
import { addWorkingDays } from './calendar.ts';
import { type Decision, allow, refuse } from './decision.ts';
import type { Sight } from './exclusion.ts';
import { textFault } from './free-text.ts';
import type { UserId } from './ids.ts';

const OPEN_MS = 15 * 60_000;
const REVIEW_WORKING_DAYS = 2;
/** A sentence, not a book: it is read by whoever looks at it afterwards. */
export const REASON_MAX = 500;

/** A restricted referral opened in an emergency: until when, and by when another coordinator has to have looked at why. */
export interface BrokenGlass {
  readonly until: Date;
  readonly reviewBy: Date;
}

/** What is known of a coordinator who wants to open a restricted referral. */
export interface Breaking {
  readonly sight: Sight;
  readonly reason: string;
  readonly elevatedAt: Date | undefined;
}

/**
 * Whether a coordinator may open a restricted referral for a quarter of an hour: with a reason, after proving once more
 * who they are. What is hidden from them altogether cannot be opened so; whoever asks has been told already that it is
 * not there. Source: SECURITY section 2.
 */
export function breakGlass({ sight, reason, elevatedAt }: Breaking, now: Date): Decision<BrokenGlass> {
  if (sight.sees !== 'OUTLINE') return refuse('GLASS_NOT_NEEDED');
  const fault = textFault(reason, REASON_MAX);
  if (fault) return refuse(fault, 'reason');
  if (!isElevated(elevatedAt, now)) return refuse('STEP_UP_NEEDED', 'password');
  return allow({ until: new Date(now.getTime() + OPEN_MS), reviewBy: addWorkingDays(now, REVIEW_WORKING_DAYS) });
}

/** One that waits for somebody to look at it, or has been looked at. */
export interface Reviewable {
  readonly userId: UserId;
  readonly reviewedBy?: UserId;
}

/** Whether somebody may say that it was right or not: another coordinator, once, in words. */
export function reviewGlass({ userId, reviewedBy }: Reviewable, reviewer: UserId, words: string): Decision<void> {
  if (userId === reviewer) return refuse('REVIEW_BY_ANOTHER');
  if (reviewedBy !== undefined) return refuse('CHANGED_MEANWHILE');
  const fault = textFault(words, REASON_MAX);
  return fault ? refuse(fault, 'words') : allow(undefined);
}
