import { isPermitted } from '../access/permission.ts';
import type { Context, CountedPage, KeptRequest } from '../context.ts';
import { NotFoundError } from '../errors.ts';
import { pageWish } from './page-wish.ts';

/** One page of the requests to the viewer's services, the one due first on top; answered ones latest first. */
export async function inbox(
  { store, actor }: Context,
  { open, ...page }: { open: boolean; first: number; after?: string | null | undefined },
): Promise<CountedPage<KeptRequest>> {
  const serviceIds = actor.serviceIds.filter((serviceId) => isPermitted(actor, 'request.inbox', { serviceId }));
  if (serviceIds.length === 0) throw new NotFoundError('PlacementRequest');
  return store.requests.inbox({ serviceIds, open }, pageWish(page));
}
