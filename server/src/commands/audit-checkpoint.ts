import { requirePermission } from '../access/permission.ts';
import type { Context } from '../context.ts';

/** A signed word on how far the record reaches now, to be kept where nobody who has the database can change it. */
export function auditCheckpoint({ actor, store, now }: Context): Promise<string | null> {
  requirePermission(actor, 'audit.seal', {}, 'Record');
  return store.auditChain.checkpoint(now);
}
