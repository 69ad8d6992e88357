import { type Decision, allow, refuse } from '@openhaven/domain/decision';
import type { ReferralId } from '@openhaven/domain/ids';
import { type Override, mayPoliceBeAsked, overruleWish } from '@openhaven/domain/welfare-check';
import type { Context } from '../context.ts';
import { isSought, reachingOf, saveContactLog, tellOfCheck } from './contact.ts';
import type { ReferralDone } from './ids.ts';
import { referralFor } from './load.ts';
import { runCommand } from './run-command.ts';
import { tellRole } from './tell.ts';

/**
 * A coordinator has the police asked although the survivor does not want it, or was never asked: with a reason that
 * stands in the record for everybody on the case, and in words. The other coordinators are told at once.
 */
export function overrulePoliceWish(
  context: Context,
  input: Override & { idempotencyKey: string; referralId: ReferralId },
): Promise<Decision<ReferralDone>> {
  const { referralId, reason } = input;
  const wish = { name: 'welfare-check.overrule', key: input.idempotencyKey, input, about: { referralId } };
  return runCommand(context, wish, async (tx) => {
    const referral = await referralFor(context, tx, referralId, 'welfareCheck.overrule');
    if (!isSought(referral)) return refuse('REFERRAL_STATE');
    const { contact, log } = reachingOf(referral);
    if (mayPoliceBeAsked(contact, log)) return refuse('POLICE_ALREADY_ASKED');
    const overruled = overruleWish(log, input, context.now);
    if (!overruled.allowed) return overruled;
    await saveContactLog(tx, referral, overruled.value);
    await tellOfCheck(tx, context, referral, reason);
    await tellRole(tx, context, 'COORDINATOR', { kind: 'WELFARE_CHECK', referralId });
    return allow({ referralId });
  });
}
