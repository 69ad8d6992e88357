import { PRIORITIES, type PriorityCode } from './codes.ts';
import type { Hold } from './hold.ts';
import { type ReferralStatus, isUnplaced } from './referral.ts';

/** What a household lost when units went out of use: its home, a place it had said yes to, an offer, or a space kept for it. */
export const LOSSES = ['HOME', 'AGREED', 'OFFERED', 'KEPT'] as const;
export type Loss = (typeof LOSSES)[number];

/** What ends with a hold. */
export function lossOf({ status, offered }: Pick<Hold, 'status' | 'offered'>): Loss {
  if (status !== 'HELD') return 'AGREED';
  return offered ? 'OFFERED' : 'KEPT';
}

/** How it stands with a household that has to be placed again. */
export const STANDINGS = ['LIVES_THERE', 'LOOKING', 'OFFERED', 'AGREED', 'OVER'] as const;
export type Standing = (typeof STANDINGS)[number];

/**
 * What stands now. OVER: it has arrived elsewhere, or the referral has ended: nobody need place it again.
 * @param livesThere the stay in the unit that is to be given up goes on
 */
export function standingOf(status: ReferralStatus, livesThere: boolean): Standing {
  if (livesThere) return 'LIVES_THERE';
  if (status === 'OFFERED' || status === 'AGREED') return status;
  return isUnplaced(status) ? 'LOOKING' : 'OVER';
}

/** How soon it needs a place: whoever has lost their home needs one tonight, whatever they were referred for. */
export function neededAgain(loss: Loss, priority: PriorityCode): PriorityCode {
  return loss === 'HOME' ? 'P1_TONIGHT' : priority;
}

/** A household on the list of those to be placed again. */
export interface ToReplace {
  readonly needs: PriorityCode;
  readonly lostAt: Date;
  readonly reference: string;
}

const RANK = PRIORITIES.map(({ code }) => code);

/** The list in the order in which it is worked through: most urgent first, then whoever has waited longest. */
export function inReplaceOrder<Row extends ToReplace>(rows: readonly Row[]): readonly Row[] {
  return rows.toSorted(
    (one, other) =>
      RANK.indexOf(one.needs) - RANK.indexOf(other.needs) ||
      one.lostAt.getTime() - other.lostAt.getTime() ||
      (one.reference < other.reference ? -1 : 1),
  );
}
