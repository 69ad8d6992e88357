import { type Decision, allow, refuse } from '@openhaven/domain/decision';
import type { ReferralId } from '@openhaven/domain/ids';
import { isUnplaced } from '@openhaven/domain/referral';
import type { Context } from '../context.ts';
import { aboutReferral } from './about.ts';
import type { ReferralDone } from './ids.ts';
import { referralFor } from './load.ts';
import { mustBeSaved, runCommand } from './run-command.ts';
import { tellRole } from './tell.ts';

/** Passes a referral to the county coordinator now instead of waiting for the clock. Saying it twice changes nothing. */
export function escalateReferral(
  context: Context,
  input: { idempotencyKey: string; referralId: ReferralId },
): Promise<Decision<ReferralDone>> {
  const { referralId } = input;
  const wish = { name: 'referral.escalate', key: input.idempotencyKey, input, about: { referralId } };
  return runCommand(context, wish, async (tx) => {
    const referral = await referralFor(context, tx, referralId, 'referral.escalate');
    if (!isUnplaced(referral.status)) return refuse('REFERRAL_STATE');
    if (referral.escalatedAt !== undefined) return allow({ referralId });

    mustBeSaved(await tx.referrals.save({ ...referral, escalatedAt: context.now }));
    await tx.audit.add({ action: 'referral.escalated', ...aboutReferral(referral) }, context);
    await tellRole(tx, context, 'COORDINATOR', { kind: 'COORDINATOR_STEP_IN', referralId });
    return allow({ referralId });
  });
}
