import { type Decision, allow, refuse } from '@openhaven/domain/decision';
import { returnToUse } from '@openhaven/domain/unit';
import type { Context } from '../context.ts';
import { aboutUnit } from './about.ts';
import type { UnitActInput } from './act-on-unit.ts';
import { chaseLater } from './chase-later.ts';
import type { UnitDone } from './ids.ts';
import { keep } from './keep.ts';
import { unitFor } from './load.ts';
import { isForKnownAddress, openSiteIfAllBack } from './open-site.ts';
import { isStale } from './rev.ts';
import { mustBeSaved, runCommand } from './run-command.ts';
import { sayFreed } from './say-freed.ts';

/** Back in use. When the last unit closed for a known address is back, the site takes people again. */
export function returnUnitToUse(context: Context, input: UnitActInput): Promise<Decision<UnitDone>> {
  const { unitId } = input;
  const wish = { name: 'unit.return', key: input.idempotencyKey, input, about: { unitId } };
  return runCommand(context, wish, async (tx) => {
    const unit = await unitFor(context, tx, unitId, 'unit.manage');
    if (isStale(unit, input.rev)) return refuse('UNIT_STATE_CHANGED');
    const back = keep(unit, returnToUse(unit, context.now));
    if (!back.allowed) return back;
    mustBeSaved(await tx.units.save(back.value));
    if (isForKnownAddress(unit)) await openSiteIfAllBack(tx, unit.siteId);
    await chaseLater(tx, context, unit.serviceId);
    await sayFreed(tx, context, unitId);
    await tx.audit.add({ action: 'unit.returned', ...aboutUnit(unit) }, context);
    return allow({ unitId });
  });
}
