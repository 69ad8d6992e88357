import type { Action } from '@openhaven/domain/access';
import { type Decision, allow } from '@openhaven/domain/decision';
import type { PlacementRequestId } from '@openhaven/domain/ids';
import { type RequestAction, applyToRequest } from '@openhaven/domain/placement-request';
import type { Context, KeptRequest, Store } from '../context.ts';
import { aboutRequest } from './about.ts';
import { answered } from './answered.ts';
import type { RequestDone } from './ids.ts';
import { keep } from './keep.ts';
import { requestFor } from './load.ts';
import { mustBeSaved, runCommand } from './run-command.ts';

/** An act on a request that moves its state and does nothing else. */
export interface PlainAct {
  readonly action: RequestAction;
  readonly permission: Action;
  /** The code of the audit row. */
  readonly written: string;
}

/** Runs such an act. Done a second time it changes nothing and writes nothing. */
export function actOnRequest(
  context: Context,
  input: { idempotencyKey: string; requestId: PlacementRequestId },
  { action, permission, written }: PlainAct,
): Promise<Decision<RequestDone>> {
  const { requestId } = input;
  const wish = { name: written, key: input.idempotencyKey, input, about: { requestId } };
  return runCommand(context, wish, async (tx) => {
    const request = await requestFor(context, tx, requestId, permission);
    return moveRequest(tx, context, request, { action, written });
  });
}

/** The act itself, for whoever has been found to be allowed to do it. */
export async function moveRequest(
  tx: Store,
  context: Context,
  request: KeptRequest,
  { action, written }: Omit<PlainAct, 'permission'>,
): Promise<Decision<RequestDone>> {
  const { id: requestId, referralId } = request;
  const moved = keep(request, applyToRequest(request, action, context.now));
  if (!moved.allowed) return moved;
  if (moved.value.status !== request.status) {
    mustBeSaved(await tx.requests.save(answered(moved.value, context)));
    await tx.audit.add({ action: written, ...aboutRequest(request) }, context);
  }
  return allow({ requestId, referralId });
}
