import { civilDateAt } from '@openhaven/domain/calendar';
import { isCodeOf } from '@openhaven/domain/codes';
import { type Decision, allow, refuse } from '@openhaven/domain/decision';
import type { ReferralId } from '@openhaven/domain/ids';
import { isOpen } from '@openhaven/domain/referral';
import { SAFETY_OUTCOMES } from '@openhaven/domain/watch-dates';
import type { Context, KeptReferral, Store } from '../context.ts';
import { aboutReferral } from './about.ts';
import { freezeHold } from './check-places-again.ts';
import type { ReferralDone } from './ids.ts';
import { referralFor } from './load.ts';
import { mustBeSaved, runCommand } from './run-command.ts';
import { tellReferrers, tellRole } from './tell.ts';

/**
 * Says what a check of their safety came to. If they are not safe any more, offers that are open are frozen, and the
 * coordinator and those who refer are told: nobody goes to that place, and another has to be found.
 */
export function recordSafetyCheck(
  context: Context,
  input: { idempotencyKey: string; referralId: ReferralId; outcome: string },
): Promise<Decision<ReferralDone>> {
  const { referralId, outcome } = input;
  const wish = { name: 'safety.record', key: input.idempotencyKey, input, about: { referralId } };
  return runCommand(context, wish, async (tx) => {
    const referral = await referralFor(context, tx, referralId, 'safety.record');
    if (!isCodeOf(SAFETY_OUTCOMES, outcome, civilDateAt(context.now))) return refuse('REASON_NEEDED', 'outcome');
    if (!isOpen(referral.status) || referral.safetyCheckBy === undefined) return refuse('NO_CHECK_DUE');
    const { safetyCheckBy: _done, ...rest } = referral;
    mustBeSaved(await tx.referrals.save(rest));
    await tx.audit.add({ action: 'safety.checked', reason: outcome, ...aboutReferral(referral) }, context);
    if (outcome === 'NEEDS_TO_MOVE') await stop(tx, context, referral);
    return allow({ referralId });
  });
}

async function stop(
  tx: Store,
  context: Context,
  { id: referralId, referrerOrganisationId }: KeptReferral,
): Promise<void> {
  for (const hold of await tx.holds.activeOfReferral(referralId)) await freezeHold(tx, context, hold);
  const telling = { kind: 'NEEDS_TO_MOVE', referralId } as const;
  await tellReferrers(tx, context, referrerOrganisationId, telling);
  await tellRole(tx, context, 'COORDINATOR', telling);
}
