import { ESCALATION_STEPS, type EscalationStep, dueEscalations } from '@openhaven/domain/escalation';
import type { PlacementRequestId } from '@openhaven/domain/ids';
import { type ReferralStatus, isPaused, isUnplaced } from '@openhaven/domain/referral';
import { requirePermission } from '../access/permission.ts';
import type { Context, KeptReferral, KeptRequest, Store } from '../context.ts';
import { aboutRequest } from './about.ts';
import { present } from './load.ts';
import { mustBeSaved, runStep } from './run-command.ts';
import { tellOnCall, tellReferrers, tellRole, tellService } from './tell.ts';
import { widen } from './widen.ts';

/**
 * The clock: takes the steps of the ladder that are due because a service stays silent, and no others.
 *
 * Each step is noted on the request in the same transaction as its e-mails, so a worker that dies and starts again pages
 * nobody twice. Steps that are no longer needed are passed over in silence; while an offer is on the table they wait,
 * and go on if it is lost.
 */
export function escalateRequest(context: Context, { requestId }: { requestId: PlacementRequestId }): Promise<void> {
  requirePermission(context.actor, 'request.escalate', {}, 'PlacementRequest');
  return runStep(context, async (tx) => {
    const request = await tx.requests.get(requestId);
    if (request === null) return;
    const done = ESCALATION_STEPS.filter((step) => request.escalated.includes(step));
    const due = dueEscalations({ ...request, done }, context.now).map(({ step }) => step);
    if (due.length === 0) return;
    const referral = await present(tx.referrals.get(request.referralId), 'referral');
    if (!isStillSought(referral.status)) return;
    mustBeSaved(await tx.requests.save({ ...request, escalated: [...done, ...due] }));
    for (const [position, step] of due.entries()) {
      // Read again at each further step: the one before may have changed it.
      const now = position === 0 ? referral : await present(tx.referrals.get(referral.id), 'referral');
      await take(tx, context, step, { request, referral: now });
    }
  });
}

function isStillSought(status: ReferralStatus): boolean {
  return isUnplaced(status) && !isPaused(status) && status !== 'OFFERED' && status !== 'AGREED';
}

interface Silence {
  readonly request: KeptRequest;
  readonly referral: KeptReferral;
}

async function take(tx: Store, context: Context, step: EscalationStep, silence: Silence): Promise<void> {
  await tx.audit.add({ action: 'request.escalated', reason: step, ...aboutRequest(silence.request) }, context);
  await STEPS[step](tx, context, silence);
}

const STEPS: Record<EscalationStep, (tx: Store, context: Context, silence: Silence) => Promise<void>> = {
  ON_CALL_WORKER: (tx, context, { request }) => tellOnCall(tx, context, [waiting(request)]),
  REFUGE_MANAGER: (tx, context, { request }) => tellService(tx, context, waiting(request), ['REFUGE_MANAGER']),
  WIDEN: async (tx, context, { request, referral }) => {
    if ((await widen(tx, context, referral)) === 0) return;
    await tellReferrers(tx, context, request.referrerOrganisationId, { ...waiting(request), kind: 'WIDENED' });
  },
  COORDINATOR: async (tx, context, { request, referral }) => {
    // Told once for a household, however many services are silent.
    if (referral.escalatedAt !== undefined) return;
    mustBeSaved(await tx.referrals.save({ ...referral, escalatedAt: context.now }));
    await tellRole(tx, context, 'COORDINATOR', { ...waiting(request), kind: 'COORDINATOR_STEP_IN' });
  },
  COMMISSIONER: async (tx, context, { request, referral }) => {
    if (await isCommissionerTold(tx, request, referral)) return;
    await tellRole(tx, context, 'COORDINATOR', { ...waiting(request), kind: 'COMMISSIONER_TOLD' });
    await tellRole(tx, context, 'COMMISSIONER', { ...waiting(request), kind: 'COMMISSIONER_TOLD' });
  },
};

async function isCommissionerTold(
  tx: Store,
  { id }: KeptRequest,
  { id: referralId, round }: KeptReferral,
): Promise<boolean> {
  const others = (await tx.requests.ofReferral(referralId)).filter((one) => one.id !== id && one.round === round);
  return others.some(({ escalated }) => escalated.includes('COMMISSIONER'));
}

const waiting = ({ id, referralId, serviceId, priority }: KeptRequest) =>
  ({ kind: 'REQUEST_STILL_WAITING', requestId: id, referralId, serviceId, priority }) as const;
