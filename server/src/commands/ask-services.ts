import { mayShare } from '@openhaven/domain/consent';
import { escalationSteps } from '@openhaven/domain/escalation';
import type { PlacementRequestId, ServiceId } from '@openhaven/domain/ids';
import { acknowledgeBy, decideBy } from '@openhaven/domain/target-times';
import { randomUUID } from 'node:crypto';
import type { Context, KeptReferral, KeptRequest, KeptService, Store } from '../context.ts';
import { aboutRequest } from './about.ts';
import { mustBeSaved } from './run-command.ts';
import { tellOnCall } from './tell.ts';

/** The first rung of the ladder is the asking itself. */
const FIRST_STEP = 'ON_CALL_WORKER';

/**
 * Sends a request to each of these services. Whoever calls has asked whether they are safe and not asked yet. Nobody is
 * asked of whom the household has not agreed that services are.
 */
export async function askServices(
  tx: Store,
  context: Context,
  referral: KeptReferral,
  services: readonly KeptService[],
): Promise<readonly KeptRequest[]> {
  if (!mayShare(referral.consents ?? [], context.now)) return [];
  const requests = services.map((service) => newRequest(referral, service, context.now));
  await sendOut(tx, context, requests);
  return requests;
}

/**
 * Sends requests that have been made: their clocks, the whole ladder of what happens if nobody answers, and an e-mail to
 * whoever is on call.
 */
export async function sendOut(tx: Store, context: Context, requests: readonly KeptRequest[]): Promise<void> {
  if (requests.length === 0) return;
  await tx.requests.addMany(requests);
  await tx.outbox.add(...requests.flatMap(clocksOf));
  await tx.audit.addMany(
    requests.map((request) => ({ action: 'request.sent', ...aboutRequest(request) })),
    context,
  );
  await tellOnCall(tx, context, requests.map(newRequestTo));
}

/** Asks a service that had answered once more, as if for the first time. */
export async function sendAgain(tx: Store, context: Context, request: KeptRequest): Promise<void> {
  const { now } = context;
  const { priority } = request;
  const clocks = { sentAt: now, acknowledgeBy: acknowledgeBy(now, priority), decideBy: decideBy(now, priority) };
  const sent = { ...request, ...clocks, escalated: [FIRST_STEP] };
  mustBeSaved(await tx.requests.save(sent));
  await tx.outbox.add(...clocksOf(sent));
  await tx.audit.add({ action: 'request.asked-again', ...aboutRequest(sent) }, context);
  await tellOnCall(tx, context, [newRequestTo(sent)]);
}

const newRequestTo = ({ id: requestId, referralId, serviceId, priority }: KeptRequest) =>
  ({ kind: 'NEW_REQUEST', requestId, referralId, serviceId, priority }) as const;

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

/** The jobs that take the steps of the ladder, and the one that ends the waiting. */
function clocksOf({ id: requestId, sentAt, priority, decideBy: dueAt }: KeptRequest) {
  const ladder = escalationSteps(sentAt, priority)
    .filter(({ step }) => step !== FIRST_STEP)
    .map((rung) => ({ name: 'request.escalate', data: { requestId, step: rung.step }, dueAt: rung.dueAt }) as const);
  return [...ladder, { name: 'request.no-response', data: { requestId }, dueAt } as const];
}

/** The requests of the referral's present round, by service. */
export async function askedBefore(tx: Store, referral: KeptReferral): Promise<ReadonlyMap<ServiceId, KeptRequest>> {
  return askedIn(referral, await tx.requests.ofReferral(referral.id));
}

/** Of all requests of a referral those of its present round, by service. */
export function askedIn(
  { round: present }: KeptReferral,
  requests: readonly KeptRequest[],
): ReadonlyMap<ServiceId, KeptRequest> {
  return new Map(requests.filter(({ round }) => round === present).map((one) => [one.serviceId, one]));
}
