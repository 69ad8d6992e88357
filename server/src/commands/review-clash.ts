import { CLASH_VERDICTS } from '@openhaven/domain/clash';
import { type Decision, allow, refuse } from '@openhaven/domain/decision';
import type { ClashId, ReferralId } from '@openhaven/domain/ids';
import { isInSight } from '../access/clashes.ts';
import { requirePermission } from '../access/permission.ts';
import type { Context } from '../context.ts';
import { NotFoundError } from '../errors.ts';
import { mustBeSaved, runCommand } from './run-command.ts';

/**
 * A coordinator has looked at two households that may be in each other's way: they stay apart, or the names are those of
 * different people. It can be decided again. An offer that was frozen stays so until somebody has looked at that too.
 */
export function reviewClash(
  context: Context,
  input: { idempotencyKey: string; clashId: ClashId; verdict: string },
): Promise<Decision<{ readonly referralIds: readonly ReferralId[] }>> {
  const wish = { name: 'clash.review', key: input.idempotencyKey, input };
  return runCommand(context, wish, async (tx) => {
    requirePermission(context.actor, 'clash.review', {}, 'PossibleConflict');
    const clash = await tx.clashes.get(input.clashId);
    if (clash === null || !isInSight(clash, context.actor)) throw new NotFoundError('PossibleConflict');
    const verdict = CLASH_VERDICTS.find((one) => one === input.verdict);
    if (verdict === undefined) return refuse('CHOICE_UNKNOWN', 'verdict');
    mustBeSaved(await tx.clashes.save({ ...clash, verdict }));
    const entry = { action: 'clash.reviewed', silent: true, reason: verdict, audience: [] } as const;
    await tx.audit.addMany(
      clash.referralIds.map((referralId) => ({ ...entry, referralId })),
      context,
    );
    return allow({ referralIds: clash.referralIds });
  });
}
