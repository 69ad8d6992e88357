import { REASON_GROUPS, type ReasonGroup } from './ledger.ts';
import type { Replayed } from './run.ts';
import type { Row } from './tally.ts';

const WIDTH = 9;
const NAME_WIDTH = 16;
const GROUPS = Object.entries(REASON_GROUPS) as readonly [ReasonGroup, string][];

const cells = (name: string, values: readonly (string | number)[]): string =>
  [name.padEnd(NAME_WIDTH), ...values.map((value) => String(value).padStart(WIDTH))].join('');

/** The report as lines of text, for people. */
export function reportLines({ rows, ledger, digest, faults, days }: Replayed): readonly string[] {
  const all = totalOf(rows);
  const head = ['came', 'placed', '', 'here', 'outside', 'median h', '90% h', 'not'];
  const { counts, refusals } = ledger;
  return [
    `${days} days of demand, all of it invented but its numbers`,
    '',
    cells('', head),
    ...rows.map(lineOf),
    cells('Together', [all.came, all.placed, share(all.placed, all.came), all.here, all.outside, '', '', all.not]),
    '',
    'Why the others have no place',
    cells(
      '',
      rows.map(({ name }) => name.split(' ')[0] ?? name),
    ),
    ...GROUPS.map(
      ([group, words]) =>
        `${cells(
          '',
          rows.map(({ reasons }) => reasons[group]),
        )}   ${words}`,
    ),
    '',
    `${counts.acts} acts of people, ${counts.jobs} of the clock, ${counts.mails} e-mails; ${counts.requests} requests, ` +
      `${counts.offers} offers, ${counts.noShows} missed arrivals, ${counts.departures} departures`,
    ...[...refusals].toSorted().map(([what, count]) => `  refused ${count} times: ${what}`),
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

const hours = (minutes: number | null): string => (minutes === null ? '–' : (minutes / 60).toFixed(1));
const share = (part: number, whole: number): string => (whole === 0 ? '–' : `${Math.round((100 * part) / whole)}%`);

function totalOf(rows: readonly Row[]): Record<'came' | 'placed' | 'here' | 'outside' | 'not', number> {
  const sum = (of: (row: Row) => number): number => rows.reduce((total, row) => total + of(row), 0);
  return {
    came: sum(({ approaches }) => approaches),
    placed: sum(({ placed }) => placed),
    here: sum(({ inCounty }) => inCounty),
    outside: sum(({ outOfCounty }) => outOfCounty),
    not: sum(({ notPlaced }) => notPlaced),
  };
}
