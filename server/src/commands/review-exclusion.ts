import { type Decision, allow, refuse } from '@openhaven/domain/decision';
import type { ReferralId, UserId } from '@openhaven/domain/ids';
import { readFence } from '../access/exclusions.ts';
import type { Context } from '../context.ts';
import { NotFoundError } from '../errors.ts';
import type { ReferralDone } from './ids.ts';
import { referralFor } from './load.ts';
import { mustBeSaved, runCommand } from './run-command.ts';

/**
 * A coordinator has looked at what is said of one person: they stay out, or it was a namesake and they come in. Whoever
 * said that they know somebody stays out whatever is found.
 */
export function reviewExclusion(
  context: Context,
  input: { idempotencyKey: string; referralId: ReferralId; userId: UserId; verdict: 'KEEP_OUT' | 'LET_IN' },
): Promise<Decision<ReferralDone>> {
  const { referralId, userId, verdict } = input;
  const wish = { name: 'exclusion.review', key: input.idempotencyKey, input, about: { referralId } };
  return runCommand(context, wish, async (tx) => {
    await referralFor(context, tx, referralId, 'exclusions.review');
    const kept = await tx.fences.get(referralId);
    const fence = readFence(kept);
    const matter = fence.matters.find((one) => one.userId === userId);
    if (kept === null || matter === undefined) throw new NotFoundError('User');
    if (matter.why === 'CONFLICT' && verdict === 'LET_IN') return refuse('CHOICE_UNKNOWN', 'verdict');
    const matters = fence.matters.map((one) => (one === matter ? { ...one, verdict } : one));
    mustBeSaved(await tx.fences.save(kept, { ...fence, matters }));
    const entry = { action: 'exclusion.reviewed', silent: true, reason: verdict, referralId, audience: [] } as const;
    await tx.audit.add(entry, context);
    return allow({ referralId });
  });
}
