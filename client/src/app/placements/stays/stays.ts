import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Clock } from '../../api/clock';
import { StaysDocument } from '../../api/generated';
import { query } from '../../api/query';
import { LiveRefresh } from '../../ui/live-refresh/live-refresh';
import { LoadState } from '../../ui/load-state/load-state';
import { Pagination } from '../../ui/pagination/pagination';
import { civilDay } from '../../ui/time';
import { staysOf } from './stays-of';

/** Who stays in one's own spaces, and when they leave: those who leave first on top. */
@Component({
  selector: 'app-stays',
  imports: [LiveRefresh, LoadState, Pagination, RouterLink],
  templateUrl: './stays.html',
})
export class Stays {
  private readonly clock = inject(Clock);
  /** Cursor in the address: where this page of the list begins. */
  readonly after = input<string>();

  protected readonly spaces = query(StaysDocument, () => ({ after: this.after() ?? null }));
  protected readonly list = computed(() => (this.spaces.hasValue() ? this.spaces.value().vacancies : undefined));
  private readonly today = computed(() => civilDay(new Date(this.clock.now())));
  protected readonly stays = computed(() => staysOf(this.units(), this.today()));
  protected readonly looked = computed(() => this.units().length);
  private readonly units = computed(() => (this.list()?.edges ?? []).map(({ node }) => node));
}
