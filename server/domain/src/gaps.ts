import { type AreaCode, countyOf, districtsOf } from './area.ts';
import { type CivilDate, addMonths, civilDateAt } from './calendar.ts';
import { OURS, listOf } from './code-list.ts';
import { SUPPORT_NEEDS, UNMET_NEED_REASONS, type UnmetNeedReason } from './codes.ts';
import { SEXES, applicantOf, childrenOf } from './household.ts';
import type { Story } from './story.ts';

/** By what needs that nothing met are counted. In all but NEED each household is counted once. Source: SCENARIOS A9, A11, A12. */
export const GAP_GROUPS = ['REASON', 'NEED', 'HOUSEHOLD', 'APPLICANT', 'DISTRICT'] as const;
export type GapGroup = (typeof GAP_GROUPS)[number];

/** Who was looking for a place, roughly enough that nobody is meant by it. */
export const HOUSEHOLD_SHAPES = listOf(OURS, [
  { code: 'ALONE', label: 'One adult alone' },
  { code: 'ONE_OR_TWO_CHILDREN', label: 'With one or two children' },
  { code: 'THREE_OR_MORE_CHILDREN', label: 'With three or more children' },
  { code: 'OTHER_ADULTS', label: 'With other adults and no children' },
]);
export type HouseholdShape = (typeof HOUSEHOLD_SHAPES)[number]['code'];

/** Needs of a place beside support: what the building, the funding or the house would have had to have. */
export const PLACE_NEEDS = listOf(OURS, [
  { code: 'WHEELCHAIR', label: 'A place for a wheelchair' },
  { code: 'CARER_ROOM', label: 'A room for a carer' },
  { code: 'NO_PUBLIC_FUNDS', label: 'Funding: no recourse to public funds' },
  { code: 'PET', label: 'A place for a pet' },
]);

export const ELSEWHERE = 'ELSEWHERE';
export const NOT_KNOWN = 'NOT_KNOWN';

/** One thing that is counted: a code in a group. */
export interface GapKey {
  readonly group: GapGroup;
  readonly code: string;
}

/** What was counted in one month, `YYYY-MM`. */
export interface GapCount extends GapKey {
  readonly month: string;
  readonly count: number;
}

/** Who was looking for a place, roughly. */
export function shapeOf({ household }: Story): HouseholdShape {
  const children = childrenOf(household).length;
  if (children > 0) return children < 3 ? 'ONE_OR_TWO_CHILDREN' : 'THREE_OR_MORE_CHILDREN';
  return household.members.length > 1 ? 'OTHER_ADULTS' : 'ALONE';
}

function needsOf({ needs, access, noRecourseToPublicFunds, household }: Story): readonly string[] {
  return [
    ...new Set(needs.map(({ need }) => need)),
    ...(access.wheelchair === 'YES' ? ['WHEELCHAIR'] : []),
    ...(access.carerRoom === 'YES' ? ['CARER_ROOM'] : []),
    ...(noRecourseToPublicFunds === 'YES' ? ['NO_PUBLIC_FUNDS'] : []),
    ...(household.pets.length > 0 ? ['PET'] : []),
  ];
}

/** Under what a household's unmet need is counted. Nothing of it leads back to the household. */
export function gapsOf(story: Story, reason: UnmetNeedReason): readonly GapKey[] {
  return [
    { group: 'REASON', code: reason },
    { group: 'HOUSEHOLD', code: shapeOf(story) },
    { group: 'APPLICANT', code: applicantOf(story.household)?.sex ?? NOT_KNOWN },
    { group: 'DISTRICT', code: story.homeArea ?? NOT_KNOWN },
    ...needsOf(story).map((code) => ({ group: 'NEED' as const, code })),
  ];
}

/** Numbers below this are not shown: somebody might be recognised. Source: SECURITY I14. */
export const FEWEST_SHOWN = 8;
const ROUNDED_TO = 5;

/** A number as it may be shown: null where it is not. */
export type Shown = number | null;

/** Hides 1 to 7, and rounds the rest to the nearest 5. */
export function shown(count: number): Shown {
  if (count > 0 && count < FEWEST_SHOWN) return null;
  return Math.round(count / ROUNDED_TO) * ROUNDED_TO;
}

/** A group as it may be shown, in the order of its codes. */
export interface GapFigures {
  readonly group: GapGroup;
  readonly rows: readonly { readonly code: string; readonly count: Shown }[];
}

/**
 * Counts as they may be shown. Where one number alone is hidden in a group that adds up to the total, the smallest of the
 * others is hidden too: otherwise it could be worked out.
 */
export function publishable(counts: readonly number[], addsUp: boolean): readonly Shown[] {
  const all = counts.map(shown);
  if (!addsUp || all.filter((count) => count === null).length !== 1) return all;
  const others = counts.filter((count) => count >= FEWEST_SHOWN);
  const smallest = others.length === 0 ? -1 : counts.indexOf(Math.min(...others));
  return all.map((count, at) => (at === smallest ? null : count));
}

/** The whole months that are shown, the first and the last, `YYYY-MM`: the twelve before the present one. */
export function gapMonths(now: Date): { readonly from: string; readonly to: string } {
  const first = `${civilDateAt(now).slice(0, 7)}-01` as CivilDate;
  return { from: addMonths(first, -12).slice(0, 7), to: addMonths(first, -1).slice(0, 7) };
}

function codesOf(group: GapGroup, county: AreaCode | undefined): readonly string[] {
  const lists: Readonly<Record<GapGroup, readonly string[]>> = {
    REASON: UNMET_NEED_REASONS.map(({ code }) => code),
    NEED: [...SUPPORT_NEEDS, ...PLACE_NEEDS].map(({ code }) => code),
    HOUSEHOLD: HOUSEHOLD_SHAPES.map(({ code }) => code),
    APPLICANT: SEXES,
    DISTRICT: [...(county ? districtsOf(county) : []), ELSEWHERE, NOT_KNOWN],
  };
  return lists[group];
}

/** Districts of other counties are counted together. */
function codeFor({ group, code }: GapKey, codes: readonly string[]): string {
  return group === 'DISTRICT' && !codes.includes(code) ? ELSEWHERE : code;
}

/**
 * The counts of some months as they may be shown: always the same rows, whatever was counted.
 * @param area any area of the county whose districts are shown one by one; undefined: none is
 */
export function gapFigures(
  counts: readonly GapCount[],
  area: AreaCode | undefined,
): { total: Shown; groups: readonly GapFigures[] } {
  const sum = (some: readonly GapCount[]): number => some.reduce((total, { count }) => total + count, 0);
  const groups = GAP_GROUPS.map((group): GapFigures => {
    const codes = codesOf(group, area && countyOf(area));
    const own = counts.filter((one) => one.group === group);
    const sums = codes.map((code) => sum(own.filter((one) => codeFor(one, codes) === code)));
    const published = publishable(sums, group !== 'NEED');
    return { group, rows: codes.map((code, at) => ({ code, count: published[at] ?? null })) };
  });
  return { total: shown(sum(counts.filter(({ group }) => group === 'REASON'))), groups };
}
