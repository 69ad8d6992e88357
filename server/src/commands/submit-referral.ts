import { consentWithReferral } from '@openhaven/domain/consent';
import { type Decision, allow, refuse } from '@openhaven/domain/decision';
import type { ReferralId } from '@openhaven/domain/ids';
import { applyToReferral } from '@openhaven/domain/referral';
import { missingFacts } from '@openhaven/domain/story';
import { placeBy } from '@openhaven/domain/target-times';
import { grantForRules } from '../access/look.ts';
import type { Context } from '../context.ts';
import { aboutReferral } from './about.ts';
import { arrangeForStory } from './arrange.ts';
import type { ReferralDone } from './ids.ts';
import { keep } from './keep.ts';
import { referralFor } from './load.ts';
import { noteClashes } from './note-clashes.ts';
import { isStale } from './rev.ts';
import { mustBeSaved, runCommand } from './run-command.ts';

/**
 * Sends a referral: from now on its clocks run and it cannot be lost.
 *
 * Refuses while a fact of the minimum is missing; the page asks `missingFacts` which.
 */
export function submitReferral(
  context: Context,
  input: { idempotencyKey: string; referralId: ReferralId; rev?: number },
): Promise<Decision<ReferralDone>> {
  const { now } = context;
  const { referralId } = input;
  const wish = { name: 'referral.submit', key: input.idempotencyKey, input, about: { referralId } };
  return runCommand(context, wish, async (tx) => {
    const referral = await referralFor(context, tx, referralId, 'referral.submit');
    if (isStale(referral, input.rev)) return refuse('CHANGED_MEANWHILE');
    const submitted = keep(referral, applyToReferral(referral, 'SUBMIT'));
    if (!submitted.allowed) return submitted;
    const story = referral.story.open(grantForRules('COMPLETENESS'));
    if (missingFacts(story).length > 0) return refuse('REFERRAL_INCOMPLETE');

    const dueAt = placeBy(now, referral.priority);
    const clocks = { submittedAt: now, unplacedSince: now, placeBy: dueAt };
    const consents = consentWithReferral(referral.consents ?? [], context.actor.userId, now);
    mustBeSaved(await tx.referrals.save({ ...submitted.value, ...clocks, consents }));
    await noteClashes(tx, context, referralId);
    await arrangeForStory(tx, context, referralId, story);
    await tx.outbox.add({ name: 'referral.place-by', data: { referralId }, dueAt });
    await tx.audit.add({ action: 'referral.submitted', ...aboutReferral(referral) }, context);
    return allow({ referralId });
  });
}
