import type { PlacementId } from '@openhaven/domain/ids';
import { isPermitted, requirePermission } from '../access/permission.ts';
import type { Context, KeptPlacement, KeptReferral } from '../context.ts';
import { NotFoundError } from '../errors.ts';

/**
 * One stay, for the service it is with, the organisation that referred and the county coordinator.
 * @throws NotFoundError for anybody else, and for one that is not there
 */
export async function placementById({ store, actor }: Context, id: PlacementId): Promise<KeptPlacement> {
  const placement = await store.placements.get(id);
  if (placement === null) throw new NotFoundError('Placement');
  requirePermission(actor, 'placement.read', placement, 'Placement');
  return placement;
}

/** The stay that a referral led to: the one that goes on now, else the last there was. For whoever may see the referral. */
export function stayOf({ store }: Context, { id }: KeptReferral): Promise<KeptPlacement | null> {
  return store.placements.latestOfReferral(id);
}

/** A stay that another record names, if it is for this person. */
export function shownStay({ actor }: Context, stay: KeptPlacement | null): KeptPlacement | null {
  return stay !== null && isPermitted(actor, 'placement.read', stay) ? stay : null;
}
