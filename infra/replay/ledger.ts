import type { ReferralId, ServiceId } from '@openhaven/domain/ids';

/** Why a household was not placed, in the groups of the report. */
export const REASON_GROUPS = {
  NOTHING_FREE: 'nothing free that fits, nobody was asked',
  CAPACITY: 'no space, as far as services were asked',
  NEEDS: 'needs that could not be met',
  FUNDING: 'no funding',
  RISK: 'risk or conflict in the house',
  NO_ANSWER: 'no service answered',
  SURVIVOR: 'the survivor did not take a place that was offered',
  ENDED: 'the search ended: with friends, elsewhere, back, out of reach',
} as const;
export type ReasonGroup = keyof typeof REASON_GROUPS;

/** How an approach ended. */
export type Ending =
  | { readonly is: 'PLACED'; readonly serviceId: ServiceId; readonly minutes: number }
  | { readonly is: 'NOT_PLACED'; readonly status: 'UNMET' | 'WITHDRAWN'; readonly group: ReasonGroup };

/** What the replay itself has noted of one approach. The store is asked the same at the end. */
export interface Outcome {
  /** The place of the approach in the whole demand. */
  readonly number: number;
  readonly from: string;
  readonly referralId: ReferralId;
  readonly ending: Ending;
  /** Without a place, but with one change known that would have opened one. */
  readonly knowsChange: boolean;
}

export const COUNTED = ['acts', 'requests', 'offers', 'noShows', 'departures', 'mails', 'jobs'] as const;
type Counts = Record<(typeof COUNTED)[number], number>;

/** The replay's own books. Plain data, so that one process can hand them to another. */
export interface Ledger {
  readonly outcomes: Outcome[];
  /** Acts that were refused, by command and reason: every refusal is one that the rules gave. */
  readonly refusals: Record<string, number>;
  readonly counts: Counts;
}

export function newLedger(): Ledger {
  return {
    outcomes: [],
    refusals: {},
    counts: { acts: 0, requests: 0, offers: 0, noShows: 0, departures: 0, mails: 0, jobs: 0 },
  };
}

/** Notes that an act was refused, and why. */
export function noteRefusal({ refusals }: Ledger, act: string, reason: string): void {
  const name = `${act}: ${reason}`;
  refusals[name] = (refusals[name] ?? 0) + 1;
}

/** Several books as one. */
export function together(ledgers: readonly Ledger[]): Ledger {
  const all = newLedger();
  for (const { outcomes, refusals, counts } of ledgers) {
    all.outcomes.push(...outcomes);
    for (const name of COUNTED) all.counts[name] += counts[name];
    for (const [name, count] of Object.entries(refusals)) all.refusals[name] = (all.refusals[name] ?? 0) + count;
  }
  return all;
}
