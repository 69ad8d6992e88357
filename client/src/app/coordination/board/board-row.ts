import type { BoardQuery, TonightPlan } from '../../api/generated';
import type { Status, Tone } from '../../ui/status-tag/status-tag';
import { dayAndTime, duration } from '../../ui/time';
import { nextStepInWords } from '../../ui/words/next-step';
import { onCallInWords } from '../../ui/words/on-call';
import { REFERRAL_STATUS } from '../../ui/words/status';
import { TONIGHT } from '../../ui/words/story';
import { PRIORITY } from '../../ui/words/work';

type Row = BoardQuery['board']['edges'][number]['node'];

/** How alarming a night is. */
const TONIGHT_TONE: Readonly<Record<TonightPlan, Tone>> = {
  SAFE_WHERE_THEY_ARE: 'good',
  FRIENDS_OR_FAMILY: 'wait',
  HOTEL_OR_BED_AND_BREAKFAST: 'wait',
  COUNCIL_INTERIM: 'wait',
  HOSPITAL_OR_CUSTODY: 'wait',
  WITH_PERPETRATOR: 'bad',
  NOWHERE: 'bad',
  NOT_KNOWN: 'act',
};

/** Where a household sleeps tonight, as word and colour. */
export function tonightStatus(plan: TonightPlan): Status {
  return { word: TONIGHT[plan], tone: TONIGHT_TONE[plan] };
}

/** A row of the board in words, and what the coordinator may do about it. */
export interface BoardRow {
  readonly id: string;
  readonly reference: string;
  readonly referrer: string;
  readonly priority: Status | undefined;
  readonly status: Status;
  /** How long they have been without a place. */
  readonly unplaced: string;
  /** How long the search has been paused, where it is. */
  readonly paused: string | undefined;
  readonly tonight: Status;
  readonly counts: string;
  /** When a place was last taken back from them, in words. */
  readonly takenBack: string;
  readonly next: { readonly step: string; readonly at: string; readonly onCall: string } | undefined;
  readonly placeBy: string | null;
  readonly inHandOf: string | null;
  readonly mayTake: boolean;
  readonly mayAsk: boolean;
  readonly mayPlan: boolean;
  readonly mayClose: boolean;
}

export function boardRow(row: Row, now: Date): BoardRow {
  const { referral, priority, status, unplacedSince, pausedAt, nextStep } = row;
  return {
    id: referral.id,
    reference: row.reference,
    referrer: row.referrerName,
    priority: PRIORITY[priority],
    status: REFERRAL_STATUS[status],
    unplaced: duration(now.getTime() - Date.parse(unplacedSince)),
    paused: pausedAt ? dayAndTime(new Date(pausedAt), now) : undefined,
    tonight: tonightStatus(row.tonight),
    counts: answersInWords(row),
    takenBack: row.takenBackAt ? `A place was taken back: ${dayAndTime(new Date(row.takenBackAt), now)}` : '',
    next: nextStep
      ? { step: nextStepInWords(nextStep.step), at: nextStep.at, onCall: onCallInWords(nextStep.onCall, now) }
      : undefined,
    placeBy: row.placeBy,
    inHandOf: row.acknowledgedBy,
    mayTake: referral.actions.includes('acknowledgeEscalation') && !row.acknowledgedBy,
    mayAsk: referral.actions.includes('sendRequests'),
    mayPlan: referral.actions.includes('setTonightPlan'),
    mayClose: referral.actions.includes('recordUnmetNeed'),
  };
}

/** "5 asked: 2 said no, 1 silent, 1 offers a place, 1 waiting". */
export function answersInWords({
  asked,
  declined,
  silent,
  offered,
}: Pick<Row, 'asked' | 'declined' | 'silent' | 'offered'>): string {
  if (asked === 0) return 'Nobody asked yet';
  const waiting = Math.max(0, asked - declined - silent - offered);
  const parts = [
    [offered, offered === 1 ? 'offers a place' : 'offer a place'],
    [waiting, 'still to answer'],
    [silent, 'silent'],
    [declined, 'said no'],
  ] as const;
  const answers = parts.filter(([number]) => number > 0).map(([number, words]) => `${number} ${words}`);
  return `${asked} asked: ${answers.join(', ')}`;
}
