import type { ReferralId } from '@openhaven/domain/ids';
import type { FoundPlace, ServiceToAsk } from '@openhaven/domain/matching';
import { hear, placesHeard, servicesHeard } from '@openhaven/domain/place-search';
import { requirePermission } from '../access/permission.ts';
import { liveBoardFor } from '../access/clashes.ts';
import { grantForRules } from '../access/look.ts';
import type { Context, KeptReferral, KeptRequest, KeptService } from '../context.ts';
import { NotFoundError } from '../errors.ts';

/** A place that was found, with the request already sent to its service, if any. */
export interface PlaceView {
  readonly found: FoundPlace;
  readonly service: KeptService;
  readonly request: KeptRequest | null;
}

/** A service that may be asked, with the request already sent to it, if any. */
export interface ServiceView {
  readonly toAsk: ServiceToAsk;
  readonly service: KeptService;
  readonly request: KeptRequest | null;
}

/** Everything found for one referral. What is not safe is in no list. */
export interface SearchView {
  readonly fits: readonly PlaceView[];
  readonly ask: readonly PlaceView[];
  readonly nearest: readonly PlaceView[];
  readonly services: readonly ServiceView[];
  readonly searchedAt: Date;
  readonly boardAgeMs: number;
}

/**
 * What is free for a household, and what would be: read, and judged by the one rule that holding asks as well.
 * @throws NotFoundError for a referral that is not there or not for this person
 */
export async function findPlaces(context: Context, id: ReferralId): Promise<SearchView> {
  const referral = await context.store.referrals.get(id);
  if (referral === null) throw new NotFoundError('Referral');
  requirePermission(context.actor, 'places.find', referral, 'Referral');
  return searchFor(context, referral);
}

const NOTHING = { fits: [], ask: [], nearest: [], services: [] } as const;

async function searchFor({ store, now }: Context, referral: KeptReferral): Promise<SearchView> {
  // Nothing is known of the household any more, not even where it would be in danger.
  if (referral.erasedAt) return { ...NOTHING, searchedAt: now, boardAgeMs: 0 };
  const { table, services, absent, readAt } = await liveBoardFor(store, referral.id, now);
  const requests = (await store.requests.ofReferral(referral.id)).filter(({ round }) => round === referral.round);
  const requestTo = new Map(requests.map((request) => [request.serviceId, request]));
  const story = referral.story.open(grantForRules('MATCHING'));
  const withRequest = <T extends object>(id: KeptService['id'], view: T) => {
    const service = services.get(id);
    return service ? [{ ...view, service, request: requestTo.get(id) ?? null }] : [];
  };
  const list = (found: readonly FoundPlace[]): readonly PlaceView[] =>
    found.flatMap((one) => withRequest(one.place.service.id, { found: one }));
  const heard = hear(table, story, now, { absent });
  const found = placesHeard(heard);
  return {
    fits: list(found.fits),
    ask: list(found.ask),
    nearest: list(found.nearest),
    services: servicesHeard(heard).flatMap((toAsk) => withRequest(toAsk.service.id, { toAsk })),
    searchedAt: now,
    boardAgeMs: Math.max(0, Date.now() - readAt),
  };
}

const NEXT_BEST = 3;

/** Other places for somebody who has just lost one: the best three that fit now. */
export async function nextBest(context: Context, id: ReferralId): Promise<readonly PlaceView[]> {
  const { fits, ask } = await findPlaces(context, id);
  return [...fits, ...ask].slice(0, NEXT_BEST);
}
