import type { Decision } from '@openhaven/domain/decision';
import type { PlacementRequestId } from '@openhaven/domain/ids';
import type { Context } from '../context.ts';
import { actOnRequest } from './act-on-request.ts';
import type { RequestDone } from './ids.ts';

/** The service has opened the request. The referrer sees that it has; the clocks run on. */
export function seeRequest(
  context: Context,
  input: { idempotencyKey: string; requestId: PlacementRequestId },
): Promise<Decision<RequestDone>> {
  return actOnRequest(context, input, { action: 'SEE', permission: 'request.answer', written: 'request.seen' });
}
