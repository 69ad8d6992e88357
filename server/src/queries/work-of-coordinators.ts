import { isActive } from '@openhaven/domain/hold';
import type { Context, KeptReferral } from '../context.ts';
import { type WorkItemView, workItem } from './work-item.ts';

const MOST_REFERRALS = 200;

/** What waits for the county: households passed on or overdue that nobody has in hand, and offers that are frozen. */
export async function coordinatorsWork({ store, now }: Context): Promise<readonly WorkItemView[]> {
  const page = await store.referrals.unplaced({ first: MOST_REFERRALS, after: null });
  const unplaced = page.edges.map(({ node }) => node);
  const known = new Map(unplaced.map((referral) => [referral.id, referral]));
  const holds = await store.holds.activeOfReferrals([...known.keys()]);
  const frozen = holds.filter((hold) => hold.frozen && isActive(hold, now));
  return [
    ...unplaced.filter((referral) => needsStepIn(referral, now)).map(toStepIn),
    ...frozen.map((hold) => {
      const referral = known.get(hold.referralId);
      return workItem('REVIEW_FROZEN_OFFER', hold, { dueAt: hold.expiresAt, hold, ...(referral && { referral }) });
    }),
  ];
}

function needsStepIn({ escalatedAt, inHandOf, placeBy, status }: KeptReferral, now: Date): boolean {
  if (inHandOf !== undefined || status === 'AGREED') return false;
  return escalatedAt !== undefined || (placeBy !== undefined && placeBy <= now);
}

function toStepIn(referral: KeptReferral): WorkItemView {
  return workItem('STEP_IN', referral, { ...(referral.placeBy && { dueAt: referral.placeBy }), referral });
}
