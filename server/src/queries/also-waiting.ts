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
  const waiting = await waitingFor(context, request.serviceId);
  const own = waiting.find((one) => one.request.id === request.id);
  const service = waiting.length < 2 ? null : await store.services.get(request.serviceId);
  if (service === null || own === undefined) return [];
  const mine = await offerable(context, service, own);
  const views: AlsoWaitingView[] = [];
  for (const other of waiting) {
    if (other === own || mine.size === 0) continue;
    const theirs = await offerable(context, service, other);
    if (![...theirs].some((unitId) => mine.has(unitId))) continue;
    const { first, because } = firstOf(asWaiting(own), asWaiting(other), now);
    views.push({ request: other.request, comesFirst: first === 'OTHER', because });
  }
  return views;
}

/** The households without a place that wait for an answer of a service. */
async function waitingFor({ store, actor }: Context, serviceId: KeptService['id']): Promise<readonly Candidate[]> {
  const inbox = { serviceIds: [serviceId], open: true, except: hiddenFrom(actor) };
  const { edges } = await store.requests.inbox(inbox, { first: MOST, after: null });
  const requests = edges.map(({ node }) => node).filter(({ status }) => isOpenRequest(status));
  const referrals = await store.referrals.getMany(requests.map(({ referralId }) => referralId));
  const byId = new Map(referrals.map((referral) => [referral.id, referral]));
  return requests.flatMap((request) => {
    const referral = byId.get(request.referralId);
    return referral && isUnplaced(referral.status) ? [{ request, referral }] : [];
  });
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

function asWaiting({ referral, request: { sentAt } }: Candidate): WaitingHousehold {
  const { priority, tonight, unplacedSince, story } = referral;
  return {
    priority,
    tonight,
    since: unplacedSince ?? sentAt,
    specialist: needsScarcePlace(story.open(grantForRules('MATCHING'))),
    askedAt: sentAt,
  };
}
