import type { InboxQuery, RequestStatus } from '../../api/generated';
import type { Status } from '../../ui/status-tag/status-tag';
import { askedStatus } from '../../ui/words/asked';
import { declineInWords } from '../../ui/words/reasons';
import { PRIORITY } from '../../ui/words/work';
import { factsLine } from '../facts';
import { clockOf, type RequestClock } from '../request-clock';

type Asked = InboxQuery['inbox']['edges'][number]['node'];

/** A request in the list, in words. */
export interface InboxRow {
  readonly id: string;
  readonly reference: string;
  readonly who: string;
  readonly service: string;
  readonly priority: Status | undefined;
  readonly status: Status;
  readonly reason: string;
  readonly clock: RequestClock | undefined;
}

export interface InboxGroup {
  readonly heading: string;
  readonly rows: readonly InboxRow[];
}

/** What has to be done first stands first. A request of any other state is closed. */
const GROUPS: readonly { readonly heading: string; readonly statuses: readonly RequestStatus[] }[] = [
  { heading: 'To answer', statuses: ['SENT', 'SEEN', 'ACKNOWLEDGED', 'INFO_REQUESTED'] },
  { heading: 'Offered or expected', statuses: ['OFFERED'] },
  { heading: 'Time ran out: a late yes still helps', statuses: ['NO_RESPONSE'] },
];

/** The open requests under what there is to do about them, each group in the server's order; empty groups left out. */
export function openGroups(requests: readonly Asked[], severalServices: boolean): readonly InboxGroup[] {
  return GROUPS.map(({ heading, statuses }) => ({
    heading,
    rows: requests.filter(({ status }) => statuses.includes(status)).map((one) => inboxRow(one, severalServices)),
  })).filter(({ rows }) => rows.length > 0);
}

/** The closed requests, the latest first. */
export function closedGroups(requests: readonly Asked[], severalServices: boolean): readonly InboxGroup[] {
  if (requests.length === 0) return [];
  return [{ heading: 'Answered or no longer needed', rows: requests.map((one) => inboxRow(one, severalServices)) }];
}

function inboxRow(request: Asked, severalServices: boolean): InboxRow {
  const { id, reference, facts, status, hold, declineReason } = request;
  return {
    id,
    reference,
    who: facts ? factsLine(facts) : 'The facts are not shown any more.',
    service: severalServices ? request.service.name : '',
    priority: PRIORITY[request.priority],
    status: askedStatus(status, hold?.status),
    reason: declineReason ? declineInWords(declineReason) : '',
    clock: clockOf(request),
  };
}
