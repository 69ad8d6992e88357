import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { newAct } from '../../api/act';
import { Clock } from '../../api/clock';
import { ConfirmVacanciesDocument, VacanciesDocument } from '../../api/generated';
import { query } from '../../api/query';
import { Session } from '../../api/session';
import { Countdown } from '../../ui/countdown/countdown';
import { DataAge } from '../../ui/data-age/data-age';
import { ErrorSummary } from '../../ui/error-summary/error-summary';
import { Flash } from '../../ui/flash';
import { LiveRefresh } from '../../ui/live-refresh/live-refresh';
import { LoadState } from '../../ui/load-state/load-state';
import { NotSaved } from '../../ui/not-saved/not-saved';
import { Pagination } from '../../ui/pagination/pagination';
import { StatusTag } from '../../ui/status-tag/status-tag';
import { clockTime, count } from '../../ui/time';
import { needsConfirming, totalsInWords, unitInWords } from '../unit-words';

/** All spaces of one's own, and one button that confirms everything shown as free. */
@Component({
  selector: 'app-vacancies',
  imports: [Countdown, DataAge, ErrorSummary, LiveRefresh, LoadState, NotSaved, Pagination, RouterLink, StatusTag],
  templateUrl: './list.html',
})
export class Vacancies {
  private readonly flash = inject(Flash);
  private readonly clock = inject(Clock);
  private readonly viewer = inject(Session).viewer;
  /** Cursor in the address: where this page of the list begins. */
  readonly after = input<string>();

  protected readonly vacancies = query(VacanciesDocument, () => ({ after: this.after() ?? null }));
  protected readonly act = newAct();
  protected readonly list = computed(() => (this.vacancies.hasValue() ? this.vacancies.value().vacancies : undefined));
  private readonly units = computed(() => (this.list()?.edges ?? []).map(({ node }) => node));
  protected readonly rows = computed(() => this.units().map(unitInWords));
  protected readonly totals = computed(() => totalsInWords(this.units()));
  protected readonly anythingToConfirm = computed(() => this.units().some(needsConfirming));
  protected readonly services = computed(() => this.viewer()?.services ?? []);
  protected readonly severalServices = computed(() => this.services().length > 1);

  protected confirmAll(): void {
    void this.act.send(
      ConfirmVacanciesDocument,
      {},
      {
        done: ({ confirmVacancies }) => this.confirmed(confirmVacancies.units.length),
        refused: () => this.vacancies.reload(),
      },
    );
  }

  private confirmed(number: number): void {
    const at = clockTime(new Date(this.clock.now()));
    this.flash.say(
      `Confirmed at ${at}: ${count(number, 'vacancy', 'vacancies')}. Referrers see that they are up to date.`,
    );
    this.vacancies.reload();
  }
}
