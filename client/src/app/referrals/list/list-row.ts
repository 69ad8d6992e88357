import { STORY_ERASED } from '@openhaven/domain/story';
import type { ReferralsQuery } from '../../api/generated';
import type { Status } from '../../ui/status-tag/status-tag';
import { count, dayAndTime } from '../../ui/time';
import { REFERRAL_STATUS } from '../../ui/words/status';
import { TONIGHT } from '../../ui/words/story';
import { PRIORITY } from '../../ui/words/work';

export type Listed = ReferralsQuery['referrals']['edges'][number]['node'];

export interface ListRow {
  readonly id: string;
  readonly reference: string;
  /** What the survivor wants to be called; empty if nobody has said, or the story is erased. */
  readonly name: string;
  readonly path: string;
  readonly status: Status;
  readonly priority: Status | undefined;
  readonly placeBy: string | null | undefined;
  readonly facts: string;
}

/** One referral of the list, in words. */
export function listRow(referral: Listed, now: Date): ListRow {
  const {
    id,
    reference,
    status,
    priority,
    tonight,
    placeBy,
    createdAt,
    submittedAt,
    preferredName,
    erasedAt,
    requests,
  } = referral;
  const since = dayAndTime(new Date(submittedAt ?? createdAt), now);
  return {
    id,
    reference,
    name: preferredName ?? '',
    path: status === 'DRAFT' ? `/referrals/${id}/story` : `/referrals/${id}`,
    status: REFERRAL_STATUS[status],
    priority: PRIORITY[priority],
    placeBy,
    facts: [
      ...(erasedAt ? [STORY_ERASED.slice(0, -1)] : []),
      `${submittedAt === null ? 'Begun' : 'Sent'} ${since}`,
      `Tonight: ${TONIGHT[tonight].toLowerCase()}`,
      requests.length === 0 ? 'Nobody asked' : `${count(requests.length, 'service')} asked`,
    ].join('. '),
  };
}
