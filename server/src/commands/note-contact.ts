import { noteAttempt } from '@openhaven/domain/contact-attempt';
import { type Decision, allow, refuse } from '@openhaven/domain/decision';
import type { ReferralId } from '@openhaven/domain/ids';
import { isPaused } from '@openhaven/domain/referral';
import { withoutCheck } from '@openhaven/domain/welfare-check';
import type { Context } from '../context.ts';
import { aboutReferral } from './about.ts';
import { isSought, reachingOf, remindToTry, saveContactLog, tellOfCheck, withCheckIfDue } from './contact.ts';
import type { ReferralDone } from './ids.ts';
import { referralFor } from './load.ts';
import { runCommand } from './run-command.ts';

/**
 * Says what came of trying to reach the survivor. Reached in vain for the second time, the police are to be asked, if that
 * is what the survivor wants. While the search is paused somebody is reminded to try again.
 */
export function noteContact(
  context: Context,
  input: { idempotencyKey: string; referralId: ReferralId; outcome: string },
): Promise<Decision<ReferralDone>> {
  const { actor, now } = context;
  const { referralId, outcome } = input;
  const wish = { name: 'contact.note', key: input.idempotencyKey, input, about: { referralId } };
  return runCommand(context, wish, async (tx) => {
    const referral = await referralFor(context, tx, referralId, 'contact.try');
    if (!isSought(referral)) return refuse('REFERRAL_STATE');
    const { contact, log } = reachingOf(referral);
    const noted = noteAttempt(log, actor.userId, outcome, now);
    if (!noted.allowed) return noted;
    const known = outcome === 'REACHED' ? withoutCheck(noted.value, now) : noted.value;
    const next = withCheckIfDue({ contact, log: known }, 'TRIED', now);
    await tx.outbox.cancel([referralId], 'contact.remind');
    const again = isPaused(referral.status) ? { tryAgainAt: await remindToTry(tx, referral, contact, now) } : {};
    await saveContactLog(tx, { ...referral, ...again }, next.log);
    // What came of it is sealed: the record says that somebody tried.
    await tx.audit.add({ action: 'contact.tried', ...aboutReferral(referral) }, context);
    if (next.isAsked) await tellOfCheck(tx, context, referral);
    return allow({ referralId });
  });
}
