import { type Decision, allow } from '@openhaven/domain/decision';
import type { PlacementRequestId, ReferralId } from '@openhaven/domain/ids';
import { readFence } from '../access/exclusions.ts';
import type { Context, KeptReferral, Store } from '../context.ts';
import type { ReferralDone } from './ids.ts';
import { present, referralFor, requestFor } from './load.ts';
import { mustBeSaved, runCommand } from './run-command.ts';
import { tellRole } from './tell.ts';

/** What somebody has before them when they notice that they know somebody: a referral, or a request to their service. */
export type InSight = { readonly referralId: ReferralId } | { readonly requestId: PlacementRequestId };

/**
 * "I know somebody in this case": from now on the referral, and all that hangs on it, does not exist for whoever says so.
 *
 * No reason is asked. The coordinators are told, and nobody else. Whoever had it in hand as coordinator has it no more.
 */
export function declareConflict(
  context: Context,
  input: { idempotencyKey: string } & InSight,
): Promise<Decision<ReferralDone>> {
  const wish = { name: 'conflict.declare', key: input.idempotencyKey, input };
  return runCommand(context, wish, async (tx) => {
    const referral = await referralInSight(tx, context, input);
    const { referralId } = referral;
    const { userId } = context.actor;
    const kept = await tx.fences.get(referralId);
    const fence = readFence(kept);
    const others = fence.matters.filter((one) => one.userId !== userId);
    const matters = [...others, { userId, why: 'CONFLICT' } as const];
    mustBeSaved(await tx.fences.save({ ...referral, rev: kept?.rev ?? 0 }, { ...fence, matters }));
    const { inHandOf, ...free } = referral;
    if (inHandOf === userId) mustBeSaved(await tx.referrals.save(free));
    await tx.audit.add({ action: 'conflict.declared', silent: true, referralId, audience: [] }, context);
    await tellRole(tx, context, 'COORDINATOR', { kind: 'CHECK_EXCLUSION', referralId });
    return allow({ referralId });
  });
}

async function referralInSight(tx: Store, context: Context, input: InSight): Promise<KeptReferral> {
  if ('referralId' in input) return referralFor(context, tx, input.referralId, 'conflict.declare');
  const { referralId } = await requestFor(context, tx, input.requestId, 'conflict.declare');
  return present(tx.referrals.get(referralId), 'referral');
}
