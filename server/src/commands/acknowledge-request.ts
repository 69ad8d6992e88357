import type { Decision } from '@openhaven/domain/decision';
import type { PlacementRequestId } from '@openhaven/domain/ids';
import type { Context, KeptRequest, Store } from '../context.ts';
import { actOnRequest, moveRequest } from './act-on-request.ts';
import type { RequestDone } from './ids.ts';

const ACT = { action: 'ACKNOWLEDGE', permission: 'request.answer', written: 'request.acknowledged' } as const;

/** "We are looking at it": stops the first clock, and shows the service the background. */
export function acknowledgeRequest(
  context: Context,
  input: { idempotencyKey: string; requestId: PlacementRequestId },
): Promise<Decision<RequestDone>> {
  return actOnRequest(context, input, ACT);
}

/** The same for whoever has been found to speak for the service. */
export const acknowledgeFrom = (tx: Store, context: Context, request: KeptRequest): Promise<Decision<RequestDone>> =>
  moveRequest(tx, context, request, ACT);
