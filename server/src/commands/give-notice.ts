import { type CivilDate, civilDateAt } from '@openhaven/domain/calendar';
import { type Decision, allow } from '@openhaven/domain/decision';
import type { PlacementId } from '@openhaven/domain/ids';
import { giveNotice as decide } from '@openhaven/domain/placement';
import { giveNoticeOnUnit } from '@openhaven/domain/unit';
import type { Context } from '../context.ts';
import { aboutPlacement } from './about.ts';
import type { PlacementDone } from './ids.ts';
import { keep } from './keep.ts';
import { placementFor } from './load.ts';
import { mustBeSaved, runCommand } from './run-command.ts';
import { decideEach, saveEach, unitsOf } from './units-of.ts';

/** The household will leave on a day: the unit shows when it is expected free. Saying it again changes the day. */
export function giveNotice(
  context: Context,
  input: { idempotencyKey: string; placementId: PlacementId; leavingOn: CivilDate },
): Promise<Decision<PlacementDone>> {
  const { placementId, leavingOn } = input;
  const wish = { name: 'placement.give-notice', key: input.idempotencyKey, input, about: { placementId } };
  return runCommand(context, wish, async (tx) => {
    const placement = await placementFor(context, tx, placementId, 'placement.giveNotice');
    const leaving = keep(placement, decide(placement, leavingOn, civilDateAt(context.now)));
    if (!leaving.allowed) return leaving;
    const units = await unitsOf(tx, placement);
    const noticed = decideEach(units, (unit) => giveNoticeOnUnit(unit, placementId, leavingOn));
    if (!noticed.allowed) return noticed;

    await saveEach(tx, noticed.value);
    mustBeSaved(await tx.placements.save(leaving.value));
    await tx.audit.add({ action: 'placement.notice-given', ...aboutPlacement(placement) }, context);
    return allow({ placementId, unitId: placement.unitId });
  });
}
