import type { HoldId } from '@openhaven/domain/ids';
import { isPermitted, requirePermission } from '../access/permission.ts';
import type { Context, KeptHold } from '../context.ts';
import { NotFoundError } from '../errors.ts';

/**
 * One hold or offer, for the service, the organisation that refers and the county coordinator.
 * @throws NotFoundError for anybody else, and for one that is not there
 */
export async function holdById({ store, actor }: Context, id: HoldId): Promise<KeptHold> {
  const hold = await store.holds.get(id);
  if (hold === null) throw new NotFoundError('Hold');
  requirePermission(actor, 'hold.read', hold, 'Hold');
  return hold;
}

/** A hold that another record names, if it is for this person. */
export function shownHold({ actor }: Context, hold: KeptHold | null): KeptHold | null {
  return hold !== null && isPermitted(actor, 'hold.read', hold) ? hold : null;
}
