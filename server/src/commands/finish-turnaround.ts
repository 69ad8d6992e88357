import type { Decision } from '@openhaven/domain/decision';
import { finishTurnaround as decide } from '@openhaven/domain/unit';
import type { Context } from '../context.ts';
import { type UnitActInput, makeFree } from './act-on-unit.ts';
import type { UnitDone } from './ids.ts';

/** Cleaned and ready after a departure: the unit is free, and has just been seen. */
export function finishTurnaround(context: Context, input: UnitActInput): Promise<Decision<UnitDone>> {
  return makeFree(context, input, { decide, written: 'unit.turned-around' });
}
