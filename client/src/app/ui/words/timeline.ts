import { CHALLENGE_REASONS, CHALLENGE_VERDICTS, CONFERENCE_OUTCOMES } from '@openhaven/domain/challenge';
import { CONSENT_WAYS } from '@openhaven/domain/consent';
import { SAFEGUARDING_REASONS } from '@openhaven/domain/contact-log';
import { CALL_OUTCOMES } from '@openhaven/domain/call-back';
import { labelOf, SUPPORT_NEEDS, UNMET_NEED_REASONS } from '@openhaven/domain/codes';
import { changeToYesInWords, declineInWords } from './reasons';
import type { TimelineItem } from '../timeline/timeline';
import { nextStepInWords } from './next-step';

/** One entry as the server sends it: codes only. */
export interface TimelineEntry {
  readonly id: string;
  readonly at: string;
  readonly what: string;
  readonly byRole: string;
  readonly byOrganisation?: string | null;
  /** Said by the service on the telephone. */
  readonly byPhone?: boolean;
  readonly serviceName?: string | null;
  readonly reason?: string | null;
  readonly wouldBeYesIf?: string | null;
}

const WHAT: Readonly<Record<string, string>> = {
  'referral.begun': 'Draft begun',
  'referral.saved': 'Draft saved',
  'referral.submitted': 'Referral received',
  'referral.withdrawn': 'Referral withdrawn',
  'referral.reopened': 'Referral taken up again',
  'referral.erased': 'Story erased',
  'referral.tonight-set': 'Plan for tonight changed',
  'referral.unsafe-area-added': 'Unsafe area added',
  'duplicate.merged': 'Joined: another referral is about the same household',
  'duplicate.unmerged': 'Taken apart again: the other referral is about another household',
  'challenge.raised': 'A no was challenged',
  'challenge.decided': 'The coordinator decided on a challenge',
  'conference.called': 'A case conference was called for: three services said no because of needs',
  'conference.held': 'A case conference was held',
  'consent.recorded': 'What they agree to share was written down',
  'consent.withdrawn': 'They agreed no more that their story is shared',
  'referral.place-came-free': 'A place that may suit came free',
  'arrangement.asked': 'Something was to be arranged beside a place',
  'arrangement.ended': 'Something no longer has to be arranged beside a place',
  'arrangement.settled': 'Somebody saw to what was to be arranged',
  'contact.tried': 'Somebody tried to reach the survivor',
  'referral.paused': 'Paused: cannot be reached safely',
  'referral.resumed': 'They are back: the search goes on',
  'welfare-check.called-for': 'The police are to be asked to look in',
  'welfare-check.called-off': 'The police are not to be asked any more',
  'welfare-check.asked-for': 'The police were asked to look in',
  'welfare-check.ended': 'What came of asking the police was written down',
  'safety.dates-set': 'Dates to look at their safety were changed',
  'safety.check-asked': 'Somebody was asked to look whether they are safe',
  'safety.checked': 'Somebody looked whether they are safe',
  'call.recorded': 'Somebody rang who said they were a colleague',
  'glass.broken': 'Opened in an emergency',
  'glass.reviewed': 'The opening was looked at',
  'referral.exclusions-set': 'Who must not see this was changed',
  'referral.escalated': 'Passed to the county coordinator',
  'referral.place-overdue': 'Time for a place or a plan has passed',
  'referral.seeking-again': 'Looking for a place again',
  'referral.closed-unmet': 'Closed: the need was not met',
  'escalation.acknowledged': 'The coordinator has it',
  'unmet-need.recorded': 'Recorded that nothing met the need',
  'request.sent': 'Service asked',
  'request.seen': 'Service opened the request',
  'request.acknowledged': 'Service is looking at it',
  'request.question-asked': 'Service asked a question',
  'request.question-answered': 'Question answered',
  'request.declined': 'Service said no',
  'request.no-response': 'No answer from the service in time',
  'request.escalated': 'Chased automatically',
  'request.superseded': 'Request no longer needed',
  'vacancies.confirmed': 'Vacancies confirmed',
  'hold.placed': 'Space kept free',
  'hold.offered': 'Place offered',
  'hold.extended': 'Kept free for longer',
  'hold.released': 'Space let go',
  'hold.expired': 'Time ran out: the space is free again',
  'hold.accepted': 'Survivor said yes',
  'hold.declined': 'Survivor said no',
  'hold.withdrawn': 'Service took its offer back',
  'hold.frozen': 'Offer frozen: it lies in an unsafe area',
  'hold.unfrozen': 'Offer can go on',
  'hold.missed': 'Did not arrive',
  'place.released': 'Address told to a named person',
  'place.shown': 'Address looked at',
  'place.release-taken-back': 'Address no longer told',
  'placement.arrived': 'Arrived',
  'placement.must-move': 'Must move: the space is out of use',
  'placement.notice-given': 'Day of leaving told',
  'placement.left': 'Left',
};

