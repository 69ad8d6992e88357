import { withJourney } from '@openhaven/domain/arrangement';
import { furthestFirst, isActive } from '@openhaven/domain/hold';
import type { ReferralId, ServiceId } from '@openhaven/domain/ids';
import { needsJourney } from '@openhaven/domain/journey';
import { grantForRules } from '../access/look.ts';
import type { Context, KeptReferral, Store } from '../context.ts';
import { aboutReferral } from './about.ts';
import { arrangementsOf, saveArrangements } from './arrange.ts';
import { present } from './load.ts';

/**
 * Looks at how they get to the places that are kept for them now, whenever a place is kept, offered, let go or reached:
 * asks for the way to one outside their own district, and no longer asks where none is kept.
 */
export async function arrangeJourney(tx: Store, context: Context, id: ReferralId): Promise<void> {
  const { now } = context;
  const referral = await present(tx.referrals.get(id), 'referral');
  const known = arrangementsOf(referral);
  const all = withJourney(known, await placesToReach(tx, referral, now), now);
  if (all === known) return;
  await saveArrangements(tx, referral, all, now);
  const action = all.length < known.length ? 'arrangement.ended' : 'arrangement.asked';
  await tx.audit.add({ action, ...aboutReferral(referral) }, context);
}

/** The services that keep a place for a household outside its own district, the one that is furthest on first. */
async function placesToReach(tx: Store, { id, story }: KeptReferral, now: Date): Promise<readonly ServiceId[]> {
  const holds = await tx.holds.activeOfReferral(id);
  const kept = furthestFirst(holds.filter((hold) => isActive(hold, now))).map(({ serviceId }) => serviceId);
  if (kept.length === 0) return [];
  const services = await tx.services.getMany(kept);
  const { homeArea } = story.open(grantForRules('ARRANGEMENTS'));
  const far = services.filter(({ publishedArea }) => needsJourney(publishedArea, homeArea)).map(({ id: far }) => far);
  return kept.filter((serviceId) => far.includes(serviceId));
}
