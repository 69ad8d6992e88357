import { civilDateAt } from '@openhaven/domain/calendar';
import { type ConsentPart, sharedParts } from '@openhaven/domain/consent';
import { type DecisionBasis, basisWithParts } from '@openhaven/domain/decision-basis';
import { type RequestFacts, factsForService } from '@openhaven/domain/request-facts';
import { type Look, leaveToLook } from '../access/look.ts';
import { mayKnowFunding, reasonTold } from '../access/funding.ts';
import { isPermitted } from '../access/permission.ts';
import type { Context, KeptReferral, KeptRequest } from '../context.ts';

/** How a look at what was said in a request is written down: the service looks at the request, those who refer at the story. */
function lookFor({ actor }: Context, request: KeptRequest): Look | null {
  const { id: requestId, referralId, serviceId } = request;
  if (isPermitted(actor, 'request.facts', request))
    return { kind: 'facts', about: { referralId, requestId, serviceId } };
  return isPermitted(actor, 'story.read', request) ? { kind: 'story', about: { referralId } } : null;
}

/** What the service that is asked may read of the story beside what it cannot answer without; undefined: nothing. */
export function partsFor(
  { status: request }: KeptRequest,
  { status: referral, consents = [] }: KeptReferral,
  now: Date,
): readonly ConsentPart[] | undefined {
  return sharedParts({ consents, referral, request }, now);
}

/** Just enough facts for the service that is asked; null for everybody else, and once the story is erased. */
export async function factsOf(
  context: Context,
  request: KeptRequest,
  referral: KeptReferral | null,
): Promise<RequestFacts | null> {
  const { actor, now } = context;
  if (referral === null || referral.erasedAt || !isPermitted(actor, 'request.facts', request)) return null;
  const parts = partsFor(request, referral, now);
  if (parts === undefined) return null;
  const look = lookFor(context, request);
  if (look === null) return null;
  const story = referral.story.open(await leaveToLook(context, look, [referral.id]));
  return factsForService(story, parts, civilDateAt(now), request.acknowledgedAt !== undefined);
}

/** What an answer was made from, as the reader may know it. */
export type BasisView = Omit<DecisionBasis, 'facts' | 'policy'> & {
  readonly policyVersion: number;
  readonly facts: RequestFacts | null;
};

/** For the service as long as anything is shared with it, and for those who may read the story. */
export async function basisOf(
  context: Context,
  request: KeptRequest,
  referral: KeptReferral | null,
): Promise<BasisView | null> {
  const look = lookFor(context, request);
  if (request.basis === undefined || look === null || referral === null) return null;
  const parts = partsFor(request, referral, context.now);
  if (look.kind === 'facts' && parts === undefined) return null;
  const whole = request.basis.open(await leaveToLook(context, look, [request.id]));
  return look.kind === 'facts' ? basisView(basisWithParts(whole, parts ?? [])) : basisForReferrers(context, whole);
}

function basisView({ policy, ...rest }: DecisionBasis): BasisView {
  return { ...rest, policyVersion: policy.version };
}

/** Those who refer have the facts in the story itself; of funding they read as much as they may know. */
async function basisForReferrers(context: Context, whole: DecisionBasis): Promise<BasisView> {
  const { reasons, ...rest } = basisView(whole);
  const knows = await mayKnowFunding(context);
  const told = knows ? reasons : reasons.filter(({ rule }) => rule !== 'FUNDING_NRPF');
  return { ...rest, reasons: told, facts: null };
}

/** Why the service said no, as the reader may know it. */
export interface DeclineView {
  readonly reason: string;
  readonly need: string | null;
  readonly wouldBeYesIf: string | null;
  readonly routesTried: readonly string[];
}

/**
 * A reason that would say where the place lies or who lives there is told to nobody but the service; and the survivor's
 * own reason for saying no to nobody but those who refer: "too near" would say where she is in danger.
 */
export async function declineOf(context: Context, request: KeptRequest): Promise<DeclineView | null> {
  const { actor } = context;
  const { decline } = request;
  const own = isPermitted(actor, 'request.answer', request);
  if (decline === undefined || (own && decline.by === 'SURVIVOR')) return null;
  const reason = own ? decline.reason : await reasonTold(context, decline.reason);
  if (reason !== decline.reason) return { reason, need: null, wouldBeYesIf: null, routesTried: [] };
  const { need = null, wouldBeYesIf = null, routesTried = [] } = decline;
  return { reason, need, wouldBeYesIf, routesTried };
}

/** What the service wrote beside its no: for whoever is told the reason itself. */
export async function declineNoteOf(context: Context, request: KeptRequest): Promise<string | null> {
  const { decline, declineNote, id } = request;
  const look = lookFor(context, request);
  if (look === null || declineNote === undefined) return null;
  if ((await declineOf(context, request))?.reason !== decline?.reason) return null;
  return declineNote.open(await leaveToLook(context, look, [id]));
}

/** A question as it is shown. */
export interface QuestionView {
  readonly id: string;
  readonly askedAt: Date;
  readonly question: string;
  readonly answer: string | null;
  readonly answeredAt: Date | null;
}

/** What the service asked, and what it was told: the service no more once nothing is shared with it. */
export async function questionsOf(
  context: Context,
  request: KeptRequest,
  referral: KeptReferral | null,
): Promise<readonly QuestionView[]> {
  const look = lookFor(context, request);
  const isOver = referral === null || partsFor(request, referral, context.now) === undefined;
  const questions =
    look === null || (look.kind === 'facts' && isOver) ? [] : await context.store.questions.ofRequests([request.id]);
  if (look === null || questions.length === 0) return [];
  const ids = questions.map(({ id }) => id);
  const grant = await leaveToLook(context, look, ids);
  return questions.map(({ id, askedAt, question, answer, answeredAt }) => ({
    id,
    askedAt,
    question: question.open(grant),
    answer: answer?.open(grant) ?? null,
    answeredAt: answeredAt ?? null,
  }));
}
