import { CHALLENGE_REASONS, CHALLENGE_VERDICTS } from '@openhaven/domain/challenge';
import { labelOf } from '@openhaven/domain/codes';
import type { AskedServicePartsFragment } from '../../api/generated';
import type { Status } from '../../ui/status-tag/status-tag';
import { ANSWER } from '../../ui/words/place';
import { changeToYesInWords, declineInWords, needInWords, reasonInWords, routesInWords } from '../../ui/words/reasons';
import { REQUEST_STATUS } from '../../ui/words/status';
import { takenBackInWords } from '../../ui/words/taken-back';

const OVER: readonly AskedServicePartsFragment['status'][] = ['DECLINED', 'SUPERSEDED', 'OFFER_ENDED'];

/** One request in words. */
export interface AskedRow {
  readonly id: string;
  readonly service: string;
  readonly status: Status;
  /** What the service owes next, and by when; nothing once it has answered. */
  readonly due?: { readonly what: string; readonly at: string };
  readonly lines: readonly string[];
  readonly questions: readonly { readonly id: string; readonly question: string; readonly answer: string }[];
  readonly unanswered: boolean;
  /** What the reader may do about its no; nothing if nothing. */
  readonly challenge?: string;
  /** Nothing more is to be expected of it. */
  readonly over: boolean;
}

export function askedRow(request: AskedServicePartsFragment): AskedRow {
  const due = dueOf(request);
  return {
    id: request.id,
    service: request.service.name,
    status: REQUEST_STATUS[request.status],
    ...(due === undefined ? {} : { due }),
    lines: [...byPhoneLines(request), ...takenBackLines(request), ...declineLines(request), ...challengeLines(request)],
    ...challengeLink(request),
    questions: request.questions.map(({ id, question, answer }) => ({
      id,
      question,
      answer: answer ?? 'Not answered yet',
    })),
    over: OVER.includes(request.status),
    unanswered: request.questions.some(({ answeredAt }) => answeredAt === null),
  };
}

function dueOf({ status, acknowledgeBy, decideBy }: AskedServicePartsFragment): AskedRow['due'] {
  if (status === 'SENT' || status === 'SEEN') return { what: 'First answer due', at: acknowledgeBy };
  if (status === 'ACKNOWLEDGED' || status === 'INFO_REQUESTED') return { what: 'Decision due', at: decideBy };
  return undefined;
}

function byPhoneLines({ byPhone }: AskedServicePartsFragment): readonly string[] {
  return byPhone ? ['By phone, written down by the county'] : [];
}

function takenBackLines({ takenBackAt }: AskedServicePartsFragment): readonly string[] {
  return takenBackAt ? [`The service took its offer back: ${takenBackInWords(takenBackAt)}`] : [];
}

/** Whether the no was challenged, why, and what came of it. */
function challengeLines({ challenge }: AskedServicePartsFragment): readonly string[] {
  if (!challenge) return [];
  const { reason, verdict } = challenge;
  const outcome = verdict ? labelOf(CHALLENGE_VERDICTS, verdict) : 'The coordinator decides';
  return [`Challenged: ${labelOf(CHALLENGE_REASONS, reason)}. ${outcome}.`];
}

function challengeLink({ actions }: AskedServicePartsFragment): Pick<AskedRow, 'challenge'> {
  if (actions.includes('challengeDecline')) return { challenge: 'Challenge this no' };
  return actions.includes('decideChallenge') ? { challenge: 'Decide on the challenge' } : {};
}

/** How the service's best space suited by the rules when it said no: so that the no can be understood later. */
function basisInWords({ basis }: AskedServicePartsFragment): string {
  if (!basis?.answer) return '';
  const reasons = basis.reasons.map(reasonInWords);
  const why = reasons.length > 0 ? `: ${reasons.join('. ').toLowerCase()}` : '';
  return `By its policy then (version ${basis.policyVersion}), its best space: ${ANSWER[basis.answer].word.toLowerCase()}${why}`;
}

/** Who said no, why, and what would have made it a yes: a bare "no" is never shown. */
function declineLines(request: AskedServicePartsFragment): readonly string[] {
  const { declineReason, declineNeed, routesTried, wouldBeYesIf, declineNote } = request;
  if (!declineReason) return [];
  return [
    `Reason: ${declineInWords(declineReason)}${declineNeed ? ` (${needInWords(declineNeed)})` : ''}`,
    routesTried.length > 0 ? `Ways to pay that were tried: ${routesInWords(routesTried)}` : '',
    wouldBeYesIf ? `It would have been a yes with: ${changeToYesInWords(wouldBeYesIf).toLowerCase()}` : '',
    declineNote ?? '',
    basisInWords(request),
  ].filter((line) => line !== '');
}