const ROLE: Readonly<Record<string, string>> = {
  REFERRER: 'referrer',
  OUT_OF_AREA_REFERRER: 'referrer outside the county',
  REFUGE_WORKER: 'refuge worker',
  REFUGE_MANAGER: 'refuge manager',
  COORDINATOR: 'county coordinator',
  PRIVACY_OFFICER: 'privacy officer',
  CLOCK: 'automatically',
};

/** Why a story was erased. */
const ERASED: Readonly<Record<string, string>> = {
  ASKED_FOR: 'It was asked for',
  RETENTION: 'The time for keeping it was over',
};

/** Who did it, in words: the role, and the organisation where there is one. */
export function byInWords({ byRole, byOrganisation }: Pick<TimelineEntry, 'byRole' | 'byOrganisation'>): string {
  const role = ROLE[byRole] ?? byRole;
  return byOrganisation ? `${role}, ${byOrganisation}` : role;
}

/** The lists from which a reason may be, beside those of a no. */
const LISTS = [
  ...UNMET_NEED_REASONS,
  ...SUPPORT_NEEDS,
  ...CALL_OUTCOMES,
  ...CONSENT_WAYS,
  ...SAFEGUARDING_REASONS,
  ...CHALLENGE_REASONS,
  ...CHALLENGE_VERDICTS,
  ...CONFERENCE_OUTCOMES,
];

/** Why, whichever list the code is from; a code of no list reads as itself. */
function reasonOf(reason: string): string {
  const erased = ERASED[reason];
  if (erased !== undefined) return erased;
  const decline = declineInWords(reason);
  if (decline !== reason) return decline;
  if (reason === 'STILL_SAFE') return 'they are safe where they are';
  if (reason === 'NEEDS_TO_MOVE') return 'they are not safe there any more';
  if (reason === 'ACCEPTED') return 'it was right';
  if (reason === 'NOT_ACCEPTED') return 'it was not right';
  const need = labelOf(LISTS, reason);
  return need === reason ? nextStepInWords(reason) : need;
}

/** What an act is, in words. One that is not known reads as its code. */
export function whatInWords(what: string): string {
  return WHAT[what] ?? what;
}

const BY_PHONE = 'By phone, written down by the county';

/** What happened, in words. */
export function timelineItem(entry: TimelineEntry): TimelineItem {
  const what = whatInWords(entry.what);
  const details = [
    entry.byPhone ? BY_PHONE : '',
    entry.reason ? `Reason: ${reasonOf(entry.reason)}` : '',
    entry.wouldBeYesIf ? `It would have been a yes with: ${changeToYesInWords(entry.wouldBeYesIf).toLowerCase()}` : '',
  ];
  return {
    id: entry.id,
    at: entry.at,
    what: entry.serviceName ? `${what}: ${entry.serviceName}` : what,
    by: byInWords(entry),
    details: details.filter((detail) => detail !== ''),
  };
}
