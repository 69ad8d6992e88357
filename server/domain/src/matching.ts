import type { Answer } from './answer.ts';
import {
  type Eligibility,
  type Moment,
  type Place,
  RULES,
  type Reason,
  eligibilityAt,
  momentAt,
  shownReasons,
} from './eligibility.ts';
import type { UnitId } from './ids.ts';
import { joinedPlaces } from './joined-place.ts';
import { type Ordered, inOrder } from './ranking.ts';
import type { RefusalCode } from './refusal.ts';
import type { Service } from './service.ts';
import type { Story } from './story.ts';
import { type Freshness, type UnitStatus, freshness, stateAt } from './unit.ts';

/** A unit that is free now, how it suits the household, and why it stands where it stands. */
export interface FoundPlace {
  readonly place: Place;
  readonly eligibility: Eligibility;
  readonly freshness: Freshness;
  /** Whether a hold may be placed on it now without asking. */
  readonly mayHold: boolean;
  /** One sentence, from what the reader may see. */
  readonly whyHere: string;
}

/** Everything found for one household. Places that are not safe are in no list and no count. */
export interface PlacesFound {
  readonly fits: readonly FoundPlace[];
  readonly ask: readonly FoundPlace[];
  readonly nearest: readonly FoundPlace[];
}

/** A place with all that holding, offering and ranking look at. */
export interface Looked {
  readonly place: Place;
  readonly eligibility: Eligibility;
  readonly freshness: Freshness;
  readonly status: UnitStatus;
}

/** A place before a household, with all that is asked about it. */
export function look(place: Place, story: Story, moment: Moment, now: Date): Looked {
  return {
    place,
    eligibility: eligibilityAt(place, story, moment),
    freshness: freshness(place.unit.lastConfirmedAt, now),
    status: stateAt(place.unit, now).status,
  };
}

/** Why the unit itself cannot be had now, whoever asks. */
function vacancyRefusal(status: UnitStatus): RefusalCode | undefined {
  if (status === 'AVAILABLE') return undefined;
  return status === 'OUT_OF_SERVICE' || status === 'CLOSED' ? 'UNIT_OUT_OF_USE' : 'UNIT_NOT_VACANT';
}

const ANSWERS_TO_HOLD: Readonly<Record<Answer, RefusalCode | undefined>> = {
  FITS: undefined,
  FITS_WITH_CONDITION: undefined,
  ASK_PROVIDER: 'HOLDS_NOT_TAKEN',
  CANNOT: 'UNIT_DOES_NOT_FIT',
  // The same words as for any other reason: that it is not safe would say where it lies.
  NOT_SAFE: 'UNIT_NOT_AVAILABLE',
};

function refusalToHold({ place, eligibility, freshness: age, status }: Looked): RefusalCode | undefined {
  if (eligibility.answer === 'NOT_SAFE') return 'UNIT_NOT_AVAILABLE';
  const refusal = vacancyRefusal(status) ?? ANSWERS_TO_HOLD[eligibility.answer];
  if (refusal !== undefined) return refusal;
  if (age === 'STALE') return 'UNIT_NOT_CONFIRMED';
  return place.service.policy.referrerMayHold ? undefined : 'HOLDS_NOT_TAKEN';
}

/**
 * Why a referrer may not keep a place free now, or undefined if it may be held. The one rule that search shows and that
 * holding asks again inside its transaction.
 *
 * A place that is not safe reads as "not available" before anything else is told about it.
 */
export function holdRefusal(place: Place, story: Story, now: Date): RefusalCode | undefined {
  return refusalToHold(look(place, story, momentAt(now), now));
}

/** Whether a referrer may keep a place free now. */
export function mayHold(place: Place, story: Story, now: Date): boolean {
  return holdRefusal(place, story, now) === undefined;
}

/**
 * Why a place does not suit, as far as the service cannot set it aside: not safe, or a hard rule. A service may offer
 * although it has to look (ASK_PROVIDER), and may waive its own house rules for one household.
 */
export function fitRefusal(place: Place, story: Story, now: Date): RefusalCode | undefined {
  const eligibility = eligibilityAt(place, story, momentAt(now));
  if (eligibility.answer === 'NOT_SAFE') return 'UNIT_NOT_AVAILABLE';
  return eligibility.changesNeeded.every((rule) => RULES[rule].mayBeWaived) ? undefined : 'UNIT_DOES_NOT_FIT';
}

/** Why a service may not offer a free unit of its own, or undefined if it may. */
export function offerRefusal(place: Place, story: Story, now: Date): RefusalCode | undefined {
  const unfit = fitRefusal(place, story, now);
  if (unfit === 'UNIT_NOT_AVAILABLE') return unfit;
  return vacancyRefusal(stateAt(place.unit, now).status) ?? unfit;
}

/** Whether a service may offer a free unit of its own. */
export function mayOffer(place: Place, story: Story, now: Date): boolean {
  return offerRefusal(place, story, now) === undefined;
}

/** A place may be opened by one change or two; with more it is not near. */
const NEAR_CHANGES = 2;

export type List = keyof PlacesFound;

/** The list a free place belongs to, or none: what is not safe, and what is far from fitting, is not shown. */
export function listOf({ eligibility, freshness: age }: Looked): List | undefined {
  if (eligibility.answer === 'NOT_SAFE') return undefined;
  if (eligibility.answer === 'CANNOT') return eligibility.changesNeeded.length <= NEAR_CHANGES ? 'nearest' : undefined;
  return eligibility.answer === 'ASK_PROVIDER' || age === 'STALE' ? 'ask' : 'fits';
}

