import { Component, computed, inject, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { SAFETY_OUTCOMES } from '@openhaven/domain/watch-dates';
import { newAct } from '../../api/act';
import { RecordSafetyCheckDocument, SafetyCheckDocument } from '../../api/generated';
import { query } from '../../api/query';
import { Countdown } from '../../ui/countdown/countdown';
import { ErrorSummary } from '../../ui/error-summary/error-summary';
import { optionsOf } from '../../ui/field/field';
import { RadiosField } from '../../ui/field/radios-field';
import { Flash } from '../../ui/flash';
import { FormErrors } from '../../ui/form/form-errors';
import { LoadState } from '../../ui/load-state/load-state';
import { NotSaved } from '../../ui/not-saved/not-saved';
import { ReferralHeader } from '../referral-header/referral-header';

/** A date that is watched has come, or comes soon: somebody says whether the household is still safe where it is. */
@Component({
  selector: 'app-safety-check',
  imports: [Countdown, ErrorSummary, LoadState, NotSaved, RadiosField, ReferralHeader, RouterLink],
  templateUrl: './safety.html',
})
export class SafetyCheck {
  private readonly flash = inject(Flash);

  readonly id = input.required<string>();

  protected readonly page = query(SafetyCheckDocument, () => ({ id: this.id() }));
  protected readonly act = newAct();
  protected readonly errors = new FormErrors(this.act);
  protected readonly referral = computed(() => (this.page.hasValue() ? this.page.value().referral : undefined));
  protected readonly mayRecord = computed(() => this.referral()?.actions.includes('recordSafetyCheck') ?? false);
  protected readonly outcome = signal('');
  protected readonly outcomes = optionsOf(SAFETY_OUTCOMES);

  protected save(event: Event): void {
    event.preventDefault();
    const outcome = this.outcome();
    if (!this.errors.accept(outcome === '' ? [{ field: 'outcome', message: 'Say what you found.' }] : [])) return;
    const message =
      outcome === 'NEEDS_TO_MOVE'
        ? 'Recorded. Open offers are stopped, and the county coordinator is told. Ring them now.'
        : 'Recorded: they are safe where they are.';
    void this.act.send(
      RecordSafetyCheckDocument,
      { referralId: this.id(), outcome },
      { done: () => void this.flash.sayAt(`/referrals/${this.id()}`, message), refused: () => this.page.reload() },
    );
  }
}
