import type { ReferralId } from '@openhaven/domain/ids';
import { isClockPaused, isUnplaced } from '@openhaven/domain/referral';
import { acknowledgeBy } from '@openhaven/domain/target-times';
import { requirePermission } from '../access/permission.ts';
import type { Context, KeptReferral, Store } from '../context.ts';
import { aboutReferral } from './about.ts';
import { mustBeSaved, runStep } from './run-command.ts';
import { tellReferrers, tellRole } from './tell.ts';

/**
 * The clock: a household should have had a place by now. It is passed to the coordinator, and those who referred it are
 * told. Quiet if it has a place or the promise of one, was withdrawn, or was given another time meanwhile.
 */
export function placeByPassed(context: Context, { referralId }: { referralId: ReferralId }): Promise<void> {
  requirePermission(context.actor, 'placeBy.watch', {}, 'Referral');
  return runStep(context, async (tx) => {
    const referral = await tx.referrals.get(referralId);
    if (referral === null || !isOverdue(referral, context.now)) return;
    if (isClockPaused(referral.status, referral.priority)) await lookAgain(tx, context, referral);
    else await passOn(tx, context, referral);
  });
}

function isOverdue({ placeBy, status }: KeptReferral, now: Date): boolean {
  return placeBy !== undefined && placeBy <= now && isUnplaced(status) && status !== 'AGREED';
}

/** A planned move waits for an answer: its clock stands still, and is looked at again next day. */
async function lookAgain(tx: Store, { now }: Context, { id: referralId, priority }: KeptReferral): Promise<void> {
  const dueAt = acknowledgeBy(now, priority);
  await tx.outbox.add({ name: 'referral.place-by', data: { referralId }, dueAt });
}

async function passOn(tx: Store, context: Context, referral: KeptReferral): Promise<void> {
  const escalatedAt = referral.escalatedAt ?? context.now;
  mustBeSaved(await tx.referrals.save({ ...referral, escalatedAt }));
  await tx.audit.add({ action: 'referral.place-by-passed', ...aboutReferral(referral) }, context);
  const telling = { kind: 'PLACE_OVERDUE', referralId: referral.id, priority: referral.priority } as const;
  await tellReferrers(tx, context, referral.referrerOrganisationId, telling);
  await tellRole(tx, context, 'COORDINATOR', telling);
}
