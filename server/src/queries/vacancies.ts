import { isPermitted } from '../access/permission.ts';
import type { Context, CountedPage, KeptUnit } from '../context.ts';
import { NotFoundError } from '../errors.ts';
import { listPage } from './list-page.ts';
import { pageWish } from './page-wish.ts';

/** One page of the units of the viewer's own services, by service and name. */
export async function ownUnits(
  { store, actor }: Context,
  page: { first: number; after?: string | null | undefined },
): Promise<CountedPage<KeptUnit>> {
  const serviceIds = actor.serviceIds.filter((serviceId) => isPermitted(actor, 'vacancies.read', { serviceId }));
  if (serviceIds.length === 0) throw new NotFoundError('Unit');
  const units = await store.units.ofServices(serviceIds);
  const rows = units.map((unit) => ({ id: `${unit.serviceId}|${unit.label.padEnd(40)}|${unit.id}`, unit }));
  const { edges, ...rest } = listPage('vacancies', rows, pageWish(page));
  return { ...rest, edges: edges.map(({ cursor, node }) => ({ cursor, node: node.unit })) };
}
