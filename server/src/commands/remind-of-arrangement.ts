import type { ReferralId } from '@openhaven/domain/ids';
import { isOpen } from '@openhaven/domain/referral';
import { requirePermission } from '../access/permission.ts';
import type { Context } from '../context.ts';
import { runStep } from './run-command.ts';
import { tellReferrers } from './tell.ts';

/** The clock: what was granted for a time ends soon. Those who refer are told; the task stands in their list from now on. */
export function remindOfArrangement(context: Context, { referralId }: { referralId: ReferralId }): Promise<void> {
  requirePermission(context.actor, 'arrangement.remind', {}, 'Referral');
  return runStep(context, async (tx) => {
    const referral = await tx.referrals.get(referralId);
    if (referral === null || !isOpen(referral.status)) return;
    if (referral.arrangeFrom === undefined || referral.arrangeFrom > context.now) return;
    await tellReferrers(tx, context, referral.referrerOrganisationId, { kind: 'ARRANGE', referralId });
  });
}
