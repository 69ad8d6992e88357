import { withParts } from '@openhaven/domain/consent';
import { type OrderReason, type WaitingHousehold, firstOf, needsScarcePlace } from '@openhaven/domain/household-order';
import { joinedPlaces } from '@openhaven/domain/joined-place';
import { mayOffer } from '@openhaven/domain/matching';
import type { Place } from '@openhaven/domain/eligibility';
import { civilDateAt } from '@openhaven/domain/calendar';
import { isOpenRequest } from '@openhaven/domain/placement-request';
import { isUnplaced } from '@openhaven/domain/referral';
import type { Story } from '@openhaven/domain/story';
import { placesOf } from '../access/clashes.ts';
import { hiddenFrom } from '../access/exclusions.ts';
import { grantForRules } from '../access/look.ts';
import { isPermitted } from '../access/permission.ts';
import type { Context, KeptReferral, KeptRequest, KeptService } from '../context.ts';
import { partsFor } from './request-view.ts';

/** Another household that could have the same space of a service, and which of the two comes first. */
export interface AlsoWaitingView {
  readonly request: KeptRequest;
  /** Whether it comes before the one that is looked at. */
  readonly comesFirst: boolean;
  readonly because: OrderReason;
}

interface Candidate {
  readonly request: KeptRequest;
  readonly referral: KeptReferral;
}

const MOST = 20;

/**
 * For the service that is asked: other households that wait for its answer and could have a space that this one could have.
 * Judged by what is shared with the service; the order itself looks at priority, tonight and time, and says which decided.
 */
export async function alsoWaiting(context: Context, request: KeptRequest): Promise<readonly AlsoWaitingView[]> {
  const { store, actor, now } = context;
  if (!isPermitted(actor, 'request.facts', request) || !isOpenRequest(request.status)) return [];
  const inbox = { serviceIds: [request.serviceId], open: true, except: hiddenFrom(actor) };
  const { edges } = await store.requests.inbox(inbox, { first: MOST, after: null });
  const open = edges.map(({ node }) => node).filter(({ id, status }) => id === request.id || isOpenRequest(status));
  if (open.length < 2) return [];
  const service = await store.services.get(request.serviceId);
  const referrals = new Map(
    (await store.referrals.getMany(open.map(({ referralId }) => referralId))).map((one) => [one.id, one]),
  );
  const own = referrals.get(request.referralId);
  if (service === null || own === undefined) return [];
  const mine = await offerable(context, service, { request, referral: own });
  if (mine.size === 0) return [];
  const views: AlsoWaitingView[] = [];
  for (const other of open) {
    const referral = referrals.get(other.referralId);
    if (other.id === request.id || referral === undefined || !isUnplaced(referral.status)) continue;
    const theirs = await offerable(context, service, { request: other, referral });
    if (![...theirs].some((unitId) => mine.has(unitId))) continue;
    const { first, because } = firstOf(asWaiting(own, request), asWaiting(referral, other), now);
    views.push({ request: other, comesFirst: first === 'OTHER', because });
  }
  return views;
}

/** The units that the service could offer a household now; none where nothing is shared with it. */
async function offerable(
  { store, now }: Context,
  service: KeptService,
  { request, referral }: Candidate,
): Promise<ReadonlySet<string>> {
  const parts = referral.erasedAt ? undefined : partsFor(request, referral, now);
  if (parts === undefined) return new Set();
  const story: Story = withParts(referral.story.open(grantForRules('MATCHING')), parts);
  const places: readonly Place[] = await placesOf(store, service, referral.id, now);
  const pairs = joinedPlaces(places, story, civilDateAt(now), now);
  const some = [...places, ...pairs].filter((place) => mayOffer(place, story, now));
  return new Set(some.flatMap(({ unit, joinedUnitId }) => [unit.id, ...(joinedUnitId ? [joinedUnitId] : [])]));
}

function asWaiting(
  { priority, tonight, unplacedSince, story }: KeptReferral,
  { sentAt }: KeptRequest,
): WaitingHousehold {
  return {
    priority,
    tonight,
    since: unplacedSince ?? sentAt,
    specialist: needsScarcePlace(story.open(grantForRules('MATCHING'))),
    askedAt: sentAt,
  };
}
