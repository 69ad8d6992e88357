import type { ReferralId, ServiceId } from '@openhaven/domain/ids';
import type { Approach } from './demand.ts';

/** Why a household was not placed, in the groups of the report. */
export const REASON_GROUPS = {
  NOTHING_FITS: 'nothing fits, nobody was asked',
  CAPACITY: 'no space',
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
export interface LedgerEntry {
  readonly approach: Approach;
  readonly referralId: ReferralId;
  readonly ending: Ending;
}

/** The replay's own books. */
export interface Ledger {
  readonly entries: LedgerEntry[];
  /** Acts that were refused, by command and reason: every refusal is one that the rules gave. */
  readonly refusals: Map<string, number>;
  readonly counts: Record<Counted, number>;
}

export const COUNTED = ['acts', 'requests', 'offers', 'noShows', 'mails', 'jobs', 'departures'] as const;
export type Counted = (typeof COUNTED)[number];

export function newLedger(): Ledger {
  const counts = Object.fromEntries(COUNTED.map((name) => [name, 0])) as Record<Counted, number>;
  return { entries: [], refusals: new Map(), counts };
}

/** Notes that an act was refused, and why. */
export function noteRefusal({ refusals }: Ledger, act: string, reason: string): void {
  const name = `${act}: ${reason}`;
  refusals.set(name, (refusals.get(name) ?? 0) + 1);
}
