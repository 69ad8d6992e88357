import type { Loss, ReplaceListQuery, Standing } from '../../api/generated';
import type { Status } from '../../ui/status-tag/status-tag';
import { count, dayAndTime, duration } from '../../ui/time';
import { outOfUseInWords } from '../../ui/words/spaces';
import { PRIORITY } from '../../ui/words/work';
import { tonightStatus } from '../board/board-row';

type Row = ReplaceListQuery['replaceList'][number];

const LOST: Readonly<Record<Loss, string>> = {
  HOME: 'They live there and must move',
  AGREED: 'They had said yes to it',
  OFFERED: 'It was offered to them',
  KEPT: 'It was kept for them',
};

const STANDS: Readonly<Record<Standing, Status>> = {
  LIVES_THERE: { word: 'Still there', tone: 'bad' },
  LOOKING: { word: 'Looking for a place', tone: 'act' },
  OFFERED: { word: 'Another place offered', tone: 'wait' },
  AGREED: { word: 'Another place promised', tone: 'good' },
};

/** A household to be placed again, in words. */
export interface AgainRow {
  readonly reference: string;
  /** The referral's id, for those who may open it. */
  readonly referralId: string | undefined;
  readonly mayAsk: boolean;
  readonly needs: Status | undefined;
  readonly lost: string;
  readonly where: string;
  readonly why: string;
  readonly since: string;
  readonly stands: Status;
  readonly asked: string;
  readonly referrer: string | null;
  readonly tonight: Status | undefined;
}

export function againRow(row: Row, now: Date): AgainRow {
  const { referral, asked, tonight } = row;
  const lostAt = new Date(row.lostAt);
  return {
    reference: row.reference,
    referralId: referral?.id,
    mayAsk: referral?.actions.includes('sendRequests') ?? false,
    needs: PRIORITY[row.needs],
    lost: LOST[row.loss],
    where: `${row.service.name}, ${row.unitLabel}`,
    why: outOfUseInWords(row.reason),
    since: `${duration(now.getTime() - lostAt.getTime())} ago, ${dayAndTime(lostAt, now)}`,
    stands: STANDS[row.stands],
    asked: askedInWords(row.stands, asked),
    referrer: row.referrerName,
    // What was said of tonight before the fire is not true of those who lived there.
    tonight: tonight && row.stands !== 'LIVES_THERE' ? tonightStatus(tonight) : undefined,
  };
}

/** Whether services have been asked again; nothing for whoever is not told, and where a place is there already. */
function askedInWords(stands: Standing, asked: number | null): string {
  if (asked === null || stands !== 'LOOKING') return '';
  return asked === 0 ? 'No service asked again yet' : `${count(asked, 'service')} asked again`;
}
