import { reviewGlass } from '@openhaven/domain/break-glass';
import { type Decision, allow } from '@openhaven/domain/decision';
import type { GlassId } from '@openhaven/domain/ids';
import type { Context } from '../context.ts';
import { NotFoundError } from '../errors.ts';
import { aboutReferral } from './about.ts';
import type { ReferralDone } from './ids.ts';
import { referralFor } from './load.ts';
import { mustBeSaved, runCommand } from './run-command.ts';

/** Another coordinator says, in words, whether opening a restricted referral was right. Said once, it stands. */
export function reviewOpening(
  context: Context,
  input: { idempotencyKey: string; glassId: GlassId; accepted: boolean; words: string },
): Promise<Decision<ReferralDone>> {
  const { glassId, accepted, words } = input;
  const { actor, now } = context;
  const wish = { name: 'glass.review', key: input.idempotencyKey, input };
  return runCommand(context, wish, async (tx) => {
    const glass = await tx.brokenGlass.get(glassId);
    if (glass === null) throw new NotFoundError('BrokenGlass');
    const referral = await referralFor(context, tx, glass.referralId, 'glass.review');
    const may = reviewGlass(glass, actor.userId, words);
    if (!may.allowed) return may;
    const review = { reviewedBy: actor.userId, reviewedAt: now, accepted };
    mustBeSaved(await tx.brokenGlass.review(glass, review, words));
    const reason = accepted ? 'ACCEPTED' : 'NOT_ACCEPTED';
    await tx.audit.add({ action: 'glass.reviewed', reason, ...aboutReferral(referral) }, context);
    return allow({ referralId: referral.id });
  });
}
