import { type Decision, allow, refuse } from '@openhaven/domain/decision';
import type { ReferralId } from '@openhaven/domain/ids';
import { applyToReferral } from '@openhaven/domain/referral';
import type { Context } from '../context.ts';
import { aboutReferral } from './about.ts';
import type { ReferralDone } from './ids.ts';
import { keep } from './keep.ts';
import { referralFor } from './load.ts';
import { isStale } from './rev.ts';
import { mustBeSaved, runCommand } from './run-command.ts';

/** After a missed arrival: the household is looked after, and a place is looked for again in a new round. */
export function seekAgain(
  context: Context,
  input: { idempotencyKey: string; referralId: ReferralId; rev?: number },
): Promise<Decision<ReferralDone>> {
  const { referralId } = input;
  const wish = { name: 'referral.seek-again', key: input.idempotencyKey, input, about: { referralId } };
  return runCommand(context, wish, async (tx) => {
    const referral = await referralFor(context, tx, referralId, 'referral.seekAgain');
    if (isStale(referral, input.rev)) return refuse('CHANGED_MEANWHILE');
    const seeking = keep(referral, applyToReferral(referral, 'SEEK_AGAIN'));
    if (!seeking.allowed) return seeking;
    // A new round has a ladder of its own: whoever was told of the last one is told of this one too.
    const { welfareCheckBy: _checked, escalatedAt: _told, ...again } = seeking.value;
    mustBeSaved(await tx.referrals.save({ ...again, round: referral.round + 1 }));
    await tx.audit.add({ action: 'referral.seeking-again', ...aboutReferral(referral) }, context);
    return allow({ referralId });
  });
}
