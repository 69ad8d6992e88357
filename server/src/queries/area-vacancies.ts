import type { AreaCode } from '@openhaven/domain/area';
import { freshness, stateAt } from '@openhaven/domain/unit';
import { requirePermission } from '../access/permission.ts';
import type { Context, KeptUnit } from '../context.ts';

/** How many units of an area are in which state now. */
export interface AreaCount {
  readonly areaCode: AreaCode;
  readonly free: number;
  readonly held: number;
  readonly occupied: number;
  readonly outOfUse: number;
  readonly unconfirmed: number;
}

/** Vacancies by published area, for the coordinator. What has not been confirmed for 24 hours is counted apart. */
export async function areaVacancies({ store, actor, now }: Context): Promise<readonly AreaCount[]> {
  requirePermission(actor, 'areaVacancies.read', {}, 'AreaVacancies');
  const byArea = Map.groupBy(await store.units.onBoard(), ({ publishedArea }) => publishedArea);
  return [...byArea].map(([areaCode, units]) => ({ areaCode, ...countsOf(units, now) }));
}

type Column = 'free' | 'held' | 'occupied' | 'outOfUse' | 'unconfirmed';

function columnOf(unit: KeptUnit, now: Date): Column {
  const { status } = stateAt(unit, now);
  if (status === 'AVAILABLE') return freshness(unit.lastConfirmedAt, now) === 'STALE' ? 'unconfirmed' : 'free';
  if (status === 'HELD' || status === 'RESERVED') return 'held';
  return status === 'OCCUPIED' || status === 'NOTICE' ? 'occupied' : 'outOfUse';
}

function countsOf(units: readonly KeptUnit[], now: Date): Record<Column, number> {
  const counts = { free: 0, held: 0, occupied: 0, outOfUse: 0, unconfirmed: 0 };
  for (const unit of units) counts[columnOf(unit, now)] += 1;
  return counts;
}
