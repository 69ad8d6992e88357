import { type Eligibility, eligibilityOf, shownReasons } from '@openhaven/domain/eligibility';
import { isActive } from '@openhaven/domain/hold';
import { joinPlaces } from '@openhaven/domain/joined-place';
import { grantForRules, leaveToLook } from '../access/look.ts';
import { isPermitted } from '../access/permission.ts';
import type { Context, KeptHold } from '../context.ts';

const AGREED: readonly KeptHold['status'][] = ['SURVIVOR_ACCEPTED', 'TRAVELLING', 'ARRIVED'];

/**
 * Where to meet: known to the service that said it, and to those who refer only once the survivor has said yes.
 *
 * Source: SECURITY section 1, promise I5: the place never leaves before acceptance.
 */
export async function meetingPointOf(context: Context, hold: KeptHold): Promise<string | null> {
  const { actor } = context;
  const { id, referralId, requestId, serviceId, meetingPoint } = hold;
  const isTheirs = isPermitted(actor, 'placement.arrive', hold);
  if (meetingPoint === undefined || (!isTheirs && !AGREED.includes(hold.status))) return null;
  // Whoever refers, or coordinates, sees it with the story and not without: of a restricted referral neither.
  if (!isPermitted(actor, 'hold.read', hold) || (!isTheirs && !isPermitted(actor, 'story.read', hold))) return null;
  const look = { kind: 'meeting-point', about: { holdId: id, requestId, referralId, serviceId } } as const;
  return meetingPoint.open(await leaveToLook(context, look, [id]));
}

/**
 * How a held place suits the household now, which a birthday may have changed: the hold is not dropped for it, it is
 * flagged. Null for a hold that is over or frozen. Source: SCENARIOS A1.
 */
export async function fitOf({ store, now }: Context, hold: KeptHold): Promise<Eligibility | null> {
  if (hold.frozen || !isActive(hold, now)) return null;
  const unit = await store.units.get(hold.unitId);
  const joined = hold.joinedUnitId === undefined ? null : await store.units.get(hold.joinedUnitId);
  const referral = await store.referrals.get(hold.referralId);
  if (unit === null || referral === null) return null;
  const [service, site] = [await store.services.get(unit.serviceId), await store.sites.get(unit.siteId)];
  if (service === null || site === null) return null;
  const first = { unit, service, site };
  const place = joined ? joinPlaces(first, { ...first, unit: joined }, now) : first;
  const fit = eligibilityOf(place, referral.story.open(grantForRules('MATCHING')), now);
  return fit.answer === 'NOT_SAFE' ? null : { ...fit, reasons: shownReasons(fit) };
}
