import { mayPause } from '@openhaven/domain/contact-attempt';
import { type Decision, allow, refuse } from '@openhaven/domain/decision';
import type { ReferralId } from '@openhaven/domain/ids';
import { applyToReferral } from '@openhaven/domain/referral';
import type { Context } from '../context.ts';
import { aboutReferral } from './about.ts';
import { reachingOf, remindToTry, saveContactLog, tellOfCheck, withCheckIfDue } from './contact.ts';
import type { ReferralDone } from './ids.ts';
import { keep } from './keep.ts';
import { referralFor } from './load.ts';
import { isStale } from './rev.ts';
import { runCommand } from './run-command.ts';
import { tellReferrers, tellRole } from './tell.ts';

/**
 * The survivor cannot be reached: services are not chased for them until they are back. Nothing is closed. What is kept
 * free stays kept until it runs out, and is then free at once; a service that was asked may still say yes.
 *
 * Whoever else refers, and the coordinators, are told; the police are to be asked if that is what the survivor wants.
 */
export function pauseReferral(
  context: Context,
  input: { idempotencyKey: string; referralId: ReferralId; rev?: number },
): Promise<Decision<ReferralDone>> {
  const { now } = context;
  const { referralId } = input;
  const wish = { name: 'referral.pause', key: input.idempotencyKey, input, about: { referralId } };
  return runCommand(context, wish, async (tx) => {
    const referral = await referralFor(context, tx, referralId, 'referral.pause');
    if (isStale(referral, input.rev)) return refuse('CHANGED_MEANWHILE');
    const paused = keep(referral, applyToReferral(referral, 'PAUSE'));
    if (!paused.allowed) return paused;
    const { contact, log } = reachingOf(referral);
    const possible = mayPause(contact, log);
    if (!possible.allowed) return possible;

    const next = withCheckIfDue({ contact, log }, 'PAUSING', now);
    // What was to be done after a missed arrival has been done: they were tried.
    const { welfareCheckBy: _tried, ...rest } = paused.value;
    const tryAgainAt = await remindToTry(tx, referral, contact, now);
    await saveContactLog(tx, { ...rest, pausedAt: now, tryAgainAt }, next.log);
    await tx.audit.add({ action: 'referral.paused', ...aboutReferral(referral) }, context);
    const telling = { kind: 'REFERRAL_PAUSED', referralId, priority: referral.priority } as const;
    await tellReferrers(tx, context, referral.referrerOrganisationId, telling);
    await tellRole(tx, context, 'COORDINATOR', telling);
    if (next.isAsked) await tellOfCheck(tx, context, referral);
    return allow({ referralId });
  });
}
