import { civilDateAt } from '@openhaven/domain/calendar';
import { WITHDRAWAL_REASONS, isCodeOf } from '@openhaven/domain/codes';
import { type Decision, allow, refuse } from '@openhaven/domain/decision';
import type { ReferralId } from '@openhaven/domain/ids';
import { applyToReferral } from '@openhaven/domain/referral';
import type { Context } from '../context.ts';
import { aboutReferral } from './about.ts';
import { closeAsks } from './close-asks.ts';
import type { ReferralDone } from './ids.ts';
import { keep } from './keep.ts';
import { referralFor } from './load.ts';
import { mustBeSaved, runCommand } from './run-command.ts';

/** Ends a referral with a reason. Open requests and holds end with it; the story is kept for 28 days of reopening. */
export function withdrawReferral(
  context: Context,
  input: { idempotencyKey: string; referralId: ReferralId; reason: string },
): Promise<Decision<ReferralDone>> {
  const { now } = context;
  const { referralId, reason } = input;
  const wish = { name: 'referral.withdraw', key: input.idempotencyKey, input, about: { referralId } };
  return runCommand(context, wish, async (tx) => {
    const referral = await referralFor(context, tx, referralId, 'referral.withdraw');
    if (!isCodeOf(WITHDRAWAL_REASONS, reason, civilDateAt(now))) return refuse('REASON_NEEDED', 'reason');
    const withdrawn = keep(referral, applyToReferral(referral, 'WITHDRAW'));
    if (!withdrawn.allowed) return withdrawn;

    mustBeSaved(await tx.referrals.save({ ...withdrawn.value, withdrawal: reason, closedAt: now }));
    await closeAsks(tx, context, referralId);
    await tx.audit.add({ action: 'referral.withdrawn', reason, ...aboutReferral(referral) }, context);
    return allow({ referralId });
  });
}
