import { areaName } from '@openhaven/domain/area';
import { ACCOMMODATION_TYPES, labelOf } from '@openhaven/domain/codes';
import type { FindPlacesQuery, PlacePartsFragment } from '../../api/generated';
import { wayThere } from '../../ui/words/journey';
import { answerNow, supportLevel } from '../../ui/words/place';
import { changesInWords, reasonInWords } from '../../ui/words/reasons';
import { bedsInWords, unitKindInWords } from '../../ui/words/spaces';

type Search = NonNullable<FindPlacesQuery['findPlaces']>;

/** More side by side nobody reads. */
export const MOST_COMPARED = 3;

/** A place by a letter: on paper it has no other name, so that a page that is found says nothing. */
export interface Compared {
  readonly unitId: string;
  readonly letter: string;
  readonly name: string;
}

/** One question with the answer of each place. */
export interface CompareRow {
  readonly question: string;
  readonly answers: readonly string[];
  /** Not for paper: it would say what the page is about. */
  readonly onScreen?: true;
}

/** The places that are compared, in the order in which they were chosen; those that have gone since are left out. */
export function placesOf(search: Search, unitIds: readonly string[]): readonly PlacePartsFragment[] {
  const all = [...search.fits, ...search.ask, ...search.nearest];
  return unitIds.slice(0, MOST_COMPARED).flatMap((id) => all.find(({ unitId }) => unitId === id) ?? []);
}

export function comparedAs(places: readonly PlacePartsFragment[]): readonly Compared[] {
  return places.map(({ unitId, service }, at) => ({
    unitId,
    letter: `Place ${String.fromCharCode(65 + at)}`,
    name: service.name,
  }));
}

/**
 * What a survivor decides by: never a number of miles, and never an address.
 * @param home the district in which they live, if somebody has said so
 */
export function compareRows(places: readonly PlacePartsFragment[], home?: string | null): readonly CompareRow[] {
  const row = (question: string, answer: (place: PlacePartsFragment) => string): CompareRow => ({
    question,
    answers: places.map(answer),
  });
  return [
    row('Area', ({ service }) => areaName(service.publishedAreaCode)),
    row('Kind of space', ({ kind }) => unitKindInWords(kind)),
    {
      ...row('Kind of service', ({ service }) => labelOf(ACCOMMODATION_TYPES, service.accommodationType)),
      onScreen: true,
    },
    row('Beds', (place) => bedsInWords({ ...place, foldOutBeds: 0 })),
    row('Support', ({ service }) => supportLevel(service.supportLevel)),
    row('Arrival', ({ service }) => (service.admitsOutOfHours ? 'At any hour' : 'In office hours')),
    row('Does it fit?', ({ answer, freshness }) => answerNow(answer, freshness).word),
    row('To arrange or ask', (place) => toArrange(place, home).join('. ') || 'Nothing'),
    row('What would open it', ({ answer, changesNeeded }) =>
      answer === 'CANNOT' ? changesInWords(changesNeeded) : 'It is open',
    ),
  ];
}

function toArrange({ reasons, service }: PlacePartsFragment, home: string | null | undefined): readonly string[] {
  const way = wayThere(service.publishedAreaCode, home);
  return [...reasons.map(reasonInWords), ...(way === '' ? [] : [way])];
}
