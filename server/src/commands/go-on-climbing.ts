import { ESCALATION_STEPS, dueEscalations } from '@openhaven/domain/escalation';
import type { ReferralId } from '@openhaven/domain/ids';
import type { Context, KeptRequest, Store } from '../context.ts';

/** Sees to it that the steps of the ladder that are overdue for a request are taken now: something had stopped them. */
export async function goOnClimbing(tx: Store, { now }: Context, request: KeptRequest): Promise<void> {
  const done = ESCALATION_STEPS.filter((step) => request.escalated.includes(step));
  const [first] = dueEscalations({ ...request, done }, now);
  if (!first) return;
  await tx.outbox.add({ name: 'request.escalate', data: { requestId: request.id, step: first.step }, dueAt: now });
}

/** An offer is lost: the ladders of the services that are still silent go on where it had stopped them. */
export async function goOnClimbingAll(tx: Store, context: Context, referralId: ReferralId): Promise<void> {
  for (const request of await tx.requests.ofReferral(referralId)) await goOnClimbing(tx, context, request);
}
