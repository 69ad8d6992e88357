import { Component, computed, inject, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { ARRANGEMENT_OUTCOMES, type ArrangementKind, ARRANGEMENTS } from '@openhaven/domain/arrangement';
import { labelOf } from '@openhaven/domain/codes';
import { newAct } from '../../api/act';
import { Clock } from '../../api/clock';
import { ArrangementsDocument, type ArrangementsQuery, SettleArrangementDocument } from '../../api/generated';
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
import { HOW_TO } from './how-to';

type Told = NonNullable<NonNullable<ArrangementsQuery['referral']>['arrangements']>[number];

/** What has to be arranged beside a place: money, children's services, a home for the pet. */
@Component({
  selector: 'app-arrange',
  imports: [DateField, ErrorSummary, LoadState, NotSaved, RadiosField, ReferralHeader, RouterLink],
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
  protected readonly waiting = computed(() =>
    this.all()
      .filter(({ settledAt }) => settledAt === null)
      .map(waits),
  );
  protected readonly settled = computed(() =>
    this.all()
      .filter(({ settledAt }) => settledAt !== null)
      .map(isOver),
  );

  /** Which of them the form is about. */
  protected readonly kind = signal('');
  protected readonly outcome = signal('');
  protected readonly endsOn = signal('');
  protected readonly outcomes = optionsOf(ARRANGEMENT_OUTCOMES);
  protected readonly needsEnd = computed(() => this.about() === 'MVDAC' && this.outcome() === 'ARRANGED');
  protected readonly options = computed(() => this.waiting().map(({ kind, title }) => ({ value: kind, label: title })));
  /** What the form is about: with one thing left there is nothing to choose. */
  private readonly about = computed(() => {
    const [first, ...others] = this.options();
    return first !== undefined && others.length === 0 ? first.value : this.kind();
  });

  protected save(event: Event): void {
    event.preventDefault();
    const kind = this.about();
    const outcome = this.outcome();
    const endsOn = this.needsEnd() ? this.endsOn() : null;
    const wrong = [
      ...(kind === '' ? [{ field: 'kind', message: 'Say which of them you have seen to.' }] : []),
      ...(outcome === '' ? [{ field: 'outcome', message: 'Say what came of it.' }] : []),
      ...(endsOn === null ? [] : dayErrors('endsOn', endsOn, { from: this.today(), required: true })),
    ];
    if (!this.errors.accept(wrong)) return;
    const done = (): void => {
      for (const field of [this.kind, this.outcome, this.endsOn]) field.set('');
      this.flash.say('Saved.');
      this.page.reload();
      document.getElementById('waiting')?.focus();
    };
    const input = { referralId: this.id(), kind, outcome, endsOn };
    void this.act.send(SettleArrangementDocument, input, { done, refused: () => this.page.reload() });
  }

  private readonly today = computed(() => civilDay(new Date(this.clock.now())));
}

const title = (kind: string): string => labelOf(ARRANGEMENTS, kind);

function waits({ kind, endsOn, from }: Told) {
  const granted = endsOn === null ? '' : `Granted until ${dayInWords(endsOn)}. `;
  const next = endsOn === null ? '' : `You are asked again on ${dayInWords(civilDay(new Date(from)))}.`;
  return { kind, title: title(kind), how: HOW_TO[kind as ArrangementKind], state: `${granted}${next}` };
}

function isOver({ kind, outcome, settledAt }: Told) {
  const when = settledAt === null ? '' : dayInWords(civilDay(new Date(settledAt)));
  return { kind, title: title(kind), state: `${labelOf(ARRANGEMENT_OUTCOMES, outcome ?? '')}, said on ${when}.` };
}
