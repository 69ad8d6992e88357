import type { OrganisationId, ServiceId } from '@openhaven/domain/ids';
import DataLoader from 'dataloader';
import type { Context } from '../context.ts';

type Store = Context['store'];
type Found<Name extends 'organisations' | 'services'> = Awaited<ReturnType<Store[Name]['getMany']>>[number];

/** Reads that many rows of a page ask for one by one, gathered into one read each. Made anew for every request. */
export interface Loaders {
  readonly organisation: DataLoader<OrganisationId, Found<'organisations'> | null>;
  readonly service: DataLoader<ServiceId, Found<'services'> | null>;
}

export function loadersFor(store: Store): Loaders {
  return {
    organisation: byId((ids) => store.organisations.getMany(ids)),
    service: byId((ids) => store.services.getMany(ids)),
  };
}

function byId<Id extends string, Row extends { readonly id: Id }>(
  getMany: (ids: readonly Id[]) => Promise<readonly Row[]>,
): DataLoader<Id, Row | null> {
  return new DataLoader(async (ids) => {
    const rows = new Map((await getMany(ids)).map((row) => [row.id, row]));
    return ids.map((id) => rows.get(id) ?? null);
  });
}
