import { isActive, release } from '@openhaven/domain/hold';
import type { Context, KeptHold, Store } from '../context.ts';
import { aboutHold } from './about.ts';
import { freeUnit } from './end-hold.ts';
import { expireHoldIn } from './expire-hold-in.ts';
import { keep } from './keep.ts';

/** Lets go of a hold that is not wanted any more, or closes it if it has run out. Its request and referral are left alone. */
export async function releaseHeld(tx: Store, context: Context, hold: KeptHold): Promise<void> {
  if (!isActive(hold, context.now)) {
    await expireHoldIn(tx, context, hold);
    return;
  }
  const released = keep(hold, release(hold, context.now));
  if (!released.allowed) return;
  await freeUnit(tx, context, released.value);
  await tx.audit.add({ action: 'hold.released', ...aboutHold(hold) }, context);
}
