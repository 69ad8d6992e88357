import { areaName } from '@openhaven/domain/area';
import { labelOf, SUPPORT_NEEDS, UNMET_NEED_REASONS } from '@openhaven/domain/codes';
import { HOUSEHOLD_SHAPES, PLACE_NEEDS } from '@openhaven/domain/gaps';
import type { GapsQuery } from '../../api/generated';

type Group = GapsQuery['gaps']['groups'][number];

interface GroupWords {
  readonly caption: string;
  readonly column: string;
  readonly label: (code: string) => string;
}

const APPLICANT: Readonly<Record<string, string>> = { FEMALE: 'Female', MALE: 'Male', NOT_KNOWN: 'Not known' };
const PLACES: Readonly<Record<string, string>> = { ELSEWHERE: 'Outside the county', NOT_KNOWN: 'Not known' };

const GROUPS: Readonly<Record<string, GroupWords>> = {
  REASON: { caption: 'Why nothing was found', column: 'Reason', label: (code) => labelOf(UNMET_NEED_REASONS, code) },
  NEED: {
    caption: 'What they needed',
    column: 'Need',
    label: (code) => labelOf([...SUPPORT_NEEDS, ...PLACE_NEEDS], code),
  },
  HOUSEHOLD: { caption: 'Who they were', column: 'Household', label: (code) => labelOf(HOUSEHOLD_SHAPES, code) },
  APPLICANT: { caption: 'Sex of the applicant', column: 'Applicant', label: (code) => APPLICANT[code] ?? code },
  DISTRICT: { caption: 'Where they came from', column: 'District', label: (code) => PLACES[code] ?? areaName(code) },
};

/** What stands where a number may not be shown. */
export const FEW = 'Not shown';

/** A number, or that it may not be shown. */
export const numberInWords = (count: number | null): string => (count === null ? FEW : String(count));

/** A table of one group. */
export interface GapTable {
  readonly id: string;
  readonly caption: string;
  readonly column: string;
  readonly rows: readonly { readonly label: string; readonly count: string }[];
}

/** The tables of the page. Needs that nobody had are left out of the long list of needs; the other tables are whole. */
export function gapTables(groups: readonly Group[]): readonly GapTable[] {
  return groups.map(({ group, rows }) => {
    const words = GROUPS[group] ?? { caption: group, column: group, label: (code: string) => code };
    const told = group === 'NEED' ? rows.filter(({ count }) => count !== 0) : rows;
    const shown = told.map(({ code, count }) => ({ label: words.label(code), count: numberInWords(count) }));
    return { id: group.toLowerCase(), caption: words.caption, column: words.column, rows: shown };
  });
}

/** "November 2025". */
export function monthInWords(month: string): string {
  const day = new Date(`${month}-15T12:00:00Z`);
  return new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(day);
}
