import { CALL_OUTCOMES, isAlarming } from '@openhaven/domain/call-back';
import { civilDateAt } from '@openhaven/domain/calendar';
import { isCodeOf } from '@openhaven/domain/codes';
import { type Decision, allow, refuse } from '@openhaven/domain/decision';
import { isOpen } from '@openhaven/domain/referral';
import { checkBy } from '@openhaven/domain/watch-dates';
import { isPermitted, requirePermission } from '../access/permission.ts';
import type { Context, KeptReferral, Store } from '../context.ts';
import { aboutReferral } from './about.ts';
import { referralByReference } from './by-reference.ts';
import { mustBeSaved, runCommand } from './run-command.ts';
import { askForSafetyCheck } from './safety-check-due.ts';

/**
 * Somebody rang and said that they were a colleague; this is what came of ringing back. If it was not so and they asked
 * after a household, those who refer, the coordinator, and the place where it lives are asked to look whether it is safe.
 *
 * A reference that is not the person's to see reads like one that does not exist.
 */
export function recordCall(
  context: Context,
  input: { idempotencyKey: string; outcome: string; reference: string },
): Promise<Decision<{ readonly outcome: string }>> {
  const { outcome } = input;
  requirePermission(context.actor, 'callBack.use', {}, 'Call');
  return runCommand(context, { name: 'call.record', key: input.idempotencyKey, input }, async (tx) => {
    if (!isCodeOf(CALL_OUTCOMES, outcome, civilDateAt(context.now))) return refuse('REASON_NEEDED', 'outcome');
    const named = input.reference.trim() !== '';
    const referral = named ? await referralByReference(tx, input.reference) : null;
    const inSight = referral !== null && (await isInSight(tx, context, referral)) ? referral : null;
    if (named && inSight === null) return refuse('REFERENCE_UNKNOWN', 'reference');
    const about = inSight === null ? { audience: [] } : aboutReferral(inSight);
    await tx.audit.add({ action: 'call.recorded', reason: outcome, ...about }, context);
    if (inSight !== null && isAlarming(outcome)) await lookAfter(tx, context, inSight);
    return allow({ outcome });
  });
}

/** Whether somebody has the household before them: they refer it, coordinate it, or have been asked. */
async function isInSight(tx: Store, { actor }: Context, referral: KeptReferral): Promise<boolean> {
  const about = { referralId: referral.id, referrerOrganisationId: referral.referrerOrganisationId };
  if (isPermitted(actor, 'request.read', about)) return true;
  return (await tx.requests.ofReferral(referral.id)).some((one) => isPermitted(actor, 'request.read', one));
}

async function lookAfter(tx: Store, context: Context, referral: KeptReferral): Promise<void> {
  if (!isOpen(referral.status) || referral.status === 'DRAFT') return;
  const safetyCheckBy = referral.safetyCheckBy ?? checkBy(context.now);
  mustBeSaved(await tx.referrals.save({ ...referral, safetyCheckBy }));
  await askForSafetyCheck(tx, context, referral);
}
