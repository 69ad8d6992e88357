import { civilDateAt } from '@openhaven/domain/calendar';
import { UNMET_NEED_REASONS, type UnmetNeedReason, isCodeOf } from '@openhaven/domain/codes';
import { type Decision, allow, refuse } from '@openhaven/domain/decision';
import { gapsOf } from '@openhaven/domain/gaps';
import type { ReferralId, UnmetNeedId } from '@openhaven/domain/ids';
import { isOpenRequest } from '@openhaven/domain/placement-request';
import { applyToReferral } from '@openhaven/domain/referral';
import { isInterimPlan } from '@openhaven/domain/story';
import { randomUUID } from 'node:crypto';
import { grantForRules } from '../access/look.ts';
import { requirePermission } from '../access/permission.ts';
import type { Context, KeptReferral, Store } from '../context.ts';
import { aboutReferral } from './about.ts';
import { askedBefore } from './ask-services.ts';
import { closeAsks } from './close-asks.ts';
import type { ReferralDone } from './ids.ts';
import { keep } from './keep.ts';
import { referralFor } from './load.ts';
import { mustBeSaved, runCommand } from './run-command.ts';

export interface UnmetInput {
  readonly idempotencyKey: string;
  readonly referralId: ReferralId;
  readonly reason: string;
  /** Also close the referral: only the coordinator may, with a plan for tonight and every route tried. */
  readonly close: boolean;
}

/** Records a need that nothing meets, once for a household however many said no; and closes the referral if asked to. */
export function recordUnmetNeed(context: Context, input: UnmetInput): Promise<Decision<ReferralDone>> {
  const { referralId, reason } = input;
  const wish = { name: 'unmet-need.record', key: input.idempotencyKey, input, about: { referralId } };
  return runCommand(context, wish, async (tx) => {
    const referral = await referralFor(context, tx, referralId, 'unmetNeed.record');
    if (input.close) requirePermission(context.actor, 'referral.closeUnmet', referral, 'Referral');
    if (!isCodeOf(UNMET_NEED_REASONS, reason, civilDateAt(context.now))) return refuse('REASON_NEEDED', 'reason');
    const recorded = await tx.unmetNeeds.ofReferral(referralId);
    if (recorded !== null && !input.close) return refuse('UNMET_NEED_RECORDED');
    const closed = input.close ? await mayClose(tx, referral) : undefined;
    if (closed && !closed.allowed) return closed;

    if (recorded === null) await record(tx, context, referral, reason);
    if (closed) await close(tx, context, closed.value);
    return allow({ referralId });
  });
}

async function record(tx: Store, context: Context, referral: KeptReferral, reason: UnmetNeedReason): Promise<void> {
  const id = randomUUID() as UnmetNeedId;
  await tx.unmetNeeds.add({ id, referralId: referral.id, reason, recordedAt: context.now });
  const story = referral.story.open(grantForRules('FIGURES'));
  await tx.gapCounts.add(civilDateAt(context.now).slice(0, 7), gapsOf(story, reason));
  await tx.audit.add({ action: 'unmet-need.recorded', reason, ...aboutReferral(referral) }, context);
}

/** "Declined by all" is no end: nobody may still be deciding, and the household has somewhere to sleep tonight. */
async function mayClose(tx: Store, referral: KeptReferral): Promise<Decision<KeptReferral>> {
  const closed = keep(referral, applyToReferral(referral, 'CLOSE_UNMET'));
  if (!closed.allowed) return closed;
  if (!isInterimPlan(referral.tonight)) return refuse('INTERIM_PLAN_NEEDED', 'tonight');
  const asked = [...(await askedBefore(tx, referral)).values()];
  const isStillOpen = asked.length === 0 || asked.some(({ status }) => isOpenRequest(status));
  return isStillOpen ? refuse('ROUTES_NOT_TRIED') : closed;
}

async function close(tx: Store, context: Context, closed: KeptReferral): Promise<void> {
  mustBeSaved(await tx.referrals.save({ ...closed, closedAt: context.now }));
  await closeAsks(tx, context, closed.id);
  await tx.audit.add({ action: 'referral.closed-unmet', ...aboutReferral(closed) }, context);
}
