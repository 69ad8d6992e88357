import { escalationSteps } from '@openhaven/domain/escalation';
import type { PlacementRequestId, ServiceId } from '@openhaven/domain/ids';
import { acknowledgeBy, decideBy } from '@openhaven/domain/target-times';
import { randomUUID } from 'node:crypto';
import type { Context, KeptReferral, KeptRequest, KeptService, Store } from '../context.ts';
import { aboutRequest } from './about.ts';
import { tellService } from './tell.ts';

/** The first rung of the ladder is the asking itself. */
const FIRST_STEP = 'ON_CALL_WORKER';

/** Sends one request to one service. Whoever calls has asked whether the service is safe and not asked yet. */
export async function askService(
  tx: Store,
  context: Context,
  referral: KeptReferral,
  service: KeptService,
): Promise<KeptRequest> {
  const request = newRequest(referral, service, context.now);
  await sendRequest(tx, context, request);
  return request;
}

/**
 * Sends a request that has been made: its clocks, the whole ladder of what happens if nobody answers, and an e-mail to
 * those who answer for the service.
 */
export async function sendRequest(tx: Store, context: Context, request: KeptRequest): Promise<void> {
  await tx.requests.addMany([request]);
  await setClocks(tx, request);
  await tx.audit.add({ action: 'request.sent', ...aboutRequest(request) }, context);
  const { id: requestId, referralId, serviceId, priority } = request;
  await tellService(tx, context, { kind: 'NEW_REQUEST', requestId, referralId, serviceId, priority });
}

/** A request to a service as it is when it is sent: who, which round, and by when it must be answered. */
export function newRequest(referral: KeptReferral, service: KeptService, now: Date): KeptRequest {
  const { priority } = referral;
  return {
    id: randomUUID() as PlacementRequestId,
    referralId: referral.id,
    reference: referral.reference,
    priority,
    serviceId: service.id,
    organisationId: service.organisationId,
    referrerOrganisationId: referral.referrerOrganisationId,
    round: referral.round,
    status: 'SENT',
    sentAt: now,
    acknowledgeBy: acknowledgeBy(now, priority),
    decideBy: decideBy(now, priority),
    escalated: [FIRST_STEP],
    rev: 1,
  };
}

async function setClocks(tx: Store, { id: requestId, sentAt, priority, decideBy: dueAt }: KeptRequest): Promise<void> {
  const ladder = escalationSteps(sentAt, priority)
    .filter(({ step }) => step !== FIRST_STEP)
    .map((rung) => ({ name: 'request.escalate', data: { requestId, step: rung.step }, dueAt: rung.dueAt }) as const);
  await tx.outbox.add(...ladder, { name: 'request.no-response', data: { requestId }, dueAt });
}

/** The requests of the referral's present round, by service. */
export async function askedBefore(tx: Store, referral: KeptReferral): Promise<ReadonlyMap<ServiceId, KeptRequest>> {
  const requests = await tx.requests.ofReferral(referral.id);
  return new Map(requests.filter(({ round }) => round === referral.round).map((one) => [one.serviceId, one]));
}
