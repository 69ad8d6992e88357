import { type Eligibility, eligibilityAt, momentAt } from '@openhaven/domain/eligibility';
import { isFree } from '@openhaven/domain/unit';
import { clashingWith, withClash } from '../access/clashes.ts';
import { isPermitted } from '../access/permission.ts';
import { grantForRules } from '../access/look.ts';
import type { Context, KeptRequest, KeptUnit } from '../context.ts';

/** A unit of the service that is asked, and how it fits the household asked about. */
export interface CandidateView {
  readonly unit: KeptUnit;
  readonly free: boolean;
  readonly eligibility: Eligibility;
}

const RANK = ['FITS', 'FITS_WITH_CONDITION', 'ASK_PROVIDER', 'CANNOT'];

/** For the service that is asked: its own units with how each fits, free ones first. What is not safe is left out. */
export async function candidatesFor(context: Context, request: KeptRequest): Promise<readonly CandidateView[]> {
  const { store, actor, now } = context;
  if (!isPermitted(actor, 'request.facts', request)) return [];
  const [referral, service] = [
    await store.referrals.get(request.referralId),
    await store.services.get(request.serviceId),
  ];
  if (referral === null || referral.erasedAt || service === null) return [];
  const sites = new Map((await store.sites.ofServices([service.id])).map((site) => [site.id, site]));
  const clashing = await clashingWith(store, { referralId: referral.id, services: [service.id], now });
  const [story, moment] = [referral.story.open(grantForRules('MATCHING')), momentAt(now)];
  const views = (await store.units.ofServices([service.id])).flatMap((unit): readonly CandidateView[] => {
    const site = sites.get(unit.siteId);
    if (site === undefined) return [];
    const place = withClash({ unit, service, site }, clashing);
    return [{ unit, free: isFree(unit, now), eligibility: eligibilityAt(place, story, moment) }];
  });
  const rank = ({ free, eligibility }: CandidateView): number =>
    RANK.indexOf(eligibility.answer) + (free ? 0 : RANK.length);
  return views.filter(({ eligibility }) => eligibility.answer !== 'NOT_SAFE').sort((a, b) => rank(a) - rank(b));
}
