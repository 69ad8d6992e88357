import type { ServiceId } from '@openhaven/domain/ids';
import { createHash } from 'node:crypto';
import type { County } from './county.ts';
import { OUTSIDE } from './demand.ts';
import { type Ledger, type LedgerEntry, REASON_GROUPS, type ReasonGroup } from './ledger.ts';
import { DISTRICTS } from './published.ts';

/** What became of everybody from one district, or from outside. Times in minutes. */
export interface Row {
  readonly from: string;
  readonly name: string;
  readonly approaches: number;
  readonly placed: number;
  readonly inCounty: number;
  readonly outOfCounty: number;
  readonly medianMinutes: number | null;
  readonly ninetyPercentMinutes: number | null;
  readonly notPlaced: number;
  readonly reasons: Readonly<Record<ReasonGroup, number>>;
}

const NAMES = [...DISTRICTS.map(({ key, name }) => [key, name] as const), [OUTSIDE, 'From outside'] as const];
const GROUPS = Object.keys(REASON_GROUPS) as readonly ReasonGroup[];
const COUNTY_CODE = /^(E0700023[4-9]|E10000034)$/;

export function tally({ entries }: Ledger, county: County): readonly Row[] {
  return NAMES.map(([from, name]) =>
    rowOf(
      from,
      name,
      entries.filter(({ approach }) => approach.from === from),
      county,
    ),
  );
}

function rowOf(from: string, name: string, entries: readonly LedgerEntry[], county: County): Row {
  const placed = entries.flatMap(({ ending }) => (ending.is === 'PLACED' ? [ending] : []));
  const groups = entries.flatMap(({ ending }) => (ending.is === 'PLACED' ? [] : [ending.group]));
  const times = placed.map(({ minutes }) => minutes).toSorted((one, other) => one - other);
  const inCounty = placed.filter(({ serviceId }) => isInCounty(county, serviceId)).length;
  const reasons = Object.fromEntries(
    GROUPS.map((group) => [group, groups.filter((one) => one === group).length]),
  ) as Record<ReasonGroup, number>;
  return {
    from,
    name,
    approaches: entries.length,
    placed: placed.length,
    inCounty,
    outOfCounty: placed.length - inCounty,
    medianMinutes: quantile(times, 0.5),
    ninetyPercentMinutes: quantile(times, 0.9),
    notPlaced: groups.length,
    reasons,
  };
}

function isInCounty(county: County, serviceId: ServiceId): boolean {
  return COUNTY_CODE.test(county.serviceOf(serviceId).area);
}

/** The value that so large a part does not exceed; null for nobody. */
function quantile(sorted: readonly number[], part: number): number | null {
  return sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)] ?? null;
}

/** One short text for everything that was decided: the same seed gives the same. How many e-mails it took is no part of it. */
export function digestOf({ entries, counts, refusals }: Ledger): string {
  const { acts, requests, offers, noShows, departures } = counts;
  const lines = entries
    .toSorted((one, other) => one.approach.number - other.approach.number)
    .map(({ approach, ending }) => JSON.stringify([approach.number, approach.from, ending]));
  const refused = [...refusals].toSorted((one, other) => (one[0] < other[0] ? -1 : 1));
  const all = JSON.stringify([lines, { acts, requests, offers, noShows, departures }, refused]);
  return createHash('sha256').update(all).digest('hex').slice(0, 16);
}
