import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Clock } from '../../api/clock';
import { ReferralsDocument } from '../../api/generated';
import { query } from '../../api/query';
import { Countdown } from '../../ui/countdown/countdown';
import { LiveRefresh } from '../../ui/live-refresh/live-refresh';
import { LoadState } from '../../ui/load-state/load-state';
import { Pagination } from '../../ui/pagination/pagination';
import { StatusTag } from '../../ui/status-tag/status-tag';
import { listRow } from './list-row';

/** The organisation's own referrals, open or closed, the most urgent first. */
@Component({
  selector: 'app-referral-list',
  imports: [Countdown, LiveRefresh, LoadState, Pagination, RouterLink, StatusTag],
  templateUrl: './list.html',
})
export class ReferralList {
  private readonly clock = inject(Clock);

  /** 'closed' in the address shows what has ended. */
  readonly show = input<string>();
  readonly after = input<string>();

  protected readonly closed = computed(() => this.show() === 'closed');
  protected readonly page = query(ReferralsDocument, () => ({ open: !this.closed(), after: this.after() ?? null }));
  protected readonly list = computed(() => (this.page.hasValue() ? this.page.value().referrals : undefined));
  protected readonly rows = computed(() => {
    const now = new Date(Math.floor(this.clock.now() / 60_000) * 60_000);
    return (this.list()?.edges ?? []).map(({ node }) => listRow(node, now));
  });
}
