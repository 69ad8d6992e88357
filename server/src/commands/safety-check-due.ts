import { isExpected } from '@openhaven/domain/hold';
import type { ReferralId } from '@openhaven/domain/ids';
import { isOpen } from '@openhaven/domain/referral';
import { checkBy, nextCheck } from '@openhaven/domain/watch-dates';
import { grantForRules } from '../access/look.ts';
import { requirePermission } from '../access/permission.ts';
import type { Context, KeptReferral, Store } from '../context.ts';
import { aboutReferral } from './about.ts';
import { mustBeSaved, runStep } from './run-command.ts';
import { tellReferrers, tellRole, tellService } from './tell.ts';

/**
 * The clock: a date that is watched has come, or comes soon. Those who refer, the coordinator, and the service where the
 * household lives or is expected are told that something is to be looked at; the next check is asked for. Of a draft or a
 * closed referral nobody is told, but its dates go on being watched: it may be sent, or taken up again.
 */
export function safetyCheckDue(context: Context, { referralId }: { referralId: ReferralId }): Promise<void> {
  requirePermission(context.actor, 'safety.watch', {}, 'Referral');
  const { now } = context;
  return runStep(context, async (tx) => {
    const referral = await tx.referrals.get(referralId);
    if (referral === null || !isDue(referral, now)) return;
    const isAsked = isOpen(referral.status) && referral.status !== 'DRAFT';
    const asked = isAsked ? { safetyCheckBy: referral.safetyCheckBy ?? checkBy(now) } : {};
    await goOnWatching(tx, { ...referral, ...asked }, now);
    if (isAsked) await askForSafetyCheck(tx, context, referral);
  });
}

const isDue = ({ checkSafetyAt }: KeptReferral, now: Date): boolean =>
  checkSafetyAt !== undefined && checkSafetyAt <= now;

/** Saves the referral with its next check, which the queue is told of. */
async function goOnWatching(tx: Store, { checkSafetyAt: _due, ...referral }: KeptReferral, now: Date): Promise<void> {
  const { id: referralId, watchDates } = referral;
  const dueAt = nextCheck(watchDates?.open(grantForRules('WATCH_DATES')) ?? [], now);
  mustBeSaved(await tx.referrals.save({ ...referral, ...(dueAt && { checkSafetyAt: dueAt }) }));
  if (dueAt) await tx.outbox.add({ name: 'safety.check', data: { referralId }, dueAt });
}

/** Asks those who refer, the coordinator, and the place where the household lives or is expected, to look whether it is safe. */
export async function askForSafetyCheck(tx: Store, context: Context, referral: KeptReferral): Promise<void> {
  const { id: referralId, referrerOrganisationId } = referral;
  await tx.audit.add({ action: 'safety.check-asked', ...aboutReferral(referral) }, context);
  const telling = { kind: 'CHECK_SAFETY', referralId } as const;
  await tellReferrers(tx, context, referrerOrganisationId, telling);
  await tellRole(tx, context, 'COORDINATOR', telling);
  for (const serviceId of await servicesOf(tx, referral)) await tellService(tx, context, { ...telling, serviceId });
}

/** Where the household lives, or is expected. */
async function servicesOf(tx: Store, { id, status }: KeptReferral) {
  const stay = status === 'ARRIVED' ? await tx.placements.latestOfReferral(id) : null;
  const holds = await tx.holds.activeOfReferral(id);
  return new Set([...(stay ? [stay] : []), ...holds.filter(isExpected)].map(({ serviceId }) => serviceId));
}
