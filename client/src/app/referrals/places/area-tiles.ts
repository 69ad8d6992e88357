import { areaName } from '@openhaven/domain/area';
import type { FindPlacesQuery } from '../../api/generated';

type Search = NonNullable<FindPlacesQuery['findPlaces']>;

/** How many places of an area are in each list. */
export interface AreaTile {
  readonly areaCode: string;
  readonly name: string;
  readonly fits: number;
  /** "2 fit, 1 to ask", or that nothing is listed. */
  readonly words: string;
}

/** The home county's districts as they lie on the map, in rows of three from north-west to south-east. */
const HOME = ['E07000239', 'E07000234', 'E07000236', 'E07000235', 'E07000237', 'E07000238'] as const;

/**
 * The areas as tiles: the home county's districts as they lie, then all others in which something is listed. An area
 * without anything listed says no more than that, whatever the reason.
 */
export function areaTiles(search: Search): readonly AreaTile[] {
  const count = (list: Search['fits'], areaCode: string): number =>
    list.filter(({ service }) => service.publishedAreaCode === areaCode).length;
  const tile = (areaCode: string): AreaTile => {
    const [fits, ask, nearly] = [search.fits, search.ask, search.nearest].map((list) => count(list, areaCode));
    return { areaCode, name: areaName(areaCode), fits: fits ?? 0, words: inWords(fits ?? 0, ask ?? 0, nearly ?? 0) };
  };
  const listed = [...search.fits, ...search.ask, ...search.nearest].map(({ service }) => service.publishedAreaCode);
  const home: readonly string[] = HOME;
  const others = [...new Set(listed)].filter((code) => !home.includes(code)).map(tile);
  return [...home.map(tile), ...others.toSorted((one, other) => one.name.localeCompare(other.name, 'en-GB'))];
}

function inWords(fits: number, ask: number, nearly: number): string {
  const parts = [
    [fits, 'fit'],
    [ask, 'to ask'],
    [nearly, 'nearly'],
  ] as const;
  const said = parts.filter(([number]) => number > 0).map(([number, words]) => `${number} ${words}`);
  return said.length === 0 ? 'Nothing listed' : said.join(', ');
}
