import { PRIORITIES, type PriorityCode } from './codes.ts';
import { applicantOf, childrenOf } from './household.ts';
import { type Story, type TonightPlan, isInterimPlan } from './story.ts';

/** A household that waits for an answer of a service, as far as an order of households may look at it. */
export interface WaitingHousehold {
  readonly priority: PriorityCode;
  readonly tonight: TonightPlan;
  /** Since when it has been without a place. */
  readonly since: Date;
  /** Whether few places could take it: only another like it would need one of those as much. */
  readonly specialist: boolean;
  readonly askedAt: Date;
}

const HOUR_MS = 3_600_000;
const LARGE_FAMILY = 3;

/** Whether a household needs what few places have: access, room for many, or a place that takes men. */
export function needsScarcePlace(story: Story): boolean {
  const { stepFree, wheelchair, adaptedBathroom, carerRoom } = story.access;
  const needsAccess = [stepFree, wheelchair, adaptedBathroom, carerRoom].includes('YES');
  const isLarge = childrenOf(story.household).length >= LARGE_FAMILY;
  return needsAccess || isLarge || applicantOf(story.household)?.sex === 'MALE';
}

/** How a night like this counts: nowhere, or with whom they flee from, before not known, before somewhere for now. */
function tonightRisk(tonight: TonightPlan): number {
  if (tonight === 'NOWHERE' || tonight === 'WITH_PERPETRATOR') return 0;
  return isInterimPlan(tonight) ? 2 : 1;
}

type Criterion = (household: WaitingHousehold, now: Date) => number;

/** What decides when two households could have one place, first things first: never how easy one is. Source: DOMAIN 3, fairness. */
const CRITERIA = {
  PRIORITY: ({ priority }) => PRIORITIES.findIndex(({ code }) => code === priority),
  TONIGHT: ({ tonight }) => tonightRisk(tonight),
  // In whole hours: a minute more decides nothing.
  WAITING: ({ since }, now) => -Math.floor((now.getTime() - since.getTime()) / HOUR_MS),
  SPECIALIST: ({ specialist }) => (specialist ? 0 : 1),
  EARLIEST: ({ askedAt }) => askedAt.getTime(),
} as const satisfies Record<string, Criterion>;

export type OrderReason = keyof typeof CRITERIA;
const REASONS = Object.keys(CRITERIA) as readonly OrderReason[];

/** Which of two households comes first for a place that either could have, and what decides. */
export function firstOf(
  one: WaitingHousehold,
  other: WaitingHousehold,
  now: Date,
): { readonly first: 'ONE' | 'OTHER'; readonly because: OrderReason } {
  const differs = (reason: OrderReason): number => CRITERIA[reason](one, now) - CRITERIA[reason](other, now);
  const because = REASONS.find((reason) => differs(reason) !== 0) ?? 'EARLIEST';
  return { first: differs(because) <= 0 ? 'ONE' : 'OTHER', because };
}
