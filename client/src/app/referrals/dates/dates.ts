import { Component, computed, inject, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { labelOf } from '@openhaven/domain/codes';
import { MOST_WATCH_DATES, WATCH_REASONS } from '@openhaven/domain/watch-dates';
import { newAct } from '../../api/act';
import { Clock } from '../../api/clock';
import { SetWatchDatesDocument, WatchDatesDocument, type WatchDatesQuery } from '../../api/generated';
import { query } from '../../api/query';
import { ErrorSummary } from '../../ui/error-summary/error-summary';
import { DateField } from '../../ui/field/date-field';
import { optionsOf } from '../../ui/field/field';
import { RadiosField } from '../../ui/field/radios-field';
import { Flash } from '../../ui/flash';
import { FormErrors } from '../../ui/form/form-errors';
import { LoadState } from '../../ui/load-state/load-state';
import { NotSaved } from '../../ui/not-saved/not-saved';
import { civilDay, dayInWords } from '../../ui/time';
import { dayErrors } from '../../vacancies/day-errors';
import { ReferralHeader } from '../referral-header/referral-header';

type WatchDate = NonNullable<NonNullable<WatchDatesQuery['referral']>['watchDates']>[number];

/** The days on which it has to be looked at again whether the household is safe: a release, the end of an order. */
@Component({
  selector: 'app-watch-dates',
  imports: [DateField, ErrorSummary, LoadState, NotSaved, RadiosField, ReferralHeader, RouterLink],
  templateUrl: './dates.html',
})
export class WatchDates {
  private readonly flash = inject(Flash);
  private readonly today = civilDay(new Date(inject(Clock).now()));

  readonly id = input.required<string>();

  protected readonly page = query(WatchDatesDocument, () => ({ id: this.id() }));
  protected readonly act = newAct();
  protected readonly errors = new FormErrors(this.act);
  protected readonly referral = computed(() => (this.page.hasValue() ? this.page.value().referral : undefined));
  private readonly dates = computed(() => this.referral()?.watchDates ?? []);
  protected readonly rows = computed(() =>
    this.dates().map((date) => ({
      date,
      key: `${date.on} ${date.why}`,
      words: `${dayInWords(date.on)}: ${labelOf(WATCH_REASONS, date.why)}`,
    })),
  );
  protected readonly mayChange = computed(() => this.referral()?.actions.includes('setWatchDates') ?? false);
  protected readonly hasRoom = computed(() => this.rows().length < MOST_WATCH_DATES);

  protected readonly why = signal('');
  protected readonly on = signal('');
  protected readonly reasons = optionsOf(WATCH_REASONS);

  protected add(event: Event): void {
    event.preventDefault();
    const [why, on] = [this.why(), this.on()];
    const wrong = [
      ...(why === '' ? [{ field: 'why', message: 'Say what happens on that day.' }] : []),
      ...dayErrors('on', on, { from: this.today, required: true }),
    ];
    if (!this.errors.accept(wrong)) return;
    const said = (): void => {
      this.why.set('');
      this.on.set('');
    };
    this.send([...this.upcoming(), { why, on }], `${dayInWords(on)} is kept.`, said);
  }

  protected remove({ date, words }: { readonly date: WatchDate; readonly words: string }): void {
    const rest = this.upcoming().filter(({ why, on }) => why !== date.why || on !== date.on);
    this.send(rest, `Taken away: ${words}.`);
  }

  /** Days that are over have been looked at: they go with the next change. */
  private readonly upcoming = computed(() => this.dates().filter(({ on }) => on >= this.today));

  private send(dates: readonly WatchDate[], message: string, then?: () => void): void {
    const done = (): void => {
      then?.();
      this.flash.say(message);
      this.page.reload();
      document.getElementById('dates')?.focus();
    };
    const rev = this.referral()?.rev ?? null;
    const given = dates.map(({ why, on }) => ({ why, on }));
    void this.act.send(
      SetWatchDatesDocument,
      { referralId: this.id(), rev, dates: given },
      { done, refused: () => this.page.reload() },
    );
  }
}
