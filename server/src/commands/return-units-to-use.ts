import { type Decision, allow, refuse } from '@openhaven/domain/decision';
import { returnToUse } from '@openhaven/domain/unit';
import type { Context, Displaced, KeptUnit, Store } from '../context.ts';
import { aboutUnit } from './about.ts';
import { chaseLater } from './chase-later.ts';
import type { UnitsDone } from './ids.ts';
import { keep } from './keep.ts';
import { openSiteIfAllBack } from './open-site.ts';
import { mustBeSaved, runCommand } from './run-command.ts';
import { type UnitsWish, unitsMeant } from '../access/units-meant.ts';

/**
 * Several units are back in use in one act. Where somebody lives who was to move, they stay: they are placed again no more.
 * A unit that is neither refuses the whole: somebody has changed it meanwhile.
 */
export function returnUnitsToUse(
  context: Context,
  input: Required<UnitsWish> & { readonly idempotencyKey: string },
): Promise<Decision<UnitsDone>> {
  const { serviceId } = input;
  return runCommand(context, { name: 'units.return', key: input.idempotencyKey, input }, async (tx) => {
    const units = await unitsMeant(context, tx, input, 'units.close');
    if (units.length === 0) return refuse('NO_SPACE_CHOSEN', 'unitIds');
    const toMove = await tx.displaced.openOfServices([serviceId]);
    const staying = units.flatMap((unit) => whoLivesIn(unit, toMove) ?? []);
    const empty = units.filter((unit) => whoLivesIn(unit, toMove) === undefined);
    const back: KeptUnit[] = [];
    for (const unit of empty) {
      const one = keep(unit, returnToUse(unit, context.now));
      if (!one.allowed) return refuse('UNIT_STATE_CHANGED', 'unitIds');
      back.push(one.value);
    }
    for (const unit of back) mustBeSaved(await tx.units.save(unit));
    await tx.displaced.settle(staying.map(({ referralId }) => referralId));
    await openSites(tx, units);
    await chaseLater(tx, context, serviceId);
    await tx.audit.addMany(
      units.map((unit) => ({ action: 'unit.returned', ...aboutUnit(unit) })),
      context,
    );
    return allow({ unitIds: units.map(({ id }) => id) });
  });
}

/** The household in a unit that is to move from it; undefined if nobody is. */
function whoLivesIn({ state }: KeptUnit, toMove: readonly Displaced[]): Displaced | undefined {
  return 'placementId' in state ? toMove.find(({ placementId }) => placementId === state.placementId) : undefined;
}

async function openSites(tx: Store, units: readonly KeptUnit[]): Promise<void> {
  for (const siteId of new Set(units.map((unit) => unit.siteId))) await openSiteIfAllBack(tx, siteId);
}
