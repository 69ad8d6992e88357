import { type Decision, allow, refuse } from '@openhaven/domain/decision';
import type { UnitId } from '@openhaven/domain/ids';
import type { Unit } from '@openhaven/domain/unit';
import type { Context } from '../context.ts';
import type { UnitDone } from './ids.ts';
import { keep } from './keep.ts';
import { unitFor } from './load.ts';
import { isStale } from './rev.ts';
import { runCommand } from './run-command.ts';
import { saveFree } from './save-free.ts';

export interface UnitActInput {
  readonly idempotencyKey: string;
  readonly unitId: UnitId;
  readonly rev?: number;
}

/** Runs an act that makes a unit free again: it has just been seen, so it is chased only when that has grown old. */
export function makeFree(
  context: Context,
  input: UnitActInput,
  { decide, written }: { decide: (unit: Unit, now: Date) => Decision<Unit>; written: string },
): Promise<Decision<UnitDone>> {
  const { unitId } = input;
  const wish = { name: written, key: input.idempotencyKey, input, about: { unitId } };
  return runCommand(context, wish, async (tx) => {
    const unit = await unitFor(context, tx, unitId, 'unit.manage');
    if (isStale(unit, input.rev)) return refuse('UNIT_STATE_CHANGED');
    const free = keep(unit, decide(unit, context.now));
    if (!free.allowed) return free;
    await saveFree(tx, context, { serviceId: unit.serviceId, free: [free.value], written });
    return allow({ unitId });
  });
}
