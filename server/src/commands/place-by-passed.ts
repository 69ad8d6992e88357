import type { ReferralId } from '@openhaven/domain/ids';
import { isClockPaused, isUnplaced } from '@openhaven/domain/referral';
import type { Context } from '../context.ts';
import { aboutReferral } from './about.ts';
import { mustBeSaved, runStep } from './run-command.ts';
import { tellReferrers, tellRole } from './tell.ts';

/** The clock: a household should have a place by now and has none. Passed to the coordinator, once. Harmless to repeat. */
export function placeByPassed(context: Context, { referralId }: { referralId: ReferralId }): Promise<void> {
  const { now } = context;
  return runStep(context, async (tx) => {
    const referral = await tx.referrals.get(referralId);
    if (referral?.placeBy === undefined || referral.placeBy > now || !isUnplaced(referral.status)) return;
    if (referral.status === 'AGREED' || isClockPaused(referral.status, referral.priority)) return;
    mustBeSaved(await tx.referrals.save({ ...referral, escalatedAt: referral.escalatedAt ?? now }));
    await tx.audit.add({ action: 'referral.place-by-passed', ...aboutReferral(referral) }, context);
    await tellReferrers(tx, context, referral.referrerOrganisationId, { kind: 'PLACE_OVERDUE', referralId });
    await tellRole(tx, context, 'COORDINATOR', { kind: 'PLACE_OVERDUE', referralId });
  });
}
