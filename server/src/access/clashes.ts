import { addDays, civilDateAt } from '@openhaven/domain/calendar';
import { type ClashKind, type Party, RECENT_DAYS, areKeptApart, clashOf, partyOf } from '@openhaven/domain/clash';
import type { Place } from '@openhaven/domain/eligibility';
import { isPossiblyFeared } from '@openhaven/domain/exclusion';
import { isActive } from '@openhaven/domain/hold';
import type { ReferralId, ServiceId, SiteId } from '@openhaven/domain/ids';
import type { Absent } from '@openhaven/domain/place-search';
import type { Actor, Board, LiveBoard, KeptClash, KeptReferral, Store, KeptService, KeptUnit } from '../context.ts';
import { UnsealError } from '../errors.ts';
import { hiddenFrom, keptOutOrganisations, readFence } from './exclusions.ts';
import { grantForRules } from './look.ts';

/** Where somebody lives or works who may be known to a household, or to whom it flees from. */
export interface Clashing {
  readonly sites: ReadonlySet<SiteId>;
  readonly services: ReadonlySet<ServiceId>;
}

/**
 * Of some services those, and of all sites those, of which no place is thought of for a household: somebody there, or on
 * the way there, may be in its way, or somebody who works there. Asked of the database each time. Source: DOMAIN 3, H2.
 */
export async function clashingWith(
  store: Store,
  { referralId, services, now }: { referralId: ReferralId; services: readonly ServiceId[]; now: Date },
): Promise<Clashing> {
  const apart = (await store.clashes.ofReferral(referralId)).filter(areKeptApart);
  return {
    sites: await sitesOf(
      store,
      apart.map((clash) => otherIn(clash, referralId)),
      now,
    ),
    services: await servicesOfFeared(store, referralId, services),
  };
}

/** The sites at which some households live, have just lived, or are expected. */
export async function sitesOf(
  store: Store,
  referralIds: readonly ReferralId[],
  now: Date,
): Promise<ReadonlySet<SiteId>> {
  if (referralIds.length === 0) return new Set();
  const stays = await store.placements.ofReferralsSince(referralIds, addDays(civilDateAt(now), -RECENT_DAYS));
  const holds = (await store.holds.activeOfReferrals(referralIds)).filter((hold) => isActive(hold, now));
  const units = await store.units.getMany([...stays, ...holds].map(({ unitId }) => unitId));
  return new Set(units.map(({ siteId }) => siteId));
}

async function servicesOfFeared(
  store: Store,
  referralId: ReferralId,
  ids: readonly ServiceId[],
): Promise<ReadonlySet<ServiceId>> {
  const fence = readFence(await store.fences.get(referralId));
  if (fence.people.every(({ who }) => who === 'OTHER')) return new Set();
  const staff = await store.users.ofServices(ids);
  const feared = staff.filter(({ id, name }) => isPossiblyFeared({ userId: id, name }, fence));
  return new Set(feared.flatMap(({ serviceIds }) => serviceIds));
}

/** A place as the rules look at it, with what is known of who is there. */
export function withClash<P extends Place>(place: P, { sites, services }: Clashing): P {
  return sites.has(place.site.id) || services.has(place.service.id) ? { ...place, clash: true } : place;
}

/** The places of one service as the rules look at them for one household. */
export async function placesOf(
  store: Store,
  service: KeptService,
  referralId: ReferralId,
  now: Date,
): Promise<readonly (Place & { readonly unit: KeptUnit })[]> {
  const sites = new Map((await store.sites.ofServices([service.id])).map((site) => [site.id, site]));
  const clashing = await clashingWith(store, { referralId, services: [service.id], now });
  return (await store.units.ofServices([service.id])).flatMap((unit) => {
    const site = sites.get(unit.siteId);
    return site ? [withClash({ unit, service, site }, clashing)] : [];
  });
}

/** Whether what is about two referrals is there for somebody: not for whoever must not see one of them. */
export function isInSight({ referralIds }: Pick<KeptClash, 'referralIds'>, actor: Pick<Actor, 'limits'>): boolean {
  const hidden = hiddenFrom(actor);
  return !referralIds.some((id) => hidden.includes(id));
}

/** Of two households the other one. */
export function otherIn({ referralIds: [one, other] }: KeptClash, referralId: ReferralId): ReferralId {
  return one === referralId ? other : one;
}

/** Who is compared, of one household. The names are opened for the rule alone. */
export async function partyIn(store: Store, referral: KeptReferral): Promise<Party> {
  const story = referral.story.open(grantForRules('EXCLUSIONS'));
  return partyOf(story, readFence(await store.fences.get(referral.id)).people);
}

/**
 * What may be searched for a household: everything in use, without what belongs to somebody who is kept out of it, and
 * with what is known of who is there.
 */
export async function boardFor(store: Store, referralId: ReferralId, now: Date): Promise<Board> {
  const kept = await keptOutOrganisations(store, referralId);
  const board = await store.board.read();
  const services = new Map([...board.services].filter(([, { organisationId }]) => !kept.has(organisationId)));
  const clashing = await clashingWith(store, { referralId, services: [...services.keys()], now });
  const open = board.places.filter(({ service }) => services.has(service.id));
  return { ...board, services, places: open.map((place) => withClash(place, clashing)) };
}

/**
 * The places in memory, with those of which nothing may be known for a household: of organisations that are kept out, and
 * where somebody is in its way. Both are asked of the database each time.
 */
export async function liveBoardFor(
  store: Store,
  referralId: ReferralId,
  now: Date,
): Promise<LiveBoard & { readonly absent: Absent }> {
  const kept = await keptOutOrganisations(store, referralId);
  const board = await store.board.live();
  const clashing = await clashingWith(store, { referralId, services: [...board.services.keys()], now });
  const out = [...board.services.values()].filter(({ organisationId }) => kept.has(organisationId));
  const services = new Set([...clashing.services, ...out.map(({ id }) => id)]);
  return { ...board, absent: { services, sites: clashing.sites } };
}

/** How some households may be in the way of one, by id; those that are not are left out. */
export async function clashesAmong(
  store: Store,
  party: Party,
  ids: readonly ReferralId[],
): Promise<ReadonlyMap<ReferralId, ClashKind>> {
  const found = new Map<ReferralId, ClashKind>();
  for (const other of await store.referrals.getMany(ids)) {
    const kind = other.erasedAt ? undefined : await clashWith(store, party, other);
    if (kind !== undefined) found.set(other.id, kind);
  }
  return found;
}

async function clashWith(store: Store, party: Party, other: KeptReferral): Promise<ClashKind | undefined> {
  try {
    return clashOf(party, await partyIn(store, other));
  } catch (error) {
    // A damaged story must not keep anybody else's from being sent. It shares a mark: they are kept apart all the same.
    if (error instanceof UnsealError) return 'ONE_FEARS_OTHER';
    throw error;
  }
}
