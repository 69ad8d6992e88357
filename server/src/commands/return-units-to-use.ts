import { type Decision, allow, refuse } from '@openhaven/domain/decision';
import { returnToUse } from '@openhaven/domain/unit';
import type { Context, Displaced, KeptUnit } from '../context.ts';
import { aboutUnit } from './about.ts';
import type { UnitsDone } from './ids.ts';
import { keep } from './keep.ts';
import { openSitesOf } from './open-site.ts';
import { runCommand } from './run-command.ts';
import { saveFree } from './save-free.ts';
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
    await tx.displaced.settle(staying.map(({ referralId }) => referralId));
    await saveFree(tx, context, { serviceId, free: back, written: 'unit.returned' });
    await tx.audit.addMany(
      units.filter((unit) => !empty.includes(unit)).map((unit) => ({ action: 'unit.returned', ...aboutUnit(unit) })),
      context,
    );
    await openSitesOf(tx, units, toMove);
    return allow({ unitIds: units.map(({ id }) => id) });
  });
}

/** The household in a unit that is to move from it; undefined if nobody is. */
function whoLivesIn({ state }: KeptUnit, toMove: readonly Displaced[]): Displaced | undefined {
  return 'placementId' in state ? toMove.find(({ placementId }) => placementId === state.placementId) : undefined;
}
