import { mayShare } from '@openhaven/domain/consent';
import type { Place } from '@openhaven/domain/eligibility';
import type { ServiceId } from '@openhaven/domain/ids';
import { searchPlaces, servicesToAsk } from '@openhaven/domain/matching';
import { isOpenRequest } from '@openhaven/domain/placement-request';
import { applyToReferral } from '@openhaven/domain/referral';
import type { Story } from '@openhaven/domain/story';
import { boardFor } from '../access/clashes.ts';
import { grantForRules } from '../access/look.ts';
import type { Context, KeptReferral, KeptRequest, KeptService, Store } from '../context.ts';
import { askServices, askedIn } from './ask-services.ts';
import { keep } from './keep.ts';
import { mustBeSaved } from './run-command.ts';

const AT_A_TIME = 3;

/**
 * Asks the next services that suit and have not been asked in this round, nor answered in one before, inside the county or out of it: first those
 * with a free place that fits, then those that have to look, then those that may waive a rule. At most three are under
 * way at a time, so that three silent services do not become nine.
 * @returns how many were asked
 */
export async function widen(tx: Store, context: Context, referral: KeptReferral): Promise<number> {
  const seeking = keep(referral, applyToReferral(referral, 'ASK_SERVICES'));
  if (!seeking.allowed || !mayShare(referral.consents ?? [], context.now)) return 0;
  const requests = await tx.requests.ofReferral(referral.id);
  const asked = askedIn(referral, requests);
  const wanted = AT_A_TIME - [...asked.values()].filter((request) => isUnderWay(request, context.now)).length;
  if (wanted <= 0) return 0;

  const board = await boardFor(tx, referral.id, context.now);
  const answered = answeredBefore(referral, requests);
  const next = inOrder(board.places, referral.story.open(grantForRules('MATCHING')), context.now)
    .filter((id) => !asked.has(id) && !answered.has(id))
    .slice(0, wanted)
    .map((id) => board.services.get(id))
    .filter((one): one is KeptService => one !== undefined);
  if (next.length > 0 && seeking.value.status !== referral.status) mustBeSaved(await tx.referrals.save(seeking.value));
  await askServices(tx, context, referral, next);
  return next.length;
}

/** Services that have answered, or taken their offer back, in an earlier round of the same search: not bothered again. */
function answeredBefore({ unplacedSince }: KeptReferral, requests: readonly KeptRequest[]): ReadonlySet<ServiceId> {
  const answered = requests.filter(
    ({ sentAt, status }) => status !== 'SUPERSEDED' && unplacedSince !== undefined && sentAt >= unplacedSince,
  );
  return new Set(answered.map(({ serviceId }) => serviceId));
}

/** Whether an answer may still be expected: the first clock runs, or the service has said that it is looking. */
function isUnderWay(request: KeptRequest, now: Date): boolean {
  return isOpenRequest(request.status) && (request.acknowledgedAt !== undefined || now < request.acknowledgeBy);
}

function inOrder(places: readonly Place[], story: Story, now: Date): readonly ServiceId[] {
  const { fits, ask } = searchPlaces(places, story, now);
  const best = [...fits, ...ask].map(({ place }) => place.service.id);
  const others = servicesToAsk(places, story, now).map(({ service }) => service.id);
  return [...new Set([...best, ...others])];
}
