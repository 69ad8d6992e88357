import { type Decision, allow, refuse } from '@openhaven/domain/decision';
import type { ReferralId } from '@openhaven/domain/ids';
import { isUnplaced } from '@openhaven/domain/referral';
import type { Context } from '../context.ts';
import { aboutReferral } from './about.ts';
import type { ReferralDone } from './ids.ts';
import { referralFor } from './load.ts';
import { mustBeSaved, runCommand } from './run-command.ts';

/** The coordinator takes a referral in hand: "I have it". Another coordinator may take it over. */
export function acknowledgeEscalation(
  context: Context,
  input: { idempotencyKey: string; referralId: ReferralId },
): Promise<Decision<ReferralDone>> {
  const { referralId } = input;
  const wish = { name: 'escalation.acknowledge', key: input.idempotencyKey, input, about: { referralId } };
  return runCommand(context, wish, async (tx) => {
    const referral = await referralFor(context, tx, referralId, 'escalation.acknowledge');
    if (!isUnplaced(referral.status)) return refuse('REFERRAL_STATE');
    const escalatedAt = referral.escalatedAt ?? context.now;
    mustBeSaved(await tx.referrals.save({ ...referral, escalatedAt, inHandOf: context.actor.userId }));
    await tx.audit.add({ action: 'escalation.acknowledged', ...aboutReferral(referral) }, context);
    return allow({ referralId });
  });
}
