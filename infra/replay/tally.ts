import { createHash } from 'node:crypto';
import { serviceOf } from './county.ts';
import { OUTSIDE } from './demand.ts';
import { type Ledger, type Outcome, REASON_GROUPS, type ReasonGroup } from './ledger.ts';
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

export function tally({ outcomes }: Ledger): readonly Row[] {
  return NAMES.map(([from, name]) =>
    rowOf(
      from,
      name,
      outcomes.filter((one) => one.from === from),
    ),
  );
}

function rowOf(from: string, name: string, outcomes: readonly Outcome[]): Row {
  const placed = outcomes.flatMap(({ ending }) => (ending.is === 'PLACED' ? [ending] : []));
  const groups = outcomes.flatMap(({ ending }) => (ending.is === 'PLACED' ? [] : [ending.group]));
  const times = placed.map(({ minutes }) => minutes).toSorted((one, other) => one - other);
  const inCounty = placed.filter(({ serviceId }) => COUNTY_CODE.test(serviceOf(serviceId).area)).length;
  const reasons = Object.fromEntries(
    GROUPS.map((group) => [group, groups.filter((one) => one === group).length]),
  ) as Record<ReasonGroup, number>;
  return {
    from,
    name,
    approaches: outcomes.length,
    placed: placed.length,
    inCounty,
    outOfCounty: placed.length - inCounty,
    medianMinutes: quantile(times, 0.5),
    ninetyPercentMinutes: quantile(times, 0.9),
    notPlaced: groups.length,
    reasons,
  };
}

/** The value that so large a part does not exceed; null for nobody. */
function quantile(sorted: readonly number[], part: number): number | null {
  return sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)] ?? null;
}

/**
 * One short text for everything that was decided: the same seed gives the same. How many e-mails and steps of the clock
 * it took is no part of it: that hangs on which of two e-mails to one person was a moment quicker.
 */
export function digestOf({ outcomes, counts, refusals }: Ledger): string {
  const { mails: _mails, jobs: _jobs, ...decided } = counts;
  const lines = outcomes
    .toSorted((one, other) => one.number - other.number)
    .map(({ number, from, ending }) => [number, from, ending]);
  const refused = Object.entries(refusals).toSorted((one, other) => (one[0] < other[0] ? -1 : 1));
  return shortHash(JSON.stringify([lines, decided, refused]));
}

/** The digest of several books that were kept side by side. */
export function digestOfAll(digests: readonly string[]): string {
  return digests.length === 1 ? (digests[0] ?? '') : shortHash(digests.join());
}

const shortHash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);
