import { Component, computed, effect, inject, untracked } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Clock } from '../../api/clock';
import { ReplaceListDocument } from '../../api/generated';
import { query } from '../../api/query';
import { Session } from '../../api/session';
import { LiveRefresh } from '../../ui/live-refresh/live-refresh';
import { LoadState } from '../../ui/load-state/load-state';
import { StatusTag } from '../../ui/status-tag/status-tag';
import { count } from '../../ui/time';
import { againRow } from './again-row';

/** Who lost a place or a home because spaces went out of use, and how it stands with each, until they are placed. */
@Component({
  selector: 'app-again',
  imports: [LiveRefresh, LoadState, RouterLink, StatusTag],
  templateUrl: './again.html',
})
export class Again {
  private readonly clock = inject(Clock);
  private readonly viewer = inject(Session).viewer;

  protected readonly page = query(ReplaceListDocument, () => ({}));
  protected readonly isCounty = computed(() => this.viewer()?.role === 'COORDINATOR');
  private readonly minute = computed(() => Math.floor(this.clock.now() / 60_000) * 60_000);
  protected readonly rows = computed(() =>
    this.page.hasValue() ? this.page.value().replaceList.map((row) => againRow(row, new Date(this.minute()))) : [],
  );
  protected readonly total = computed(() => `${count(this.rows().length, 'household')} to be placed again`);
  protected readonly back = computed(() =>
    this.isCounty() ? { path: '/board', text: 'Everyone unplaced' } : { path: '/vacancies', text: 'All vacancies' },
  );

  constructor() {
    // A service hears nothing of what happens elsewhere: it asks again each minute.
    effect(() => {
      this.minute();
      untracked(() => {
        if (!this.isCounty()) this.page.reload();
      });
    });
  }
}
