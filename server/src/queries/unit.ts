import type { UnitId } from '@openhaven/domain/ids';
import { isPermitted, requirePermission } from '../access/permission.ts';
import type { Context, KeptUnit } from '../context.ts';
import { NotFoundError } from '../errors.ts';

/**
 * One unit, for those who answer for its service.
 * @throws NotFoundError for anybody else, and for one that is not there
 */
export async function unitById({ store, actor }: Context, id: UnitId): Promise<KeptUnit> {
  const unit = await store.units.get(id);
  if (unit === null) throw new NotFoundError('Unit');
  requirePermission(actor, 'unit.read', unit, 'Unit');
  return unit;
}

/** Those of some units that the person may see. */
export async function unitsById({ store, actor }: Context, ids: readonly UnitId[]): Promise<readonly KeptUnit[]> {
  return (await store.units.getMany(ids)).filter((unit) => isPermitted(actor, 'unit.read', unit));
}
