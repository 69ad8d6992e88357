import type { HoldId, ReferralId } from '@openhaven/domain/ids';
import { applyToRequest } from '@openhaven/domain/placement-request';
import type { Context, KeptRequest, Store } from '../context.ts';
import { aboutRequest } from './about.ts';
import { keep } from './keep.ts';
import { releaseHeld } from './release-held.ts';
import { mustBeSaved } from './run-command.ts';
import { stopClocks } from './stop-clocks.ts';

/**
 * Ends every hold and request of a referral that needs no more places, except what belongs to the hold it keeps.
 *
 * The services read "no longer needed"; their clocks stop.
 */
export async function closeAsks(tx: Store, context: Context, referralId: ReferralId, except?: HoldId): Promise<void> {
  const { now } = context;
  for (const hold of await tx.holds.activeOfReferral(referralId)) {
    if (hold.id !== except) await releaseHeld(tx, context, hold);
  }
  const closed: KeptRequest[] = [];
  for (const request of await tx.requests.ofReferral(referralId)) {
    if (except !== undefined && request.holdId === except) continue;
    const over = keep(request, applyToRequest(request, 'SUPERSEDE', now));
    if (!over.allowed) continue;
    mustBeSaved(await tx.requests.save(over.value));
    closed.push(request);
  }
  await stopClocks(
    tx,
    closed.map(({ id }) => id),
  );
  await tx.audit.addMany(
    closed.map((request) => ({ action: 'request.superseded', ...aboutRequest(request) })),
    context,
  );
}
