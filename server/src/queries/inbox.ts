import { hiddenFrom } from '../access/exclusions.ts';
import { asOneList } from '../access/look.ts';
import { isPermitted } from '../access/permission.ts';
import type { Context, CountedPage, KeptRequest } from '../context.ts';
import { NotFoundError } from '../errors.ts';
import { pageWish } from './page-wish.ts';

/** One page of the requests to the viewer's services, the one due first on top; answered ones latest first. */
export async function inbox(
  context: Context,
  { open, ...page }: { open: boolean; first: number; after?: string | null | undefined },
): Promise<CountedPage<KeptRequest>> {
  const { store, actor } = context;
  const serviceIds = actor.serviceIds.filter((serviceId) => isPermitted(actor, 'request.inbox', { serviceId }));
  if (serviceIds.length === 0) throw new NotFoundError('PlacementRequest');
  const found = await store.requests.inbox({ serviceIds, open, except: hiddenFrom(actor) }, pageWish(page));
  asOneList(
    context,
    found.edges.flatMap(({ node }) => [node.referralId, node.id]),
  );
  return found;
}
