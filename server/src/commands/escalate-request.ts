import { ESCALATION_STEPS, type EscalationStep, dueEscalations } from '@openhaven/domain/escalation';
import type { PlacementRequestId } from '@openhaven/domain/ids';
import { isUnplaced } from '@openhaven/domain/referral';
import type { Context, KeptReferral, KeptRequest, Store } from '../context.ts';
import { aboutRequest } from './about.ts';
import { present } from './load.ts';
import { mustBeSaved, runStep } from './run-command.ts';
import { tellReferrers, tellRole, tellService } from './tell.ts';
import { widen } from './widen.ts';

/**
 * The clock: takes the steps of the ladder that are due because a service stays silent, and no others.
 *
 * Each step is noted on the request in the same transaction as its e-mails, so a worker that dies and starts again pages
 * nobody twice. Steps that are no longer needed are passed over in silence.
 */
export function escalateRequest(context: Context, { requestId }: { requestId: PlacementRequestId }): Promise<void> {
  return runStep(context, async (tx) => {
    const request = await tx.requests.get(requestId);
    if (request === null) return;
    const referral = await present(tx.referrals.get(request.referralId), 'referral');
    if (!isUnplaced(referral.status) || referral.status === 'AGREED') return;
    const done = ESCALATION_STEPS.filter((step) => request.escalated.includes(step));
    const due = dueEscalations({ ...request, done }, context.now).map(({ step }) => step);
    if (due.length === 0) return;
    mustBeSaved(await tx.requests.save({ ...request, escalated: [...done, ...due] }));
    for (const step of due) await take(tx, context, step, request);
  });
}

const STEPS: Record<EscalationStep, (tx: Store, context: Context, request: KeptRequest) => Promise<void>> = {
  ON_CALL_WORKER: (tx, context, request) => tellService(tx, context, waiting(request)),
  REFUGE_MANAGER: (tx, context, request) => tellService(tx, context, waiting(request), ['REFUGE_MANAGER']),
  WIDEN: async (tx, context, request) => {
    await widen(tx, context, request);
    await tellReferrers(tx, context, request.referrerOrganisationId, { ...waiting(request), kind: 'WIDENED' });
  },
  COORDINATOR: async (tx, context, request) => {
    await passToCoordinator(tx, context, request);
    await tellRole(tx, context, 'COORDINATOR', { ...waiting(request), kind: 'COORDINATOR_STEP_IN' });
  },
  COMMISSIONER: async (tx, context, request) => {
    await tellRole(tx, context, 'COORDINATOR', { ...waiting(request), kind: 'COMMISSIONER_TOLD' });
    await tellRole(tx, context, 'COMMISSIONER', { ...waiting(request), kind: 'COMMISSIONER_TOLD' });
  },
};

async function take(tx: Store, context: Context, step: EscalationStep, request: KeptRequest): Promise<void> {
  await tx.audit.add({ action: 'request.escalated', reason: step, ...aboutRequest(request) }, context);
  await STEPS[step](tx, context, request);
}

const waiting = ({ id, referralId, serviceId }: KeptRequest) =>
  ({ kind: 'REQUEST_STILL_WAITING', requestId: id, referralId, serviceId }) as const;

async function passToCoordinator(tx: Store, { now }: Context, { referralId }: KeptRequest): Promise<void> {
  const referral: KeptReferral = await present(tx.referrals.get(referralId), 'referral');
  if (referral.escalatedAt === undefined) mustBeSaved(await tx.referrals.save({ ...referral, escalatedAt: now }));
}
