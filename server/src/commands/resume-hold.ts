import { judgeUnsafe } from '@openhaven/domain/area';
import { type Decision, allow, refuse } from '@openhaven/domain/decision';
import { unfreeze } from '@openhaven/domain/hold';
import type { HoldId } from '@openhaven/domain/ids';
import { grantForRules } from '../access/look.ts';
import type { Context, KeptHold, Store } from '../context.ts';
import { aboutHold } from './about.ts';
import type { HoldDone } from './ids.ts';
import { keep } from './keep.ts';
import { holdFor, present } from './load.ts';
import { isStale } from './rev.ts';
import { mustBeSaved, runCommand } from './run-command.ts';

/**
 * The coordinator has looked, with the service, whether a frozen offer's place lies outside the unsafe areas, and it does.
 *
 * An area that plainly covers it cannot be set aside by anybody: only the survivor's taking it back can. Source: H1, A3.
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
    if (await isPlainlyUnsafe(tx, hold)) return refuse('HOLD_FROZEN');
    mustBeSaved(await tx.holds.save(running.value));
    await tx.audit.add({ action: 'hold.unfrozen', ...aboutHold(hold) }, context);
    return allow({ holdId, requestId: hold.requestId, referralId: hold.referralId });
  });
}

async function isPlainlyUnsafe(tx: Store, { unitId, referralId }: KeptHold): Promise<boolean> {
  const unit = await present(tx.units.get(unitId), 'unit');
  const referral = await present(tx.referrals.get(referralId), 'referral');
  return (
    judgeUnsafe(unit.publishedArea, referral.story.open(grantForRules('UNSAFE_AREAS')).unsafeAreas ?? []) === 'INSIDE'
  );
}
