import { requirePermission } from '../access/permission.ts';
import type { AuditVerdict, Context } from '../context.ts';

/** What was found of the whole record. It is sound if nothing in it is bad, forged or astray. */
export interface AuditReport extends AuditVerdict {
  readonly sound: boolean;
  /** Rows that are neither in the chain nor wait for it, and the ids of those that can be named. */
  readonly strays: number;
  readonly strayIds: readonly string[];
}

/**
 * Follows the whole record, row by row, and names the first that is not as it was written.
 * @param checkpoints what was kept of it outside the database: without any, rows cut off at its end are not missed
 */
export async function verifyAudit(
  { actor, store }: Context,
  { checkpoints }: { readonly checkpoints: readonly string[] },
): Promise<AuditReport> {
  requirePermission(actor, 'audit.seal', {}, 'Record');
  const verdict = await store.auditChain.verify(checkpoints);
  // Where the chain is broken, its end does not say how many rows it has.
  const astray = verdict.bad ? { count: 0, ids: [] } : await store.inTransaction((tx) => tx.auditChain.strays());
  const sound = verdict.bad === null && verdict.forged.length + verdict.forgedCheckpoints === 0 && astray.count === 0;
  return { ...verdict, sound, strays: astray.count, strayIds: astray.ids };
}
