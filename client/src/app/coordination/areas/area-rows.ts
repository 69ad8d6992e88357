import { areaName, areasOn, isDistrict } from '@openhaven/domain/area';
import type { AreaVacanciesQuery } from '../../api/generated';

type AreaCounts = AreaVacanciesQuery['areaVacancies'][number];

/** Worcestershire: its districts come first, and none of them is left out. */
const HOME_COUNTY = 'E10000034';

export interface AreaRow extends AreaCounts {
  readonly name: string;
  readonly total: number;
  /** "3 free, 1 kept, 12 occupied": numbers with their words. */
  readonly words: string;
}

/**
 * The vacancies of each area, by name: the districts of the home county first, then the others. A home district without
 * any space has a row too, because a gap must be seen.
 *
 * @param day a civil day, 'YYYY-MM-DD': the districts there are on it
 */
export function areaRows(counts: readonly AreaCounts[], day: string): readonly AreaRow[] {
  const home = areasOn(day).filter(({ upperTier }) => upperTier === HOME_COUNTY);
  const homeCodes = home.map(({ code }) => code);
  const own = homeCodes.map((code) => counts.find(({ areaCode }) => areaCode === code) ?? noneIn(code));
  const others = counts
    .filter(({ areaCode }) => !homeCodes.includes(areaCode))
    .toSorted((one, other) => nameOf(one.areaCode).localeCompare(nameOf(other.areaCode), 'en-GB'));
  return [...own, ...others].map(inWords);
}

/** All areas together. */
export function totalOf(rows: readonly AreaRow[]): AreaCounts & { readonly total: number } {
  const sum = (of: (row: AreaRow) => number): number => rows.reduce((total, row) => total + of(row), 0);
  return {
    areaCode: '',
    free: sum(({ free }) => free),
    held: sum(({ held }) => held),
    occupied: sum(({ occupied }) => occupied),
    outOfUse: sum(({ outOfUse }) => outOfUse),
    unconfirmed: sum(({ unconfirmed }) => unconfirmed),
    total: sum(({ total }) => total),
  };
}

function noneIn(areaCode: string): AreaCounts {
  return { areaCode, free: 0, held: 0, occupied: 0, outOfUse: 0, unconfirmed: 0 };
}

function inWords(counts: AreaCounts): AreaRow {
  const { areaCode, free, held, occupied, outOfUse, unconfirmed } = counts;
  const total = free + unconfirmed + held + occupied + outOfUse;
  const parts = [
    [unconfirmed, 'not confirmed (ring first)'],
    [held, 'kept'],
    [occupied, 'occupied'],
    [outOfUse, 'out of use'],
  ] as const;
  const said = parts.filter(([number]) => number > 0).map(([number, words]) => `${number} ${words}`);
  return { ...counts, name: nameOf(areaCode), total, words: total === 0 ? 'No spaces here' : said.join(', ') };
}

/** A county stands for spaces whose district is not published. */
function nameOf(code: string): string {
  return isDistrict(code) ? areaName(code) : `${areaName(code)}, district not shown`;
}
