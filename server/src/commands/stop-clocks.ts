import type { PlacementRequestId } from '@openhaven/domain/ids';
import type { Store } from '../context.ts';

/**
 * A service has said yes or no, or is not needed any more: nothing is left for the clock to do. A step that is being
 * taken at this very moment finds so by itself.
 */
export async function stopClocks(tx: Store, requestIds: readonly PlacementRequestId[]): Promise<void> {
  await tx.outbox.cancel(requestIds, 'request.escalate', 'request.no-response');
}
