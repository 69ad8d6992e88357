import { challenge, checkOutcome, judge, needsConference, stillSeeks } from '@openhaven/domain/challenge';
import { mayShare } from '@openhaven/domain/consent';
import { type Decision, allow, refuse } from '@openhaven/domain/decision';
import type { PlacementRequestId, ReferralId } from '@openhaven/domain/ids';
import { isUnplaced } from '@openhaven/domain/referral';
import { placeBy } from '@openhaven/domain/target-times';
import { keptOutOrganisations } from '../access/exclusions.ts';
import type { Context, KeptRequest, Store } from '../context.ts';
import { aboutReferral, aboutRequest } from './about.ts';
import { sendAgain } from './ask-services.ts';
import type { ReferralDone, RequestDone } from './ids.ts';
import { present, referralFor, requestFor } from './load.ts';
import { mustBeSaved, runCommand } from './run-command.ts';
import { safeServices } from './safe-services.ts';
import { tellReferrers, tellRole } from './tell.ts';

const about = ({ id: requestId, referralId, serviceId, priority }: KeptRequest) =>
  ({ requestId, referralId, serviceId, priority }) as const;

/** Those who refer do not take a no as it is: the coordinator decides, and is told at once. */
export function challengeDecline(
  context: Context,
  input: { idempotencyKey: string; requestId: PlacementRequestId; reason: string },
): Promise<Decision<RequestDone>> {
  const { requestId, reason } = input;
  const wish = { name: 'request.challenge', key: input.idempotencyKey, input, about: { requestId } };
  return runCommand(context, wish, async (tx) => {
    const request = await requestFor(context, tx, requestId, 'request.challenge');
    const referral = await present(tx.referrals.get(request.referralId), 'referral');
    if (!stillSeeks(referral, request)) return refuse('CHALLENGE_NOT_POSSIBLE');
    const raised = challenge(request, reason, context.now);
    if (!raised.allowed) return raised;
    mustBeSaved(await tx.requests.save(raised.value));
    await tx.audit.add({ action: 'challenge.raised', reason, ...aboutRequest(request) }, context);
    await tellRole(tx, context, 'COORDINATOR', { kind: 'CHALLENGE_RAISED', ...about(request) });
    return allow({ requestId, referralId: request.referralId });
  });
}

/** The coordinator decides on a challenge. The service is asked anew, with clocks of its own, or the no stands. */
export function decideChallenge(
  context: Context,
  input: { idempotencyKey: string; requestId: PlacementRequestId; verdict: string },
): Promise<Decision<RequestDone>> {
  const { requestId, verdict } = input;
  const wish = { name: 'challenge.decide', key: input.idempotencyKey, input, about: { requestId } };
  return runCommand(context, wish, async (tx) => {
    const request = await requestFor(context, tx, requestId, 'challenge.decide');
    const judged = judge(request, verdict, context.now);
    if (!judged.allowed) return judged;
    const possible = verdict === 'STANDS' ? allow(undefined) : await mayAskAgain(tx, context, request);
    if (!possible.allowed) return possible;
    if (verdict === 'STANDS') mustBeSaved(await tx.requests.save(judged.value));
    else await sendAgain(tx, context, judged.value);
    await tx.audit.add({ action: 'challenge.decided', reason: verdict, ...aboutRequest(request) }, context);
    const telling = { kind: 'CHALLENGE_DECIDED', ...about(request) } as const;
    await tellReferrers(tx, context, request.referrerOrganisationId, telling);
    return allow({ requestId, referralId: request.referralId });
  });
}

/** Everything that is asked before a service is asked the first time is asked again: much may have changed since. */
async function mayAskAgain(tx: Store, { now }: Context, request: KeptRequest): Promise<Decision<undefined>> {
  const referral = await present(tx.referrals.get(request.referralId), 'referral');
  if (!stillSeeks(referral, request)) return refuse('CHALLENGE_NOT_POSSIBLE');
  if (!mayShare(referral.consents ?? [], now)) return refuse('CONSENT_NEEDED');
  const keptOut = await keptOutOrganisations(tx, referral.id);
  const service = await present(tx.services.get(request.serviceId), 'service');
  const safe = await safeServices(tx, [service], referral, now);
  return safe.length > 0 && !keptOut.has(request.organisationId) ? allow(undefined) : refuse('SERVICE_NOT_AVAILABLE');
}

/**
 * After a no about needs: if it is the third, those who know the household have to sit down together, and are told. One
 * conference is called at a time.
 */
export async function callConference(tx: Store, context: Context, { referralId }: KeptRequest): Promise<void> {
  const referral = await present(tx.referrals.get(referralId), 'referral');
  if (referral.conferenceBy !== undefined || !isUnplaced(referral.status)) return;
  if (!needsConference(await tx.requests.ofReferral(referralId), referral.conference)) return;
  mustBeSaved(await tx.referrals.save({ ...referral, conferenceBy: placeBy(context.now, referral.priority) }));
  await tx.audit.add({ action: 'conference.called', ...aboutReferral(referral) }, context);
  const telling = { kind: 'CASE_CONFERENCE', referralId } as const;
  await tellReferrers(tx, context, referral.referrerOrganisationId, telling);
  await tellRole(tx, context, 'COORDINATOR', telling);
}

/** Says what a case conference came to. The next one is called after three more noes. */
export function recordConference(
  context: Context,
  input: { idempotencyKey: string; referralId: ReferralId; outcome: string },
): Promise<Decision<ReferralDone>> {
  const { now } = context;
  const { referralId } = input;
  const wish = { name: 'conference.record', key: input.idempotencyKey, input, about: { referralId } };
  return runCommand(context, wish, async (tx) => {
    const referral = await referralFor(context, tx, referralId, 'conference.record');
    const outcome = checkOutcome(input.outcome, now);
    if (!outcome.allowed) return outcome;
    const { conferenceBy, ...rest } = referral;
    if (conferenceBy === undefined) return refuse('NO_CONFERENCE_DUE');
    mustBeSaved(await tx.referrals.save({ ...rest, conference: { heldAt: now, outcome: outcome.value } }));
    await tx.audit.add({ action: 'conference.held', reason: outcome.value, ...aboutReferral(referral) }, context);
    return allow({ referralId });
  });
}
