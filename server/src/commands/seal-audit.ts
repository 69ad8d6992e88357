import { requirePermission } from '../access/permission.ts';
import type { Context } from '../context.ts';
import { runStep } from './run-command.ts';

/**
 * Seals all rows of the record that are not sealed yet. Harmless to run at once in two processes, and again at once.
 * @returns how many rows it sealed
 */
export async function sealAudit(context: Context): Promise<number> {
  requirePermission(context.actor, 'audit.seal', {}, 'Record');
  let count = 0;
  for (let more = true; more; ) {
    const batch = await runStep(context, (tx) => tx.auditChain.seal());
    count += batch.sealed;
    more = batch.more;
  }
  return count;
}
