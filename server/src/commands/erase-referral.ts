import { type Decision, allow, refuse } from '@openhaven/domain/decision';
import type { ReferralId } from '@openhaven/domain/ids';
import { isOpen } from '@openhaven/domain/referral';
import type { Context, KeptReferral } from '../context.ts';
import { aboutReferral } from './about.ts';
import type { ReferralDone } from './ids.ts';
import { referralFor } from './load.ts';
import { mustBeSaved, runStep } from './run-command.ts';

/** Why a story is erased: its time is over, or somebody who may ask for it did. */
export type ErasureReason = 'RETENTION' | 'ASKED_FOR';

/**
 * Erases the story of a closed referral and every word about it, for good, by destroying the keys that sealed them. Its
 * course stays: states, times and codes. Erasing twice changes nothing.
 *
 * Refuses while the referral is open. Source: SECURITY section 4.
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

    // Moves the revision on: whoever takes the referral up again at this instant, or this, has to decide afresh.
    mustBeSaved(await tx.referrals.save(referral));
    await tx.dataKeys.eraseReferral(referralId, context.now);
    await tx.audit.add({ action: 'referral.erased', reason, ...aboutReferral(referral) }, context);
    return allow({ referralId });
  });
}

/** Whether the story of a referral may be erased now: nobody needs it any more. */
export function mayErase({ id, status }: KeptReferral): Decision<ReferralDone> {
  return isOpen(status) ? refuse('REFERRAL_STILL_OPEN') : allow({ referralId: id });
}
