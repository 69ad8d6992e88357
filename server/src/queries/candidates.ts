import { withParts } from '@openhaven/domain/consent';
import { type Eligibility, type Place, eligibilityAt, momentAt } from '@openhaven/domain/eligibility';
import { joinedPlaces } from '@openhaven/domain/joined-place';
import { isFree } from '@openhaven/domain/unit';
import { placesOf } from '../access/clashes.ts';
import { isPermitted } from '../access/permission.ts';
import { grantForRules } from '../access/look.ts';
import type { Context, KeptRequest, KeptUnit } from '../context.ts';
import { partsFor } from './request-view.ts';

/** A unit of the service that is asked, and how it fits the household asked about. */
export interface CandidateView {
  readonly unit: KeptUnit;
  /** The unit next to it, where the household needs both and they are read as one. */
  readonly joined: KeptUnit | null;
  readonly free: boolean;
  readonly eligibility: Eligibility;
}

const RANK = ['FITS', 'FITS_WITH_CONDITION', 'ASK_PROVIDER', 'CANNOT'];

/**
 * An answer as the service may read it. Where what is not shared would have changed it, that is all that is said: ask.
 * What is not safe stays out of sight whatever is shared.
 */
function asShared(whole: Eligibility, shared: Eligibility): Eligibility {
  if (whole.answer === shared.answer) return shared;
  return whole.answer === 'NOT_SAFE' ? whole : { ...shared, answer: 'ASK_PROVIDER' };
}

/** For the service that is asked: its own units with how each fits, free ones first. What is not safe is left out. */
export async function candidatesFor(context: Context, request: KeptRequest): Promise<readonly CandidateView[]> {
  return isPermitted(context.actor, 'request.facts', request) ? candidatesIn(context, request) : [];
}

/** The same, for whoever has been found to be allowed to see how the service's units fit. */
export async function candidatesIn({ store, now }: Context, request: KeptRequest): Promise<readonly CandidateView[]> {
  const [referral, service] = [
    await store.referrals.get(request.referralId),
    await store.services.get(request.serviceId),
  ];
  if (referral === null || referral.erasedAt || service === null) return [];
  const parts = partsFor(request, referral, now);
  if (parts === undefined) return [];
  const [story, moment] = [referral.story.open(grantForRules('MATCHING')), momentAt(now)];
  const shared = withParts(story, parts);
  const places = await placesOf(store, service, referral.id, now);
  const units = new Map(places.map(({ unit }) => [unit.id, unit]));
  const all: readonly Place[] = [...places, ...joinedPlaces(places, story, moment.on, now)];
  const views = all.flatMap((place): readonly CandidateView[] => {
    const unit = units.get(place.unit.id);
    if (unit === undefined) return [];
    const joined = (place.joinedUnitId && units.get(place.joinedUnitId)) ?? null;
    const whole = eligibilityAt(place, story, moment);
    const eligibility = asShared(whole, eligibilityAt(place, shared, moment));
    return [{ unit, joined, free: isFree(place.unit, now), eligibility }];
  });
  const rank = ({ free, eligibility }: CandidateView): number =>
    RANK.indexOf(eligibility.answer) + (free ? 0 : RANK.length);
  return views.filter(({ eligibility }) => eligibility.answer !== 'NOT_SAFE').sort((a, b) => rank(a) - rank(b));
}
