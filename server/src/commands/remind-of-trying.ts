import type { ReferralId } from '@openhaven/domain/ids';
import { isPaused } from '@openhaven/domain/referral';
import { requirePermission } from '../access/permission.ts';
import type { Context } from '../context.ts';
import { reachingOf, remindToTry } from './contact.ts';
import { runStep } from './run-command.ts';
import { tellReferrers } from './tell.ts';

/**
 * The clock: it is time to try again to reach somebody. The task stands in the list until somebody has; those who refer
 * are told now, and again every day at the latest. Quiet once the search goes on or is over, or another time was set.
 */
export function remindOfTrying(context: Context, { referralId }: { referralId: ReferralId }): Promise<void> {
  requirePermission(context.actor, 'contact.remind', {}, 'Referral');
  const { now } = context;
  return runStep(context, async (tx) => {
    const referral = await tx.referrals.get(referralId);
    if (referral === null || !isPaused(referral.status)) return;
    const { tryAgainAt, priority, referrerOrganisationId } = referral;
    if (tryAgainAt === undefined || tryAgainAt > now) return;
    await tellReferrers(tx, context, referrerOrganisationId, { kind: 'TRY_AGAIN', referralId, priority });
    await remindToTry(tx, referral, reachingOf(referral).contact, now);
  });
}
