import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { InboxDocument, type InboxQuery } from '../../api/generated';
import { query } from '../../api/query';
import { Session } from '../../api/session';
import { Countdown } from '../../ui/countdown/countdown';
import { LiveRefresh } from '../../ui/live-refresh/live-refresh';
import { LoadState } from '../../ui/load-state/load-state';
import { Pagination } from '../../ui/pagination/pagination';
import { StatusTag } from '../../ui/status-tag/status-tag';
import { declineInWords } from '../../ui/words/reasons';
import { REQUEST_STATUS } from '../../ui/words/status';
import { PRIORITY } from '../../ui/words/work';
import { factsLine } from '../facts';
import { clockOf } from '../request-clock';

type Asked = InboxQuery['inbox']['edges'][number]['node'];

const FILTERS = [
  { shows: 'open', text: 'To answer', params: { show: null, after: null } },
  { shows: 'answered', text: 'Answered', params: { show: 'answered', after: null } },
] as const;

/** What the refuge is asked, the one due first on top. Facts, no name. */
@Component({
  selector: 'app-inbox',
  imports: [Countdown, LiveRefresh, LoadState, Pagination, RouterLink, StatusTag],
  templateUrl: './inbox.html',
})
export class Inbox {
  private readonly viewer = inject(Session).viewer;
  /** From the address: 'answered', or left out for those that wait for an answer. */
  readonly show = input<string>();
  /** Cursor in the address: where this page of the list begins. */
  readonly after = input<string>();

  private readonly open = computed(() => this.show() !== 'answered');
  private readonly severalServices = computed(() => (this.viewer()?.services.length ?? 0) > 1);

  protected readonly requests = query(InboxDocument, () => ({ open: this.open(), after: this.after() ?? null }));
  protected readonly list = computed(() => (this.requests.hasValue() ? this.requests.value().inbox : undefined));
  protected readonly rows = computed(() =>
    (this.list()?.edges ?? []).map(({ node }) => inWords(node, this.severalServices())),
  );
  protected readonly filters = computed(() => {
    const shown = this.open() ? 'open' : 'answered';
    return FILTERS.map((filter) => ({ ...filter, current: filter.shows === shown ? ('page' as const) : null }));
  });
  protected readonly empty = computed(() => (this.open() ? NOTHING_OPEN : NOTHING_ANSWERED));
}

const NOTHING_OPEN = 'Nobody waits for your answer. New requests appear here by themselves, and we send an e-mail.';
const NOTHING_ANSWERED = 'You have not answered any request yet.';

function inWords(request: Asked, severalServices: boolean) {
  const { id, reference, facts, status, declineReason } = request;
  return {
    id,
    reference,
    who: facts ? factsLine(facts) : 'The facts are not shown any more.',
    service: severalServices ? request.service.name : '',
    priority: PRIORITY[request.priority],
    status: REQUEST_STATUS[status],
    reason: declineReason ? declineInWords(declineReason) : '',
    clock: clockOf(request),
  };
}
