import type { HoldId } from '@openhaven/domain/ids';
import { requirePermission } from '../access/permission.ts';
import type { Context } from '../context.ts';
import { expireHoldIn } from './expire-hold-in.ts';
import { runStep } from './run-command.ts';

/** The clock: a hold has run out. Harmless if it has ended, been made longer, or is not known. */
export function expireHold(context: Context, { holdId }: { holdId: HoldId }): Promise<void> {
  requirePermission(context.actor, 'hold.expire', {}, 'Hold');
  return runStep(context, async (tx) => {
    const hold = await tx.holds.get(holdId);
    if (hold) await expireHoldIn(tx, context, hold);
  });
}
