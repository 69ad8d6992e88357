import type { Decision } from '@openhaven/domain/decision';
import type { PlacementRequestId } from '@openhaven/domain/ids';
import type { Context } from '../context.ts';
import { actOnRequest } from './act-on-request.ts';
import type { RequestDone } from './ids.ts';

/** "We are looking at it": stops the first clock, and shows the service the background. */
export function acknowledgeRequest(
  context: Context,
  input: { idempotencyKey: string; requestId: PlacementRequestId },
): Promise<Decision<RequestDone>> {
  return actOnRequest(context, input, {
    action: 'ACKNOWLEDGE',
    permission: 'request.answer',
    written: 'request.acknowledged',
  });
}
