import { expire } from '@openhaven/domain/hold';
import type { Context, KeptHold, Store } from '../context.ts';
import { aboutHold } from './about.ts';
import { endHold } from './end-hold.ts';
import { keep } from './keep.ts';
import { tellReferrers } from './tell.ts';

/**
 * Closes a hold that has run out, inside a transaction that found it: the clock's, or that of the next person who wants
 * the unit. Does nothing with a hold that still runs or has ended. Says whether it closed it.
 */
export async function expireHoldIn(tx: Store, context: Context, hold: KeptHold): Promise<boolean> {
  const expired = keep(hold, expire(hold, context.now));
  if (!expired.allowed) return false;
  await endHold(tx, context, expired.value);
  await tx.audit.add({ action: 'hold.expired', ...aboutHold(hold) }, context);
  const { referralId, requestId } = hold;
  await tellReferrers(tx, context, hold.referrerOrganisationId, { kind: 'HOLD_LAPSED', referralId, requestId });
  return true;
}
