import type { PlacementRequestId } from '@openhaven/domain/ids';
import { requirePermission } from '../access/permission.ts';
import type { Context, KeptRequest } from '../context.ts';
import { NotFoundError } from '../errors.ts';

/**
 * One placement request, for the service asked, the organisation that refers and the county coordinator.
 * @throws NotFoundError for anybody else, and for one that is not there
 */
export async function requestById({ store, actor }: Context, id: PlacementRequestId): Promise<KeptRequest> {
  const request = await store.requests.get(id);
  if (request === null) throw new NotFoundError('PlacementRequest');
  requirePermission(actor, 'request.read', request, 'PlacementRequest');
  return request;
}
