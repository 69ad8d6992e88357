import { isActive, isExpected } from '@openhaven/domain/hold';
import type { WatchDate } from '@openhaven/domain/watch-dates';
import { hiddenFrom } from '../access/exclusions.ts';
import { leaveToLook } from '../access/look.ts';
import { isPermitted } from '../access/permission.ts';
import type { Context, KeptReferral } from '../context.ts';
import { type WorkItemView, workItem } from './work-item.ts';

const MOST_CHECKS = 200;

/** The dates that are watched, for those who may read the story; null for whoever may not, and once it is erased. */
export async function watchDatesOf(context: Context, referral: KeptReferral): Promise<readonly WatchDate[] | null> {
  if (referral.erasedAt || !isPermitted(context.actor, 'story.read', referral)) return null;
  if (referral.watchDates === undefined) return [];
  const look = { kind: 'dates', about: { referralId: referral.id } } as const;
  return referral.watchDates.open(await leaveToLook(context, look, [referral.id]));
}

const due = ({ safetyCheckBy: dueAt }: KeptReferral): { dueAt: Date } | object => (dueAt ? { dueAt } : {});

/** Households whose safety has to be looked at: the organisation's own, or for the coordinator everybody's. */
export async function safetyToCheck({ store, actor }: Context): Promise<readonly WorkItemView[]> {
  const { role, organisationId } = actor;
  const whose = role === 'COORDINATOR' ? {} : { organisationId };
  const referrals = await store.referrals.toCheckSafety({ ...whose, except: hiddenFrom(actor) }, MOST_CHECKS);
  return referrals.map((referral) => workItem('CHECK_SAFETY', referral, { ...due(referral), referral }));
}

/** For a service: spaces where somebody lives or is expected whose safety plan is to be gone through with whoever refers. */
export async function safetyPlansToCheck({ store, actor, now }: Context): Promise<readonly WorkItemView[]> {
  const { serviceIds } = actor;
  const holds = await store.holds.activeOfServices(serviceIds);
  const expected = holds.filter((hold) => isExpected(hold) && isActive(hold, now));
  const where = [...expected, ...(await store.placements.activeOfServices(serviceIds))];
  if (where.length === 0) return [];
  const ids = where.map(({ referralId }) => referralId);
  const referrals = await store.referrals.toCheckSafety({ ids, except: hiddenFrom(actor) }, MOST_CHECKS);
  if (referrals.length === 0) return [];
  const units = await store.units.ofServices(serviceIds);
  return referrals.flatMap((referral) => {
    const unitId = where.find(({ referralId }) => referralId === referral.id)?.unitId;
    const unit = units.find(({ id }) => id === unitId);
    return unit ? [workItem('CHECK_SAFETY_PLAN', unit, { ...due(referral), unit })] : [];
  });
}
