import { type Decision, allow } from '@openhaven/domain/decision';
import type { UnitId } from '@openhaven/domain/ids';
import type { RefusalCode } from '@openhaven/domain/refusal';
import type { Unit } from '@openhaven/domain/unit';
import type { KeptUnit, Store } from '../context.ts';
import { keep } from './keep.ts';
import { present } from './load.ts';
import { mustBeSaved } from './run-command.ts';

/** What names the units it is in: a hold or a stay. */
export interface InUnits {
  readonly unitId: UnitId;
  readonly joinedUnitId?: UnitId;
}

/** The units of a hold or a stay: one, or two that adjoin, the first first. */
export async function unitsOf(tx: Store, { unitId, joinedUnitId }: InUnits): Promise<readonly KeptUnit[]> {
  const first = await present(tx.units.get(unitId), 'unit');
  return joinedUnitId === undefined ? [first] : [first, await present(tx.units.get(joinedUnitId), 'unit')];
}

/** One rule asked of each of some units: every one allows it, or nothing happens to any. */
export function decideEach<Code extends RefusalCode>(
  units: readonly KeptUnit[],
  rule: (unit: KeptUnit) => Decision<Unit, Code>,
): Decision<readonly KeptUnit[], Code> {
  const decided: KeptUnit[] = [];
  for (const unit of units) {
    const one = keep(unit, rule(unit));
    if (!one.allowed) return one;
    decided.push(one.value);
  }
  return allow(decided);
}

/** Saves what was decided of each: in a transaction all are saved, or none is. */
export async function saveEach(tx: Store, units: readonly KeptUnit[]): Promise<void> {
  for (const unit of units) mustBeSaved(await tx.units.save(unit));
}
