import type { PlacementRequestId } from '@openhaven/domain/ids';
import { markNoResponse as decide } from '@openhaven/domain/placement-request';
import type { Context } from '../context.ts';
import { aboutRequest } from './about.ts';
import { keep } from './keep.ts';
import { mustBeSaved, runStep } from './run-command.ts';
import { tellReferrers } from './tell.ts';

/** The clock: a service has not answered in time. Set by nobody else, and a late yes still counts. Harmless to repeat. */
export function markNoResponse(context: Context, { requestId }: { requestId: PlacementRequestId }): Promise<void> {
  return runStep(context, async (tx) => {
    const request = await tx.requests.get(requestId);
    if (request === null) return;
    const silent = keep(request, decide(request, context.now));
    if (!silent.allowed) return;
    mustBeSaved(await tx.requests.save(silent.value));
    await tx.audit.add(
      { action: 'request.no-response', reason: 'PROVIDER_NO_RESPONSE', ...aboutRequest(request) },
      context,
    );
    const { referralId, serviceId } = request;
    const telling = { kind: 'REQUEST_DECLINED', referralId, requestId, serviceId } as const;
    await tellReferrers(tx, context, request.referrerOrganisationId, telling);
  });
}
