import { ANSWERS } from './answer.ts';
import { judgeAvoided } from './area.ts';
import type { Eligibility, Moment, Place } from './eligibility.ts';
import { bedSpacesNeeded } from './household.ts';
import type { Story } from './story.ts';
import { FRESHNESS, type Freshness } from './unit.ts';

/** What an order may look at: the place as the reader may see it, never how easy a household is. */
export interface Ranked {
  readonly place: Place;
  readonly eligibility: Eligibility;
  readonly freshness: Freshness;
}

/** A place in order, with what set it below the one above it all: undefined for the first and its equals. */
export interface Ordered<T extends Ranked> {
  readonly item: T;
  readonly lowerBecause: string | undefined;
}

/** Beds left over beyond what is needed: from two on, a larger family may need the place more. */
export const LARGE_SURPLUS = 2;
export const AVOIDED = ['OUTSIDE', 'TOUCHES', 'INSIDE'] as const;

/** A household as an order looks at it: worked out once for a whole list. */
export interface Seeking {
  readonly story: Story;
  /** Beds needed, cots apart. */
  readonly beds: number;
}

export function seeking(story: Story, { on }: Moment): Seeking {
  const { adultBeds, childBeds } = bedSpacesNeeded(story.household, on);
  return { story, beds: adultBeds + childBeds };
}

function surplusBeds({ place }: Ranked, { beds }: Seeking): number {
  const { adultBeds, childBeds } = place.unit.features;
  return adultBeds + childBeds - beds;
}

/** How many rare things a place has that this household does not need and another may. Source: SCENARIOS A11. */
function scarceThings(ranked: Ranked, household: Seeking): number {
  const { story } = household;
  const { wheelchair, carerRoom, adaptedBathroom } = ranked.place.unit.features;
  return [
    wheelchair && story.access.wheelchair !== 'YES',
    adaptedBathroom && story.access.adaptedBathroom !== 'YES',
    carerRoom && story.access.carerRoom !== 'YES',
    surplusBeds(ranked, household) >= LARGE_SURPLUS,
  ].filter(Boolean).length;
}

/** One thing that orders a list: lower stands higher. `say` names it where it put a place lower. */
interface Criterion {
  readonly of: (ranked: Ranked, household: Seeking) => number;
  readonly say: string;
}

/** What orders a list, first things first. Source: DOMAIN 3, soft rules and fairness. */
const CRITERIA: readonly Criterion[] = [
  { of: ({ eligibility }) => eligibility.changesNeeded.length, say: 'More would have to change.' },
  { of: ({ eligibility }) => ANSWERS.indexOf(eligibility.answer), say: 'Something has to be arranged.' },
  {
    of: ({ place }, { story }) => AVOIDED.indexOf(judgeAvoided(place.site.publishedArea, story.unsafeAreas ?? [])),
    say: 'It may lie in an area to avoid if there is another way.',
  },
  { of: scarceThings, say: 'Kept back for those who need its size or its access.' },
  { of: (ranked) => FRESHNESS.indexOf(ranked.freshness), say: 'Confirmed less lately than others.' },
  { of: surplusBeds, say: 'Larger than is needed.' },
  { of: ({ eligibility }) => eligibility.reasons.length, say: 'More has to be arranged.' },
];

type Ranks = readonly number[];

/** Why a place stands below the best, for each thing that orders, first things first. */
export const SAYINGS: readonly string[] = CRITERIA.map(({ say }) => say);

/** Where a place stands: the numbers by which it is ordered, first things first. */
function ranksOf(ranked: Ranked, household: Seeking): Ranks {
  return CRITERIA.map((criterion) => criterion.of(ranked, household));
}

/** Where two differ first; -1 if nowhere. */
function firstDifference(one: Ranks, other: Ranks): number {
  return one.findIndex((value, index) => value !== other[index]);
}

function compareRanks(one: Ranks, other: Ranks): number {
  const index = firstDifference(one, other);
  return (one[index] ?? 0) - (other[index] ?? 0);
}

/**
 * Puts places in the order in which they should be looked at; equals by their unit's id, so that the order is stable.
 * Says of each what put it below the best.
 */
export function inOrder<T extends Ranked>(items: readonly T[], story: Story, moment: Moment): readonly Ordered<T>[] {
  const household = seeking(story, moment);
  const ranked = items
    .map((item) => ({ item, ranks: ranksOf(item, household) }))
    .toSorted(
      (one, other) =>
        compareRanks(one.ranks, other.ranks) || (one.item.place.unit.id < other.item.place.unit.id ? -1 : 1),
    );
  const best = ranked[0]?.ranks ?? [];
  return ranked.map(({ item, ranks }) => ({ item, lowerBecause: CRITERIA[firstDifference(ranks, best)]?.say }));
}
