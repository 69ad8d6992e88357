import { Component, computed, inject, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { ARRANGEMENT_OUTCOMES } from '@openhaven/domain/arrangement';
import { newAct } from '../../api/act';
import { Clock } from '../../api/clock';
import { ArrangementsDocument, SettleArrangementDocument } from '../../api/generated';
import { query } from '../../api/query';
import { ErrorSummary } from '../../ui/error-summary/error-summary';
import type { FieldError } from '../../ui/error-summary/errors';
import { DateField } from '../../ui/field/date-field';
import { optionsOf } from '../../ui/field/field';
import { RadiosField } from '../../ui/field/radios-field';
import { Flash } from '../../ui/flash';
import { FormErrors } from '../../ui/form/form-errors';
import { LoadState } from '../../ui/load-state/load-state';
import { NotSaved } from '../../ui/not-saved/not-saved';
import { civilDay } from '../../ui/time';
import { dayErrors } from '../../vacancies/day-errors';
import { ReferralHeader } from '../referral-header/referral-header';
import { settledCard, waitingCard } from './arrange-cards';
import { isWrong, journeyOf, NO_JOURNEY } from './journey-answer';
import { JourneyFields } from './journey-fields/journey-fields';

/** What has to be arranged beside a place: money, children's services, a home for the pet, the way there. */
@Component({
  selector: 'app-arrange',
  imports: [DateField, ErrorSummary, JourneyFields, LoadState, NotSaved, RadiosField, ReferralHeader, RouterLink],
  templateUrl: './arrange.html',
})
export class Arrange {
  private readonly flash = inject(Flash);
  private readonly clock = inject(Clock);

  readonly id = input.required<string>();

  protected readonly page = query(ArrangementsDocument, () => ({ id: this.id() }));
  protected readonly act = newAct();
  protected readonly errors = new FormErrors(this.act);
  protected readonly referral = computed(() => (this.page.hasValue() ? this.page.value().referral : undefined));
  protected readonly maySettle = computed(() => this.referral()?.actions.includes('settleArrangement') ?? false);
  private readonly all = computed(() => this.referral()?.arrangements ?? []);
  private readonly home = computed(() => this.referral()?.story?.homeAreaCode);
  private readonly minute = computed(() => Math.floor(this.clock.now() / 60_000) * 60_000);
  protected readonly waiting = computed(() =>
    this.all()
      .filter(({ settledAt }) => settledAt === null)
      .map((one) => waitingCard(one, this.home())),
  );
  protected readonly settled = computed(() =>
    this.all()
      .filter(({ settledAt }) => settledAt !== null)
      .map((one) => settledCard(one, new Date(this.minute()))),
  );

  /** Which of them the form is about. */
  protected readonly kind = signal('');
  protected readonly outcome = signal('');
  protected readonly endsOn = signal('');
  protected readonly journey = signal(NO_JOURNEY);
  /** Set while something is said again that has been seen to. */
  protected readonly changed = signal('');
  protected readonly outcomes = optionsOf(ARRANGEMENT_OUTCOMES);
  protected readonly options = computed(() =>
    [...this.waiting(), ...this.settled().filter(({ kind }) => kind === this.changed())].map(({ kind, title }) => ({
      value: kind,
      label: title,
    })),
  );
  protected readonly heading = computed(() => {
    const again = this.settled().find(({ kind }) => kind === this.changed());
    return again ? `Say again: ${again.title}` : 'Say what came of it';
  });
  /** What the form is about: with one thing there is nothing to choose. */
  private readonly about = computed(() => {
    const [first, ...others] = this.options();
    return first !== undefined && others.length === 0 ? first.value : this.kind();
  });
  private readonly asked = computed(() => (this.outcome() === 'ARRANGED' ? this.about() : ''));
  protected readonly needsEnd = computed(() => this.asked() === 'MVDAC');
  protected readonly needsJourney = computed(() => this.asked() === 'TRANSPORT');
  /** Said aloud when an answer opens more questions. */
  protected readonly revealed = computed(() => REVEALED[this.asked()] ?? '');

  protected change(kind: string): void {
    this.changed.set(kind);
    this.kind.set(kind);
    document.getElementById('waiting')?.focus();
  }

  protected save(event: Event): void {
    event.preventDefault();
    const kind = this.about();
    const journey = this.needsJourney() ? journeyOf(this.journey(), new Date(this.clock.now())) : null;
    if (!this.errors.accept([...this.found(kind), ...(isWrong(journey) ? journey : [])]) || isWrong(journey)) return;
    const endsOn = this.needsEnd() ? this.endsOn() : null;
    const input = { referralId: this.id(), kind, outcome: this.outcome(), endsOn, journey };
    const done = (): void => this.begin();
    void this.act.send(SettleArrangementDocument, input, { done, refused: () => this.page.reload() });
  }

  /** After a thing has been seen to the page stands as if it had just been opened. */
  private begin(): void {
    for (const field of [this.kind, this.outcome, this.endsOn, this.changed]) field.set('');
    this.journey.set(NO_JOURNEY);
    this.flash.say('Saved.');
    this.page.reload();
    document.getElementById('waiting')?.focus();
  }

  private found(kind: string): readonly FieldError[] {
    return [
      ...(kind === '' ? [{ field: 'kind', message: 'Say which of them you have seen to.' }] : []),
      ...(this.outcome() === '' ? [{ field: 'outcome', message: 'Say what came of it.' }] : []),
      ...(this.needsEnd() ? dayErrors('endsOn', this.endsOn(), { from: this.today(), required: true }) : []),
    ];
  }

  private readonly today = computed(() => civilDay(new Date(this.clock.now())));
}

const REVEALED: Readonly<Record<string, string>> = {
  MVDAC: 'Below, enter the last day of the concession.',
  TRANSPORT: 'Below, say how they travel, who brings them, who pays and when.',
};
