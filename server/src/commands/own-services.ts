import type { ServiceId } from '@openhaven/domain/ids';
import type { Context, Store } from '../context.ts';
import { NotFoundError } from '../errors.ts';

/** Makes sure that services are the viewer's own organisation's. @throws NotFoundError for any other */
export async function requireOwnServices({ actor }: Context, tx: Store, ids: readonly ServiceId[]): Promise<void> {
  const found = await tx.services.getMany(ids);
  const own = new Set(found.filter((one) => one.organisationId === actor.organisationId).map(({ id }) => id));
  if (!ids.every((id) => own.has(id))) throw new NotFoundError('Service');
}
