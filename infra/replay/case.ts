import type { HoldId, PlacementRequestId, ReferralId, ServiceId } from '@openhaven/domain/ids';
import type { Story } from '@openhaven/domain/story';
import type { Approach } from './demand.ts';
import type { Ending, ReasonGroup } from './ledger.ts';
import type { Random } from './random.ts';
import type { World } from './world.ts';

/** One household on its way, as the people around it remember it. */
export interface Case {
  readonly approach: Approach;
  readonly random: Random;
  readonly referralId: ReferralId;
  readonly submittedAt: Date;
  /** What has been told, as the rules look at it. */
  readonly story: Story;
  /** Requests of which somebody at the service knows. */
  readonly known: Set<PlacementRequestId>;
  /** Services that were rung, where nobody searches. */
  readonly rung: Set<ServiceId>;
  /** Requests whose answer is still to come, as far as anybody can tell. */
  readonly pending: Set<PlacementRequestId>;
  /** Offers that the survivor has not answered. */
  readonly offers: Set<HoldId>;
  readonly noes: ReasonGroup[];
  offersRefused: number;
  agreed: boolean;
  ended: boolean;
}

export function newCase(
  approach: Approach,
  facts: Pick<Case, 'random' | 'referralId' | 'submittedAt' | 'story'>,
): Case {
  const sets = {
    known: new Set<PlacementRequestId>(),
    pending: new Set<PlacementRequestId>(),
    offers: new Set<HoldId>(),
    rung: new Set<ServiceId>(),
  };
  return { approach, ...facts, ...sets, noes: [], offersRefused: 0, agreed: false, ended: false };
}

/** Closes a case in the books, once. */
export function end({ ledger }: World, one: Case, ending: Ending, knowsChange = false): void {
  if (one.ended) return;
  one.ended = true;
  const { number, from } = one.approach;
  ledger.outcomes.push({ number, from, referralId: one.referralId, ending, knowsChange });
}

/** Why a household without a place has none: what the services said most, unless a place was offered. */
export function groupOf({ offersRefused, noes, known }: Case): ReasonGroup {
  if (offersRefused > 0) return 'SURVIVOR';
  if (known.size === 0) return 'NOTHING_FREE';
  const counts = new Map<ReasonGroup, number>();
  for (const group of noes) counts.set(group, (counts.get(group) ?? 0) + 1);
  const [most] = [...counts].toSorted((one, other) => other[1] - one[1] || one[0].localeCompare(other[0]));
  return most?.[0] ?? 'NO_ANSWER';
}
