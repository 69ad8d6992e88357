import { type Decision, allow, refuse } from '@openhaven/domain/decision';
import { returnToUse } from '@openhaven/domain/unit';
import type { Context } from '../context.ts';
import type { UnitActInput } from './act-on-unit.ts';
import type { UnitDone } from './ids.ts';
import { keep } from './keep.ts';
import { unitFor } from './load.ts';
import { openSitesOf } from './open-site.ts';
import { isStale } from './rev.ts';
import { runCommand } from './run-command.ts';
import { saveFree } from './save-free.ts';

/** Back in use. When the last unit closed for a known address is back, the site takes people again. */
export function returnUnitToUse(context: Context, input: UnitActInput): Promise<Decision<UnitDone>> {
  const { unitId } = input;
  const wish = { name: 'unit.return', key: input.idempotencyKey, input, about: { unitId } };
  return runCommand(context, wish, async (tx) => {
    const unit = await unitFor(context, tx, unitId, 'unit.manage');
    if (isStale(unit, input.rev)) return refuse('UNIT_STATE_CHANGED');
    const back = keep(unit, returnToUse(unit, context.now));
    if (!back.allowed) return back;
    await saveFree(tx, context, { serviceId: unit.serviceId, free: [back.value], written: 'unit.returned' });
    await openSitesOf(tx, [unit]);
    return allow({ unitId });
  });
}
