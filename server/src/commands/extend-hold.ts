import { type Decision, allow, refuse } from '@openhaven/domain/decision';
import { extend } from '@openhaven/domain/hold';
import type { HoldId } from '@openhaven/domain/ids';
import { holdMinutes, maxExtensions } from '@openhaven/domain/target-times';
import { extendHold as extendOnUnit } from '@openhaven/domain/unit';
import type { Context, Store } from '../context.ts';
import { aboutHold } from './about.ts';
import type { HoldDone } from './ids.ts';
import { keep } from './keep.ts';
import { holdFor, present } from './load.ts';
import { isStale } from './rev.ts';
import { mustBeSaved, runCommand } from './run-command.ts';
import { decideEach, saveEach, unitsOf } from './units-of.ts';

/** Keeps a hold longer by one hold life, at most twice. One that has run out is not brought back: the space may be gone. */
export function extendHold(
  context: Context,
  input: { idempotencyKey: string; holdId: HoldId; rev?: number },
): Promise<Decision<HoldDone>> {
  const { holdId } = input;
  const wish = { name: 'hold.extend', key: input.idempotencyKey, input, about: { holdId } };
  return runCommand(context, wish, async (tx) => {
    const hold = await holdFor(context, tx, holdId, 'hold.extend');
    if (isStale(hold, input.rev)) return refuse('CHANGED_MEANWHILE');
    const referral = await present(tx.referrals.get(hold.referralId), 'referral');
    const extended = keep(hold, extend(hold, policyOf(referral), context.now));
    if (!extended.allowed) return extended;
    const units = await unitsOf(tx, hold);
    const { expiresAt } = extended.value;
    const kept = decideEach(units, (unit) => extendOnUnit(unit, holdId, expiresAt, context.now));
    if (!kept.allowed) return kept;

    await saveEach(tx, kept.value);
    mustBeSaved(await tx.holds.save(extended.value));
    await moveAlarm(tx, holdId, expiresAt);
    await tx.audit.add({ action: 'hold.extended', ...aboutHold(hold) }, context);
    return allow({ holdId, requestId: hold.requestId, referralId: hold.referralId });
  });
}

function policyOf({ priority }: { priority: Parameters<typeof holdMinutes>[0] }): {
  holdMinutes: number;
  maxExtensions: number;
} {
  return { holdMinutes: holdMinutes(priority), maxExtensions: maxExtensions(priority) };
}

async function moveAlarm(tx: Store, holdId: HoldId, dueAt: Date): Promise<void> {
  await tx.outbox.cancel([holdId], 'hold.expire');
  await tx.outbox.add({ name: 'hold.expire', data: { holdId }, dueAt });
}
