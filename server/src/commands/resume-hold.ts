import { judgeUnsafe } from '@openhaven/domain/area';
import { type Decision, allow, refuse } from '@openhaven/domain/decision';
import { unfreeze } from '@openhaven/domain/hold';
import type { HoldId } from '@openhaven/domain/ids';
import { grantForRules } from '../access/look.ts';
import type { Context, KeptHold, Store } from '../context.ts';
import { aboutHold } from './about.ts';
import type { HoldDone } from './ids.ts';
import { keep } from './keep.ts';
import { holdFor, placeOf, present } from './load.ts';
import { isStale } from './rev.ts';
import { mustBeSaved, runCommand } from './run-command.ts';

/**
 * The coordinator has looked, with the service, whether a frozen offer's place is safe, and it is.
 *
 * An area that plainly covers it cannot be set aside by anybody: only the survivor's taking it back can. Nor can somebody
 * who is there and may be in the household's way, until they are found to be different people. Source: H1, H2, A3, A15.
 */
export function resumeHold(
  context: Context,
  input: { idempotencyKey: string; holdId: HoldId; rev?: number },
): Promise<Decision<HoldDone>> {
  const { holdId } = input;
  const wish = { name: 'hold.resume', key: input.idempotencyKey, input, about: { holdId } };
  return runCommand(context, wish, async (tx) => {
    const hold = await holdFor(context, tx, holdId, 'hold.review');
    if (isStale(hold, input.rev)) return refuse('CHANGED_MEANWHILE');
    const running = keep(hold, unfreeze(hold, context.now));
    if (!running.allowed) return running;
    if (await isPlainlyUnsafe(tx, hold, context.now)) return refuse('HOLD_FROZEN');
    mustBeSaved(await tx.holds.save(running.value));
    await tx.audit.add({ action: 'hold.unfrozen', ...aboutHold(hold) }, context);
    return allow({ holdId, requestId: hold.requestId, referralId: hold.referralId });
  });
}

async function isPlainlyUnsafe(tx: Store, { unitId, referralId }: KeptHold, now: Date): Promise<boolean> {
  const unit = await present(tx.units.get(unitId), 'unit');
  const referral = await present(tx.referrals.get(referralId), 'referral');
  const { clash } = await placeOf(tx, [unit], referralId, now);
  const areas = referral.story.open(grantForRules('UNSAFE_AREAS')).unsafeAreas ?? [];
  return clash === true || judgeUnsafe(unit.publishedArea, areas) === 'INSIDE';
}
