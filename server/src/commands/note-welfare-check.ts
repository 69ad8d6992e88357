import { type Decision, allow, refuse } from '@openhaven/domain/decision';
import type { ReferralId } from '@openhaven/domain/ids';
import { type CheckTold, noteCheck } from '@openhaven/domain/welfare-check';
import type { Context } from '../context.ts';
import { aboutReferral } from './about.ts';
import { isSought, reachingOf, saveContactLog } from './contact.ts';
import type { ReferralDone } from './ids.ts';
import { referralFor } from './load.ts';
import { runCommand } from './run-command.ts';
import { tellReferrers, tellRole } from './tell.ts';

/** What calls for somebody else at once. */
const ALARMING = ['FOUND_IN_DANGER', 'NOT_FOUND', 'NOT_DONE'];

/** Says that the police have been asked to look in, and later what came of it. Nobody may where the survivor does not want it. */
export function noteWelfareCheck(
  context: Context,
  input: CheckTold & { idempotencyKey: string; referralId: ReferralId },
): Promise<Decision<ReferralDone>> {
  const { referralId, step } = input;
  const wish = { name: 'welfare-check.note', key: input.idempotencyKey, input, about: { referralId } };
  return runCommand(context, wish, async (tx) => {
    const referral = await referralFor(context, tx, referralId, 'welfareCheck.note');
    if (!isSought(referral)) return refuse('REFERRAL_STATE');
    const noted = noteCheck(reachingOf(referral).log, input, context.now);
    if (!noted.allowed) return noted;
    await saveContactLog(tx, referral, noted.value);
    const action = step === 'ASKED' ? 'welfare-check.asked-for' : 'welfare-check.ended';
    await tx.audit.add({ action, ...aboutReferral(referral) }, context);
    if (ALARMING.includes(step)) {
      const telling = { kind: 'WELFARE_CHECK', referralId } as const;
      await tellReferrers(tx, context, referral.referrerOrganisationId, telling);
      await tellRole(tx, context, 'COORDINATOR', telling);
    }
    return allow({ referralId });
  });
}
