import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { WorkListDocument, type WorkListQuery } from '../api/generated';
import { query } from '../api/query';
import { type Role, Session } from '../api/session';
import { Countdown } from '../ui/countdown/countdown';
import { LiveRefresh } from '../ui/live-refresh/live-refresh';
import { LoadState } from '../ui/load-state/load-state';
import { Pagination } from '../ui/pagination/pagination';
import { StatusTag } from '../ui/status-tag/status-tag';
import { PRIORITY, workPath, workTitle } from '../ui/words/work';

type Item = WorkListQuery['myWork']['edges'][number]['node'];

/** What to do when nothing waits. */
const NEXT: Readonly<Partial<Record<Role, { readonly path: string; readonly text: string }>>> = {
  REFERRER: { path: '/referrals/new', text: 'Start a new referral' },
  OUT_OF_AREA_REFERRER: { path: '/likely-place', text: 'Find out whether there is likely to be a place' },
  REFUGE_WORKER: { path: '/vacancies', text: 'Look at your vacancies' },
  REFUGE_MANAGER: { path: '/vacancies', text: 'Look at your vacancies' },
  COORDINATOR: { path: '/board', text: 'Look at everyone who is unplaced' },
  ORG_ADMIN: { path: '/people', text: 'Look at your people' },
  PRIVACY_OFFICER: { path: '/retention', text: 'Look at retention' },
  COMMISSIONER: { path: '/unmet-needs', text: 'Look at the needs that were not met' },
};

const RUNG: readonly Role[] = ['REFERRER', 'REFUGE_WORKER', 'REFUGE_MANAGER', 'COORDINATOR'];

/** What waits for the reader, the most urgent on top. */
@Component({
  selector: 'app-work-list',
  imports: [Countdown, LiveRefresh, LoadState, Pagination, RouterLink, StatusTag],
  templateUrl: './work-list.html',
})
export class WorkList {
  private readonly role = inject(Session).role;
  /** Cursor in the address: where this page of the list begins. */
  readonly after = input<string>();

  protected readonly hasCases = computed(() => (this.role() ?? 'COMMISSIONER') !== 'COMMISSIONER');
  protected readonly work = query(WorkListDocument, () =>
    this.hasCases() ? { after: this.after() ?? null } : undefined,
  );
  protected readonly list = computed(() => (this.work.hasValue() ? this.work.value().myWork : undefined));
  protected readonly items = computed(() => (this.list()?.edges ?? []).map(({ node }) => inWords(node)));
  /** Whoever is rung by strangers. */
  protected readonly isRung = computed(() => RUNG.includes(this.role() ?? 'COMMISSIONER'));
  protected readonly next = computed(() => NEXT[this.role() ?? 'COMMISSIONER']);
}

function inWords(item: Item) {
  return {
    id: item.id,
    title: workTitle(item.kind),
    path: workPath(item),
    about: [item.reference, item.preferredName, item.request?.service.name, item.unit?.label, item.service?.name]
      .filter(Boolean)
      .join(', '),
    priority: item.priority ? PRIORITY[item.priority] : undefined,
    // A draft is in nobody's clock: its date only gives it a place in the list.
    dueAt: item.kind === 'FINISH_DRAFT' ? null : item.dueAt,
  };
}
