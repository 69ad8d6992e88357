import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { InboxDocument } from '../../api/generated';
import { query } from '../../api/query';
import { Session } from '../../api/session';
import { Countdown } from '../../ui/countdown/countdown';
import { LiveRefresh } from '../../ui/live-refresh/live-refresh';
import { LoadState } from '../../ui/load-state/load-state';
import { Pagination } from '../../ui/pagination/pagination';
import { StatusTag } from '../../ui/status-tag/status-tag';
import { closedGroups, openGroups } from './inbox-rows';

const FILTERS = [
  { shows: 'open', text: 'Open', params: { show: null, after: null } },
  { shows: 'closed', text: 'Closed', params: { show: 'closed', after: null } },
] as const;
const NOTHING_OPEN = 'Nobody waits for your answer. New requests appear here by themselves, and we send an e-mail.';
const NOTHING_CLOSED = 'No request has been closed yet.';

/** What the refuge is asked, the one due first on top. Facts, no name. */
@Component({
  selector: 'app-inbox',
  imports: [Countdown, LiveRefresh, LoadState, Pagination, RouterLink, StatusTag],
  templateUrl: './inbox.html',
})
export class Inbox {
  private readonly viewer = inject(Session).viewer;
  /** From the address: 'closed', or left out for the open ones. */
  readonly show = input<string>();
  /** Cursor in the address: where this page of the list begins. */
  readonly after = input<string>();

  private readonly open = computed(() => this.show() !== 'closed');
  private readonly severalServices = computed(() => (this.viewer()?.services.length ?? 0) > 1);

  protected readonly requests = query(InboxDocument, () => ({ open: this.open(), after: this.after() ?? null }));
  protected readonly list = computed(() => (this.requests.hasValue() ? this.requests.value().inbox : undefined));
  private readonly nodes = computed(() => (this.list()?.edges ?? []).map(({ node }) => node));
  protected readonly shown = computed(() => this.nodes().length);
  protected readonly groups = computed(() =>
    (this.open() ? openGroups : closedGroups)(this.nodes(), this.severalServices()),
  );
  protected readonly filters = computed(() => {
    const shown = this.open() ? 'open' : 'closed';
    return FILTERS.map((filter) => ({ ...filter, current: filter.shows === shown ? ('page' as const) : null }));
  });
  protected readonly empty = computed(() => (this.open() ? NOTHING_OPEN : NOTHING_CLOSED));
}
