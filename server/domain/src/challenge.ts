import { OURS, listOf } from './code-list.ts';
import { civilDateAt } from './calendar.ts';
import { type PriorityCode, isCodeOf } from './codes.ts';
import { type Decision, allow, refuse } from './decision.ts';
import { namesNeed, reasonForReferrer } from './decline.ts';
import type { ServiceId } from './ids.ts';
import { type PlacementRequest, applyToRequest } from './placement-request.ts';
import { type ReferralStatus, isUnplaced } from './referral.ts';
import { decideBy, placeBy } from './target-times.ts';

/** Why a no is not taken as it is. Source: SCENARIOS A9. */
export const CHALLENGE_REASONS = listOf(OURS, [
  { code: 'NEED_CAN_BE_MET', label: 'The need can be met with support that comes with them' },
  { code: 'CHANGE_IS_THERE', label: 'What would have made it a yes is there now' },
  { code: 'FACTS_MISREAD', label: 'The facts were misread' },
  { code: 'OTHERS_WERE_TAKEN', label: 'Others with the same need were taken' },
]);
export type ChallengeReason = (typeof CHALLENGE_REASONS)[number]['code'];

/** What the coordinator decides on a challenge. */
export const CHALLENGE_VERDICTS = listOf(OURS, [
  { code: 'ASK_AGAIN', label: 'The service is asked to look again' },
  { code: 'STANDS', label: 'The no stands' },
]);
export type ChallengeVerdict = (typeof CHALLENGE_VERDICTS)[number]['code'];

/** A no that was not taken as it is, and what came of it. */
export interface Challenge {
  readonly reason: ChallengeReason;
  readonly at: Date;
  /** By when the coordinator decides. */
  readonly decideBy: Date;
  readonly verdict?: ChallengeVerdict;
  readonly verdictAt?: Date;
}

/** A request of which a no may be challenged. */
export interface Challengeable extends PlacementRequest {
  readonly priority: PriorityCode;
  readonly challenge?: Challenge;
}

/**
 * Until when a no may be challenged: as long again as there was time to find a place. Undefined where it cannot be: it
 * was the survivor's own, it was challenged before, or its reason may not be told.
 */
export function challengeUntil({ status, decline, decidedAt, priority, challenge }: Challengeable): Date | undefined {
  if (status !== 'DECLINED' || decline?.by !== 'SERVICE' || decidedAt === undefined || challenge) return undefined;
  if (reasonForReferrer(decline.reason) !== decline.reason) return undefined;
  return placeBy(decidedAt, priority);
}

/** Whether the household still looks for a place in the round in which a request was sent. */
export function stillSeeks(
  referral: { readonly status: ReferralStatus; readonly round: number },
  request: { readonly round: number },
): boolean {
  return isUnplaced(referral.status) && referral.status !== 'AGREED' && referral.round === request.round;
}

/** Whether a no may be challenged at an instant. */
export function mayChallenge(request: Challengeable, now: Date): boolean {
  const until = challengeUntil(request);
  return until !== undefined && now <= until;
}

/** Challenges a no, once. */
export function challenge<Request extends Challengeable>(
  request: Request,
  reason: string,
  now: Date,
): Decision<Request> {
  if (!isCodeOf(CHALLENGE_REASONS, reason, civilDateAt(now))) return refuse('REASON_NEEDED', 'reason');
  if (!mayChallenge(request, now)) return refuse('CHALLENGE_NOT_POSSIBLE');
  return allow({ ...request, challenge: { reason, at: now, decideBy: decideBy(now, request.priority) } });
}

/** Whether a challenge waits for the coordinator. */
export const isChallenged = ({ challenge: raised }: Pick<Challengeable, 'challenge'>): boolean =>
  raised !== undefined && raised.verdict === undefined;

/** Decides on a challenge: the no stands, or the request is as if it had just been sent. */
export function judge<Request extends Challengeable>(request: Request, verdict: string, now: Date): Decision<Request> {
  const { challenge: raised } = request;
  if (!isCodeOf(CHALLENGE_VERDICTS, verdict, civilDateAt(now))) return refuse('REASON_NEEDED', 'verdict');
  if (raised === undefined || raised.verdict !== undefined) return refuse('CHALLENGE_NOT_POSSIBLE');
  const judged = { ...request, challenge: { ...raised, verdict, verdictAt: now } };
  if (verdict === 'STANDS') return allow(judged);
  const again = applyToRequest(judged, 'ASK_AGAIN', now);
  if (!again.allowed) return again;
  const {
    decline: _no,
    decidedAt: _then,
    acknowledgedAt: _looking,
    seenAt: _seen,
    ...rest
  } = { ...judged, ...again.value };
  return allow(rest as Request);
}

/** The noes that were about what the household needs, one for each service, the last of each. */
export function needsDeclines<Request extends Pick<PlacementRequest, 'status' | 'decline' | 'serviceId'>>(
  requests: readonly Request[],
): readonly Request[] {
  const last = new Map<ServiceId, Request>();
  for (const request of requests) if (isNeedsDecline(request)) last.set(request.serviceId, request);
  return [...last.values()];
}

const isNeedsDecline = ({ status, decline }: Pick<PlacementRequest, 'status' | 'decline'>): boolean =>
  status === 'DECLINED' && decline?.by === 'SERVICE' && namesNeed(decline.reason);

/** After so many noes about needs those who know the household sit down together. Source: SCENARIOS A9. */
const NOES_BEFORE_CONFERENCE = 3;

/** What a case conference came to. */
export const CONFERENCE_OUTCOMES = listOf(OURS, [
  { code: 'JOINT_SUPPORT', label: 'Support from several agencies comes with them' },
  { code: 'HIGH_SUPPORT_PLACE', label: 'A place with high support is looked for' },
  { code: 'DISPERSED_PLACE', label: 'A home of their own with support is looked for' },
  { code: 'SOCIAL_CARE', label: 'Social care finds a place' },
  { code: 'NOTHING_YET', label: 'Nothing yet: it is recorded as an unmet need' },
]);
export type ConferenceOutcome = (typeof CONFERENCE_OUTCOMES)[number]['code'];

/** A case conference that was held. */
export interface Conference {
  readonly heldAt: Date;
  readonly outcome: ConferenceOutcome;
}

/** Whether a case conference is called for: three services have said no because of needs since the last one. */
export function needsConference(
  requests: readonly Pick<PlacementRequest, 'status' | 'decline' | 'serviceId' | 'decidedAt'>[],
  last: Conference | undefined,
): boolean {
  const since = requests.filter(({ decidedAt }) => last === undefined || (decidedAt && decidedAt > last.heldAt));
  return needsDeclines(since).length >= NOES_BEFORE_CONFERENCE;
}

/** Whether a code is an outcome of a conference. */
export function checkOutcome(outcome: string, now: Date): Decision<ConferenceOutcome> {
  return isCodeOf(CONFERENCE_OUTCOMES, outcome, civilDateAt(now)) ? allow(outcome) : refuse('REASON_NEEDED', 'outcome');
}
