import { type Decision, allow, refuse } from './decision.ts';
import { type Hold, isExpected } from './hold.ts';
import type { HoldId, ReleaseId, UserId } from './ids.ts';
import type { Site } from './service.ts';

/** The word of a service that one named person may see where its place is, until an instant. */
export interface PlaceRelease {
  readonly id: ReleaseId;
  readonly holdId: HoldId;
  readonly toUserId: UserId;
  readonly releasedAt: Date;
  readonly expiresAt: Date;
  readonly takenBackAt?: Date;
}

/**
 * What has become of such a word.
 *
 * SUSPENDED: the place is being checked again, nobody may go there. OVER: the household is there, or the placement came to
 * nothing. Nothing has to be written for either: they follow from the hold and the site as they are.
 */
export const RELEASE_STATES = ['OPEN', 'EXPIRED', 'TAKEN_BACK', 'SUSPENDED', 'OVER'] as const;
export type ReleaseState = (typeof RELEASE_STATES)[number];

/** What a release hangs on: the agreed hold, and whether the site is still safe. */
export interface ReleasedPlace {
  readonly hold: Pick<Hold, 'id' | 'status' | 'frozen'>;
  readonly site: Pick<Site, 'securityCompromised'>;
}

const isSuspended = ({ hold, site }: ReleasedPlace): boolean => hold.frozen || site.securityCompromised;

/** How a release stands at an instant. Only an OPEN one lets its person look. */
export function releaseState(release: PlaceRelease, place: ReleasedPlace, now: Date): ReleaseState {
  if (release.takenBackAt !== undefined) return 'TAKEN_BACK';
  if (!isExpected(place.hold)) return 'OVER';
  if (isSuspended(place)) return 'SUSPENDED';
  return now < release.expiresAt ? 'OPEN' : 'EXPIRED';
}

const LONGEST_MS = 7 * 24 * 60 * 60_000;

/** Whether an address may be told at all now: the survivor has agreed, and nothing makes the place unsafe. */
export function mayBeTold(place: ReleasedPlace): Decision<true, 'PLACE_NOT_AGREED' | 'PLACE_NOT_SAFE_NOW'> {
  if (!isExpected(place.hold)) return refuse('PLACE_NOT_AGREED');
  return isSuspended(place) ? refuse('PLACE_NOT_SAFE_NOW') : allow(true);
}

/**
 * The service lets one named person see its address until an instant within seven days.
 *
 * Source: SECURITY section 2, release of a place: what, to whom, until when; only after acceptance (I5).
 */
export function releasePlace(
  wish: { readonly id: ReleaseId; readonly toUserId: UserId; readonly until: Date },
  place: ReleasedPlace,
  now: Date,
): Decision<PlaceRelease, 'PLACE_NOT_AGREED' | 'PLACE_NOT_SAFE_NOW' | 'RELEASE_TOO_LONG'> {
  const told = mayBeTold(place);
  if (!told.allowed) return told;
  const lastsMs = wish.until.getTime() - now.getTime();
  if (lastsMs <= 0 || lastsMs > LONGEST_MS) return refuse('RELEASE_TOO_LONG', 'until');
  const { id, toUserId, until: expiresAt } = wish;
  return allow({ id, holdId: place.hold.id, toUserId, releasedAt: now, expiresAt });
}

/** The service takes its word back: nobody sees the address by it any more. */
export function takeBack(
  release: PlaceRelease,
  place: ReleasedPlace,
  now: Date,
): Decision<PlaceRelease, 'RELEASE_STATE'> {
  const state = releaseState(release, place, now);
  if (state === 'TAKEN_BACK' || state === 'OVER') return refuse('RELEASE_STATE');
  return allow({ ...release, takenBackAt: now });
}

/** How long an address stays on a screen, in seconds, and how often one person may look in an hour. */
export const SHOWN_SECONDS = 60;
export const MOST_LOOKS_AN_HOUR = 5;
const HOUR_MS = 60 * 60_000;

/** The looks that still count against somebody's hour. */
export function looksWithinHour(looks: readonly Date[], now: Date): readonly Date[] {
  return looks.filter((look) => now.getTime() - look.getTime() < HOUR_MS);
}

/** Why somebody may not look. Kept for the record; the person reads one neutral sentence whatever it is. */
export const NO_LOOK = ['NOT_RELEASED', 'NOT_OPEN', 'NOT_PROVEN', 'TOO_OFTEN'] as const;
export type NoLook = (typeof NO_LOOK)[number];

/** What is known when somebody wants to look: their newest release, how it stands, their proof and their looks. */
export interface LookFacts {
  readonly state: ReleaseState | undefined;
  readonly elevated: boolean;
  readonly looks: readonly Date[];
}

/**
 * Why somebody may not see the address now, or undefined if they may.
 *
 * Source: SECURITY sections 2 and 6: before acceptance, the wrong person, an old proof, a sixth look in an hour.
 */
export function noLook({ state, elevated, looks }: LookFacts, now: Date): NoLook | undefined {
  if (state === undefined) return 'NOT_RELEASED';
  if (state !== 'OPEN') return 'NOT_OPEN';
  if (!elevated) return 'NOT_PROVEN';
  return looksWithinHour(looks, now).length < MOST_LOOKS_AN_HOUR ? undefined : 'TOO_OFTEN';
}
