import type { PlacementRequestId } from '@openhaven/domain/ids';
import { markNoResponse as decide } from '@openhaven/domain/placement-request';
import { requirePermission } from '../access/permission.ts';
import type { Context } from '../context.ts';
import { aboutRequest } from './about.ts';
import { goOnClimbing } from './go-on-climbing.ts';
import { keep } from './keep.ts';
import { mustBeSaved, runStep } from './run-command.ts';
import { tellReferrers } from './tell.ts';

/**
 * The clock: a service should have decided by now and has not. Set by nobody else, and a late yes still counts.
 *
 * A service that said "we are looking at it" and then fell silent is silent again: the steps of the ladder that its word
 * had stopped are taken now. Harmless if the service has answered.
 */
export function markNoResponse(context: Context, { requestId }: { requestId: PlacementRequestId }): Promise<void> {
  requirePermission(context.actor, 'request.markNoResponse', {}, 'PlacementRequest');
  return runStep(context, async (tx) => {
    const request = await tx.requests.get(requestId);
    const silent = request && keep(request, decide(request, context.now));
    if (!silent?.allowed) return;
    mustBeSaved(await tx.requests.save(silent.value));
    const about = aboutRequest(silent.value);
    await tx.audit.add({ action: 'request.no-response', reason: 'PROVIDER_NO_RESPONSE', ...about }, context);
    await goOnClimbing(tx, context, silent.value);
    const { referralId, serviceId, priority, referrerOrganisationId } = silent.value;
    const telling = { kind: 'REQUEST_STILL_WAITING', referralId, requestId, serviceId, priority } as const;
    await tellReferrers(tx, context, referrerOrganisationId, telling);
  });
}