const CONFIRMED: Readonly<Record<Freshness, string>> = {
  FRESH: 'Confirmed in the last 12 hours.',
  AMBER: 'Confirmed 12 to 24 hours ago.',
  STALE: 'Not confirmed for over 24 hours: ring first.',
};

function standing({ eligibility }: Looked): string {
  const { answer, changesNeeded } = eligibility;
  if (answer === 'FITS') return 'Fits as it stands.';
  if (answer === 'FITS_WITH_CONDITION') return 'Fits, with something to arrange.';
  if (answer === 'ASK_PROVIDER') return 'The service has to look.';
  return changesNeeded.length === 1 ? 'One change would open it.' : `${changesNeeded.length} changes would open it.`;
}

/** What is shown of a place in an ordered list. */
export function toFound({ item, lowerBecause }: Ordered<Looked>): FoundPlace {
  const { place, eligibility, freshness: age } = item;
  return {
    place,
    eligibility: { ...eligibility, reasons: shownReasons(eligibility) },
    freshness: age,
    mayHold: refusalToHold(item) === undefined,
    whyHere: `${standing(item)} ${CONFIRMED[age]}${lowerBecause === undefined ? '' : ` ${lowerBecause}`}`,
  };
}

/**
 * Every unit by itself, and two side by side where a family needs both and may have them. Then neither of the two stands
 * alone as well: that it is too small is no longer what matters.
 */
function choices(places: readonly Place[], story: Story, moment: Moment, now: Date): readonly Looked[] {
  const pairs = joinedPlaces(places, story, moment.on, now)
    .map((place) => ({ place, looked: look(place, story, moment, now) }))
    .filter(({ looked }) => listOf(looked) !== undefined);
  const taken = new Set(
    pairs
      .filter(({ looked }) => looked.status === 'AVAILABLE')
      .flatMap(({ place }) => [place.unit.id, place.joinedUnitId]),
  );
  const alone = places.filter(({ unit }) => !taken.has(unit.id)).map((place) => look(place, story, moment, now));
  return [...alone, ...pairs.map(({ looked }) => looked)];
}

/**
 * What is free for a household at an instant: what fits, what has to be asked about (also everything not confirmed for
 * 24 hours: ring first), and what one or two changes would open. Each list in order, each place with its reason.
 *
 * A place that is not safe is in no list and no count, and no reason shown says how a place lies to an unsafe area.
 * A hold that has run out reads as free. Source: DOMAIN 3.
 */
export function searchPlaces(places: readonly Place[], story: Story, now: Date): PlacesFound {
  const moment = momentAt(now);
  const free = choices(places, story, moment, now).filter((looked) => looked.status === 'AVAILABLE');
  const list = (wanted: List): readonly FoundPlace[] =>
    inOrder(
      free.filter((looked) => listOf(looked) === wanted),
      story,
      moment,
    ).map(toFound);
  return { fits: list('fits'), ask: list('ask'), nearest: list('nearest') };
}

/**
 * Whether a search among the places of a service shows one unit as fitting or to be asked about, by itself or with the one
 * beside it.
 */
export function isFoundAt(unitId: UnitId, placesOfService: readonly Place[], story: Story, now: Date): boolean {
  const { fits, ask } = searchPlaces(placesOfService, story, now);
  return [...fits, ...ask].some(({ place }) => place.unit.id === unitId || place.joinedUnitId === unitId);
}

/** A service that may be asked although none of its free units fits or has to be asked about. */
export interface ServiceToAsk {
  readonly service: Service;
  readonly answer: Answer;
  readonly reasons: readonly Reason[];
}

/** Whether a place could be offered one day: safe, in use, and nothing but house rules against it. */
export function isWorthAsking({ eligibility, status }: Looked): boolean {
  const isSafe = eligibility.answer !== 'NOT_SAFE';
  return isSafe && status !== 'CLOSED' && eligibility.changesNeeded.every((rule) => RULES[rule].mayBeWaived);
}

function isListed(looked: Looked): boolean {
  const list = looked.status === 'AVAILABLE' ? listOf(looked) : undefined;
  return list === 'fits' || list === 'ask';
}

/**
 * The services that may still be asked, best first: they have a safe unit that could suit, taken though it is now, or
 * free but against a house rule that they may waive. Services of which nothing is safe are absent.
 */
export function servicesToAsk(places: readonly Place[], story: Story, now: Date): readonly ServiceToAsk[] {
  const moment = momentAt(now);
  const all = choices(places, story, moment, now);
  const listed = new Set(all.filter(isListed).map(({ place }) => place.service.id));
  const open = all.filter((looked) => !listed.has(looked.place.service.id) && isWorthAsking(looked));
  const bestOfEach = new Map<string, ServiceToAsk>();
  for (const { item } of inOrder(open, story, moment)) {
    const { service } = item.place;
    if (bestOfEach.has(service.id)) continue;
    bestOfEach.set(service.id, { service, answer: item.eligibility.answer, reasons: shownReasons(item.eligibility) });
  }
  return [...bestOfEach.values()];
}

/** Whether a service may be asked for this household at all: one of its places is safe and could suit. */
export function mayAsk(placesOfService: readonly Place[], story: Story, now: Date): boolean {
  const moment = momentAt(now);
  return choices(placesOfService, story, moment, now).some(isWorthAsking);
}

/** Is there likely to be a place? */
export const LIKELIHOODS = ['YES', 'NO', 'ASK'] as const;
export type Likelihood = (typeof LIKELIHOODS)[number];
