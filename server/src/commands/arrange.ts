import {
  type Arrangement,
  type ArrangementKind,
  arrangeFrom,
  arrangementsFor,
  joinArrangements,
  withArrangements,
} from '@openhaven/domain/arrangement';
import { civilDateAt } from '@openhaven/domain/calendar';
import type { Place } from '@openhaven/domain/eligibility';
import type { ReferralId } from '@openhaven/domain/ids';
import { judgePets } from '@openhaven/domain/people-rules';
import type { Story } from '@openhaven/domain/story';
import { openArrangements } from '../access/arrangements.ts';
import { grantForRules } from '../access/look.ts';
import type { Context, KeptReferral, Store } from '../context.ts';
import { aboutReferral } from './about.ts';
import { present } from './load.ts';
import { mustBeSaved } from './run-command.ts';

/** What is known of a referral's arrangements. */
export function arrangementsOf(referral: KeptReferral): readonly Arrangement[] {
  return openArrangements(referral, grantForRules('ARRANGEMENTS'));
}

/** Saves arrangements with the instant at which the next has to be seen to; a reminder that lies ahead is sent then. */
export async function saveArrangements(
  tx: Store,
  { arrangeFrom: _before, ...referral }: KeptReferral,
  arrangements: readonly Arrangement[],
  now: Date,
): Promise<void> {
  const { id: referralId } = referral;
  const from = arrangeFrom(arrangements);
  mustBeSaved(
    await tx.referrals.savePart({ ...referral, ...(from && { arrangeFrom: from }) }, 'arrangements', arrangements),
  );
  await tx.outbox.cancel([referralId], 'arrangement.remind');
  if (from && from > now) await tx.outbox.add({ name: 'arrangement.remind', data: { referralId }, dueAt: from });
}

async function ask(tx: Store, context: Context, id: ReferralId, needed: readonly ArrangementKind[]): Promise<void> {
  if (needed.length === 0) return;
  const referral = await present(tx.referrals.get(id), 'referral');
  const known = arrangementsOf(referral);
  const all = withArrangements(known, needed, context.now);
  if (all === known) return;
  await saveArrangements(tx, referral, all, context.now);
  await tx.audit.add({ action: 'arrangement.asked', ...aboutReferral(referral) }, context);
}

/** Asks those who refer to arrange what the story calls for and nobody has been asked for yet. */
export function arrangeForStory(tx: Store, context: Context, id: ReferralId, story: Story): Promise<void> {
  return ask(tx, context, id, arrangementsFor(story, civilDateAt(context.now)));
}

/** Asks for a home for the pet, where the place that is kept or offered does not take it. */
export function arrangeForPlace(
  tx: Store,
  context: Context,
  id: ReferralId,
  { place, story }: { readonly place: Place; readonly story: Story },
): Promise<void> {
  const isLeftBehind = judgePets(place.service.policy, place.unit.features, story.household).length > 0;
  return ask(tx, context, id, isLeftBehind ? ['PET_FOSTERING'] : []);
}

/** One of two referrals for one household stays: what was seen to for the other is not asked for again. */
export async function takeOverArrangements(
  tx: Store,
  { now }: Context,
  id: ReferralId,
  gone: KeptReferral,
): Promise<void> {
  if (gone.arrangements === undefined) return;
  const kept = await present(tx.referrals.get(id), 'referral');
  await saveArrangements(tx, kept, joinArrangements(arrangementsOf(kept), arrangementsOf(gone)), now);
}
