import { sharedParts } from '@openhaven/domain/consent';
import { type DecisionBasis, decisionBasis } from '@openhaven/domain/decision-basis';
import { placesOf } from '../access/clashes.ts';
import { grantForRules } from '../access/look.ts';
import type { Context, KeptReferral, KeptRequest, Store } from '../context.ts';
import { present } from './load.ts';

/** What a service's answer is made from now: to be kept with the answer. */
export async function freezeDecision(
  tx: Store,
  { now }: Context,
  request: KeptRequest,
  referral: KeptReferral,
): Promise<DecisionBasis> {
  const service = await present(tx.services.get(request.serviceId), 'service');
  const places = await placesOf(tx, service, referral.id, now);
  const { status, consents = [] } = referral;
  const parts = sharedParts({ consents, referral: status, request: request.status }, now) ?? [];
  const story = referral.story.open(grantForRules('MATCHING'));
  const acknowledged = request.acknowledgedAt !== undefined;
  return decisionBasis(places, service.policy, { story, parts, acknowledged }, now);
}
