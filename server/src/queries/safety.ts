import { isActive } from '@openhaven/domain/hold';
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

async function toCheck({ store, actor }: Context): Promise<readonly KeptReferral[]> {
  const hidden = hiddenFrom(actor);
  return (await store.referrals.toCheckSafety(MOST_CHECKS)).filter(({ id }) => !hidden.includes(id));
}

const item = (referral: KeptReferral): WorkItemView =>
  workItem('CHECK_SAFETY', referral, { ...(referral.safetyCheckBy && { dueAt: referral.safetyCheckBy }), referral });

/** Households whose safety has to be looked at: the organisation's own, or for the coordinator everybody's. */
export async function safetyToCheck(context: Context): Promise<readonly WorkItemView[]> {
  const { role, organisationId } = context.actor;
  const isTheirs = (referral: KeptReferral): boolean =>
    role === 'COORDINATOR' || referral.referrerOrganisationId === organisationId;
  return (await toCheck(context)).filter(isTheirs).map(item);
}

/** For a service: spaces where somebody lives or is expected whose safety plan is to be gone through with whoever refers. */
export async function safetyPlansToCheck(context: Context): Promise<readonly WorkItemView[]> {
  const { store, actor, now } = context;
  const referrals = await toCheck(context);
  if (referrals.length === 0) return [];
  const holds = (await store.holds.activeOfServices(actor.serviceIds)).filter((hold) => isActive(hold, now));
  const units = await store.units.ofServices(actor.serviceIds);
  const stays = await store.placements.getMany(
    units.flatMap(({ state }) => (state.status === 'OCCUPIED' ? [state.placementId] : [])),
  );
  return referrals.flatMap(({ id, safetyCheckBy: dueAt }) => {
    const unitId =
      stays.find(({ referralId }) => referralId === id)?.unitId ??
      holds.find(({ referralId, offered }) => referralId === id && offered)?.unitId;
    const unit = units.find((one) => one.id === unitId);
    return unit ? [workItem('CHECK_SAFETY_PLAN', { id }, { ...(dueAt && { dueAt }), unit })] : [];
  });
}
