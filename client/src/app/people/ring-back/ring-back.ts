import { Component, computed, inject, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { CALL_OUTCOMES, isAlarming, NUMBER_SOURCES } from '@openhaven/domain/call-back';
import { newAct } from '../../api/act';
import { CallBackNumbersDocument, RecordCallDocument, SetCallBackNumberDocument } from '../../api/generated';
import { query } from '../../api/query';
import { Proof } from '../../sign-in/proof';
import { StepUp } from '../../sign-in/step-up';
import { ErrorSummary } from '../../ui/error-summary/error-summary';
import { optionsOf } from '../../ui/field/field';
import { RadiosField } from '../../ui/field/radios-field';
import { TextField } from '../../ui/field/text-field';
import { Flash } from '../../ui/flash';
import { FormErrors } from '../../ui/form/form-errors';
import { LoadState } from '../../ui/load-state/load-state';
import { NotSaved } from '../../ui/not-saved/not-saved';
import { found, numberRow } from './ring-back-words';

/** Somebody rings and says that they are a colleague: what to say, on which number to ring back, what came of it. */
@Component({
  selector: 'app-ring-back',
  imports: [ErrorSummary, LoadState, NotSaved, RadiosField, RouterLink, StepUp, TextField],
  templateUrl: './ring-back.html',
})
export class RingBack {
  private readonly flash = inject(Flash);

  protected readonly page = query(CallBackNumbersDocument, () => ({}));
  protected readonly act = newAct();
  protected readonly errors = new FormErrors(this.act);
  private readonly all = computed(() => (this.page.hasValue() ? this.page.value().callBackNumbers.map(numberRow) : []));
  protected readonly typed = signal('');
  protected readonly rows = computed(() => found(this.all(), this.typed()));

  protected readonly outcomes = optionsOf(CALL_OUTCOMES);
  protected readonly outcome = signal('');
  protected readonly reference = signal('');

  protected readonly sources = optionsOf(NUMBER_SOURCES);
  protected readonly changing = signal('');
  protected readonly changed = computed(() => this.all().find(({ id }) => id === this.changing()));
  protected readonly number = signal('');
  protected readonly source = signal('');
  protected readonly proof = new Proof();

  protected record(event: Event): void {
    event.preventDefault();
    const outcome = this.outcome();
    if (!this.errors.accept(outcome === '' ? [{ field: 'outcome', message: 'Say what came of it.' }] : [])) return;
    const reference = this.reference().trim();
    const done = (): void => {
      this.outcome.set('');
      this.reference.set('');
      const asked = isAlarming(outcome) && reference !== '';
      this.flash.say(asked ? 'Written down. Somebody looks now whether they are safe.' : 'Written down.');
    };
    void this.act.send(RecordCallDocument, { outcome, reference }, { done });
  }

  protected change(id: string): void {
    this.changing.set(id);
    this.number.set('');
    this.source.set('');
    setTimeout(() => document.getElementById('changing')?.focus());
  }

  protected async check(event: Event): Promise<void> {
    event.preventDefault();
    const wrong = [
      ...(this.number().trim() === '' ? [{ field: 'number', message: 'Enter the number.' }] : []),
      ...(this.source() === '' ? [{ field: 'source', message: 'Say where you found it.' }] : []),
    ];
    if (!this.errors.accept(wrong)) return;
    await this.proof.before(() => this.keep());
  }

  private async keep(): Promise<void> {
    const wish = { organisationId: this.changing(), number: this.number(), source: this.source() };
    const done = (): void => {
      this.changing.set('');
      this.flash.say('The number is kept.');
      this.page.reload();
    };
    await this.act.send(SetCallBackNumberDocument, wish, { done });
  }
}
