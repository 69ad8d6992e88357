import { civilDateAt } from '@openhaven/domain/calendar';
import { type Decision, allow, refuse } from '@openhaven/domain/decision';
import type { ReferralId } from '@openhaven/domain/ids';
import { applyToReferral, isOpen } from '@openhaven/domain/referral';
import { type ErasedBy, type RetentionRule, erasing, isToErase } from '@openhaven/domain/retention';
import type { Context, KeptReferral, Store } from '../context.ts';
import { aboutReferral } from './about.ts';
import type { ReferralDone } from './ids.ts';
import { keep } from './keep.ts';
import { referralFor } from './load.ts';
import { mustBeSaved, runStep } from './run-command.ts';

/** Why a story is erased: its time is over, or somebody who may ask for it did. */
export type ErasureReason = 'RETENTION' | 'ASKED_FOR';

/**
 * Erases the story of a closed referral and every word about it, for good, by destroying the keys that sealed them. Its
 * course stays: states, times and codes. Erasing twice changes nothing.
 *
 * Refuses while the referral is open or a legal hold is on it. Source: SECURITY section 4.
 */
export function eraseReferral(
  context: Context,
  { referralId, reason }: { referralId: ReferralId; reason: ErasureReason },
): Promise<Decision<ReferralDone>> {
  return runStep(context, async (tx) => {
    const referral = await referralFor(context, tx, referralId, 'referral.erase');
    const possible = mayErase(referral);
    if (!possible.allowed) return possible;
    if (referral.erasedAt !== undefined) return allow({ referralId });
    await erase(tx, context, referral, reason === 'ASKED_FOR' ? reason : ruleOf(referral));
    return allow({ referralId });
  });
}

/** Whether the story of a referral may be erased now: nobody needs it any more. */
export function mayErase({ id, status, legalHold }: KeptReferral): Decision<ReferralDone> {
  if (legalHold !== undefined) return refuse('ON_LEGAL_HOLD');
  return isOpen(status) ? refuse('REFERRAL_STILL_OPEN') : allow({ referralId: id });
}

const MOST_AT_ONCE = 200;

/** What a turn of erasing came to. */
export interface Erased {
  readonly erased: number;
  /** What could not be erased; it is tried again at the next turn, and shown as overdue. */
  readonly failed: readonly { readonly referralId: ReferralId; readonly error: unknown }[];
}

/**
 * The clock: erases every story whose time is over, each in a transaction of its own, which decides again: a hold that
 * was placed in the meantime keeps it, and so does whoever went on writing. A draft that was never sent ends with it.
 */
export async function eraseWhatIsOver(context: Context): Promise<Erased> {
  const due = await context.store.referrals.toErase(context.now, MOST_AT_ONCE);
  const failed: Erased['failed'][number][] = [];
  let erased = 0;
  for (const { id: referralId } of due) {
    try {
      erased += (await eraseIfOver(context, referralId)) ? 1 : 0;
    } catch (error) {
      failed.push({ referralId, error });
    }
  }
  return { erased, failed };
}

function eraseIfOver(context: Context, id: ReferralId): Promise<boolean> {
  return runStep(context, async (tx) => {
    const referral = await referralFor(context, tx, id, 'referral.erase');
    if (referral.erasedAt !== undefined || !isToErase(referral, context.now)) return false;
    await erase(tx, context, referral.status === 'DRAFT' ? ended(referral, context.now) : referral, ruleOf(referral));
    return true;
  });
}

/** A draft that nobody sent is over with its story. */
function ended(draft: KeptReferral, closedAt: Date): KeptReferral {
  const withdrawn = keep(draft, applyToReferral(draft, 'WITHDRAW'));
  return withdrawn.allowed ? { ...withdrawn.value, closedAt } : draft;
}

/** The rule by which a story goes. One that is closed, or a draft, always has one. */
function ruleOf(referral: KeptReferral): RetentionRule {
  return erasing(referral)?.rule ?? 'NOT_PLACED';
}

async function erase(tx: Store, context: Context, referral: KeptReferral, by: ErasedBy): Promise<void> {
  const { now } = context;
  // The instant of the next check would still say when one of the dates was.
  const { checkSafetyAt: _next, safetyCheckBy: _asked, arrangeFrom: _arrange, ...known } = referral;
  const { tryAgainAt: _again, welfarePoliceBy: _police, ...rest } = known;
  // Moves the revision on: whoever takes the referral up again at this instant, or this, has to decide afresh.
  mustBeSaved(await tx.referrals.save({ ...rest, erasure: { by, month: civilDateAt(now).slice(0, 7) } }));
  await tx.outbox.cancel([referral.id], 'safety.check');
  await tx.outbox.cancel([referral.id], 'arrangement.remind', 'contact.remind');
  await tx.dataKeys.eraseReferral(referral.id, now);
  await tx.clashes.forget(referral.id);
  await tx.duplicates.forget(referral.id);
  const reason: ErasureReason = by === 'ASKED_FOR' ? by : 'RETENTION';
  await tx.audit.add({ action: 'referral.erased', reason, ...aboutReferral(referral) }, context);
}
