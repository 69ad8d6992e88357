import type { Action } from '@openhaven/domain/access';
import type { ServiceId, UnitId } from '@openhaven/domain/ids';
import { requirePermission } from './permission.ts';
import type { Context, KeptUnit, Store } from '../context.ts';
import { NotFoundError } from '../errors.ts';

/** Units of one service: all of them, or those that are named. */
export interface UnitsWish {
  readonly serviceId: ServiceId;
  /** Left out: every unit that is not closed for good. */
  readonly unitIds?: readonly UnitId[];
}

/**
 * The units that are meant, for somebody who may do that with the service's.
 * @throws NotFoundError for a service of others, and for a unit that is not its own
 */
export async function unitsMeant(
  { actor }: Pick<Context, 'actor'>,
  store: Store,
  { serviceId, unitIds }: UnitsWish,
  action: Action,
): Promise<readonly KeptUnit[]> {
  requirePermission(actor, action, { serviceId }, 'Unit');
  const own = await store.units.ofServices([serviceId]);
  const meant = unitIds === undefined ? own : own.filter(({ id }) => unitIds.includes(id));
  if (unitIds !== undefined && meant.length < new Set(unitIds).size) throw new NotFoundError('Unit');
  return meant;
}
