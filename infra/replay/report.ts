import { type Ledger, REASON_GROUPS, type ReasonGroup } from './ledger.ts';
import type { Row } from './tally.ts';

const WIDTH = 9;
const NAME_WIDTH = 16;
const GROUPS = Object.entries(REASON_GROUPS) as readonly [ReasonGroup, string][];

/** Everything that is printed. */
export interface Report {
  readonly rows: readonly Row[];
  readonly ledger: Ledger;
  readonly faults: readonly string[];
  readonly digest: string;
  readonly months: number;
}

const cells = (name: string, values: readonly (string | number)[]): string =>
  [name.padEnd(NAME_WIDTH), ...values.map((value) => String(value).padStart(WIDTH))].join('');

/** The report as lines of text, for people. */
export function reportLines({ rows, ledger, faults, digest, months }: Report): readonly string[] {
  const { counts, refusals, outcomes } = ledger;
  const knowing = outcomes.filter(({ knowsChange }) => knowsChange).length;
  return [
    `${months} months of demand. The numbers of approaches are published; the people, services and times are made up.`,
    '',
    cells('', ['came', 'placed', '', 'here', 'outside', 'median h', '90% h', 'not']),
    ...rows.map(lineOf),
    lineOfAll(rows),
    '',
    `${knowing} of those without a place know one change that would have opened one`,
    '',
    'Why the others have no place',
    cells(
      '',
      rows.map(({ name }) => name.split(' ')[0] ?? name),
    ),
    ...GROUPS.map(([group, words]) => lineOfReason(rows, group, words)),
    '',
    `${counts.acts} acts of people, ${counts.jobs} of the clock, ${counts.mails} e-mails; ${counts.requests} requests, ` +
      `${counts.offers} offers, ${counts.noShows} missed arrivals, ${counts.departures} departures`,
    ...Object.entries(refusals)
      .toSorted()
      .map(([what, count]) => `  refused ${count} times: ${what}`),
    '',
    faults.length === 0 ? 'The sums agree, and the store agrees with them.' : 'THE SUMS DO NOT AGREE:',
    ...faults.slice(0, 20),
    `digest ${digest}`,
  ];
}

function lineOf(row: Row): string {
  const { name, approaches, placed, inCounty, outOfCounty, medianMinutes, ninetyPercentMinutes, notPlaced } = row;
  const times = [hours(medianMinutes), hours(ninetyPercentMinutes)];
  return cells(name, [approaches, placed, share(placed, approaches), inCounty, outOfCounty, ...times, notPlaced]);
}

function lineOfAll(rows: readonly Row[]): string {
  const sum = (of: (row: Row) => number): number => rows.reduce((total, row) => total + of(row), 0);
  const [came, placed] = [sum(({ approaches }) => approaches), sum((row) => row.placed)];
  const where = [sum(({ inCounty }) => inCounty), sum(({ outOfCounty }) => outOfCounty)];
  return cells('Together', [came, placed, share(placed, came), ...where, '', '', sum(({ notPlaced }) => notPlaced)]);
}

function lineOfReason(rows: readonly Row[], group: ReasonGroup, words: string): string {
  const counts = rows.map(({ reasons }) => reasons[group]);
  return `${cells('', counts)}   ${words}`;
}

const hours = (minutes: number | null): string => (minutes === null ? '–' : (minutes / 60).toFixed(1));
const share = (part: number, whole: number): string => (whole === 0 ? '–' : `${Math.round((100 * part) / whole)}%`);
