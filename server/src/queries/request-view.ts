import { civilDateAt } from '@openhaven/domain/calendar';
import { type DeclineAnswer, reasonForReferrer } from '@openhaven/domain/decline';
import { type RequestFacts, factsForService } from '@openhaven/domain/request-facts';
import { isPermitted } from '../access/permission.ts';
import type { Context, KeptReferral, KeptRequest, Question } from '../context.ts';

/** Just enough facts for the service that is asked; null for everybody else, and once the story is erased. */
export function factsOf(
  { actor, now }: Context,
  request: KeptRequest,
  referral: KeptReferral | null,
): RequestFacts | null {
  if (referral === null || referral.erasedAt || !isPermitted(actor, 'request.facts', request)) return null;
  return factsForService(referral.story.open(), civilDateAt(now), request.acknowledgedAt !== undefined);
}

/** Why the service said no, as the reader may know it. */
export interface DeclineView {
  readonly reason: string;
  readonly need: string | null;
  readonly wouldBeYesIf: string | null;
  readonly note: string | null;
}

/**
 * A reason that would say where the place lies or who lives there is told to nobody but the service, nor its note; and
 * the survivor's own reason for saying no to nobody but those who refer: "too near" would say where she is in danger.
 */
export function declineOf({ actor }: Context, request: KeptRequest): DeclineView | null {
  const { decline, declineNote } = request;
  const own = isPermitted(actor, 'request.answer', request);
  if (decline === undefined || (own && decline.by === 'SURVIVOR')) return null;
  const reason = own ? decline.reason : reasonForReferrer(decline.reason);
  if (reason !== decline.reason) return { reason, need: null, wouldBeYesIf: null, note: null };
  return { reason, ...detailOf(decline), note: declineNote?.open() ?? null };
}

function detailOf({ need, wouldBeYesIf }: DeclineAnswer): Pick<DeclineView, 'need' | 'wouldBeYesIf'> {
  return { need: need ?? null, wouldBeYesIf: wouldBeYesIf ?? null };
}

/** What the service asked, and what it was told. */
export function questionsOf({ store }: Context, request: KeptRequest): Promise<readonly Question[]> {
  return store.questions.ofRequests([request.id]);
}
