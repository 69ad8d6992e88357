import type { ServiceId } from '@openhaven/domain/ids';
import { searchPlaces, servicesToAsk } from '@openhaven/domain/matching';
import { applyToReferral } from '@openhaven/domain/referral';
import type { Context, KeptRequest, KeptService, Store } from '../context.ts';
import { askService, askedBefore } from './ask-service.ts';
import { keep } from './keep.ts';
import { present } from './load.ts';
import { mustBeSaved } from './run-command.ts';
import { placesOnBoard } from './places.ts';

const AT_A_TIME = 3;

/**
 * Asks the next services that suit and have not been asked in this round, at most three, inside the county or out of it:
 * first those with a free place that fits, then those that have to look, then those that may waive a rule.
 */
export async function widen(tx: Store, context: Context, { referralId }: KeptRequest): Promise<void> {
  const referral = await present(tx.referrals.get(referralId), 'referral');
  const seeking = keep(referral, applyToReferral(referral, 'ASK_SERVICES'));
  if (!seeking.allowed) return;
  const story = referral.story.open();
  const { places, services } = await placesOnBoard(tx);
  const { fits, ask } = searchPlaces(places, story, context.now);
  const best = [...fits, ...ask].map(({ place }) => place.service.id);
  const others = servicesToAsk(places, story, context.now).map(({ service }) => service.id);
  const asked = await askedBefore(tx, referral);
  const next = [...new Set<ServiceId>([...best, ...others])].filter((id) => !asked.has(id)).slice(0, AT_A_TIME);
  if (next.length === 0) return;
  mustBeSaved(await tx.referrals.save(seeking.value));
  for (const service of next.map((id) => services.get(id)).filter((one): one is KeptService => one !== undefined)) {
    await askService(tx, context, referral, service);
  }
}
