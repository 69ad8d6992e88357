import { type Decision, allow, refuse } from '@openhaven/domain/decision';
import type { ReferralId } from '@openhaven/domain/ids';
import { isOpen } from '@openhaven/domain/referral';
import type { TonightPlan } from '@openhaven/domain/story';
import { grantForRules } from '../access/look.ts';
import type { Context } from '../context.ts';
import { aboutReferral } from './about.ts';
import type { ReferralDone } from './ids.ts';
import { referralFor } from './load.ts';
import { mustBeSaved, runCommand } from './run-command.ts';

/** Says where the household sleeps tonight while nothing is found. The coordinator's board shows it at once. */
export function setTonightPlan(
  context: Context,
  input: { idempotencyKey: string; referralId: ReferralId; tonight: TonightPlan },
): Promise<Decision<ReferralDone>> {
  const { referralId, tonight } = input;
  const wish = { name: 'referral.set-tonight', key: input.idempotencyKey, input, about: { referralId } };
  return runCommand(context, wish, async (tx) => {
    const referral = await referralFor(context, tx, referralId, 'referral.setTonightPlan');
    if (!isOpen(referral.status)) return refuse('REFERRAL_STATE');
    const story = { ...referral.story.open(grantForRules('CHANGING_THE_STORY')), tonight };
    mustBeSaved(await tx.referrals.save({ ...referral, tonight }, story));
    await tx.audit.add({ action: 'referral.tonight-set', ...aboutReferral(referral) }, context);
    return allow({ referralId });
  });
}
