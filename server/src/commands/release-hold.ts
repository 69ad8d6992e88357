import { type Decision, allow, refuse } from '@openhaven/domain/decision';
import { release } from '@openhaven/domain/hold';
import type { HoldId } from '@openhaven/domain/ids';
import type { Context } from '../context.ts';
import { aboutHold } from './about.ts';
import { endHold } from './end-hold.ts';
import type { HoldDone } from './ids.ts';
import { keep } from './keep.ts';
import { holdFor } from './load.ts';
import { isStale } from './rev.ts';
import { runCommand } from './run-command.ts';

/** The referrer lets a space go. It is free at once; the request is still being decided. */
export function releaseHold(
  context: Context,
  input: { idempotencyKey: string; holdId: HoldId; rev?: number },
): Promise<Decision<HoldDone>> {
  const { holdId } = input;
  const wish = { name: 'hold.release', key: input.idempotencyKey, input, about: { holdId } };
  return runCommand(context, wish, async (tx) => {
    const hold = await holdFor(context, tx, holdId, 'hold.release');
    if (isStale(hold, input.rev)) return refuse('CHANGED_MEANWHILE');
    const released = keep(hold, release(hold, context.now));
    if (!released.allowed) return released;
    await endHold(tx, context, released.value);
    await tx.audit.add({ action: 'hold.released', ...aboutHold(hold) }, context);
    return allow({ holdId, requestId: hold.requestId, referralId: hold.referralId });
  });
}
