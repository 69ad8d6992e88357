import { Component, computed, inject, input, linkedSignal, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { CONSENT_DAYS, CONSENT_PARTS, CONSENT_WAYS, LIFE_AT_RISK_DAYS } from '@openhaven/domain/consent';
import { newAct } from '../../api/act';
import { Clock } from '../../api/clock';
import { AgreementDocument, RecordConsentDocument, WithdrawConsentDocument } from '../../api/generated';
import { query } from '../../api/query';
import { ErrorSummary } from '../../ui/error-summary/error-summary';
import { CheckboxesField } from '../../ui/field/checkboxes-field';
import { type Option, optionsOf } from '../../ui/field/field';
import { RadiosField } from '../../ui/field/radios-field';
import { Flash } from '../../ui/flash';
import { FormErrors } from '../../ui/form/form-errors';
import { LoadState } from '../../ui/load-state/load-state';
import { NotSaved } from '../../ui/not-saved/not-saved';
import { SummaryList } from '../../ui/summary-list/summary-list';
import { ReferralHeader } from '../referral-header/referral-header';
import { agreedRows, STANDING } from './agreement-words';

/** What a household agrees that services read, how they said so, for how long, and that they agree no more. */
@Component({
  selector: 'app-agreement',
  imports: [CheckboxesField, ErrorSummary, LoadState, NotSaved, RadiosField, ReferralHeader, RouterLink, SummaryList],
  templateUrl: './agreement.html',
})
export class Agreement {
  private readonly flash = inject(Flash);
  private readonly clock = inject(Clock);

  readonly id = input.required<string>();

  protected readonly page = query(AgreementDocument, () => ({ id: this.id() }));
  protected readonly act = newAct();
  protected readonly errors = new FormErrors(this.act);
  protected readonly referral = computed(() => (this.page.hasValue() ? this.page.value().referral : undefined));
  private readonly consents = computed(() => this.referral()?.consents ?? []);
  protected readonly standing = computed(() => STANDING[this.referral()?.consentState ?? 'NONE']);
  protected readonly rows = computed(() => {
    const now = new Date(this.clock.now());
    return this.consents().map((one) => agreedRows(one, now));
  });
  protected readonly mayRecord = computed(() => this.referral()?.actions.includes('recordConsent') ?? false);
  protected readonly mayWithdraw = computed(() => this.referral()?.actions.includes('withdrawConsent') ?? false);

  /** What was agreed to last is the beginning of what is agreed to now; reading it anew takes away nothing chosen. */
  protected readonly parts = linkedSignal({
    source: () => (this.consents()[0]?.parts ?? []).join(' '),
    computation: (agreed: string): readonly string[] => agreed.split(' ').filter((part) => part !== ''),
  });
  protected readonly how = signal('');
  protected readonly days = signal('');
  protected readonly asksDays = computed(() => this.how() !== 'LIFE_AT_RISK');
  protected readonly lifeAtRiskDays = LIFE_AT_RISK_DAYS;
  protected readonly partOptions = optionsOf(CONSENT_PARTS);
  protected readonly ways = optionsOf(CONSENT_WAYS).filter(({ value }) => value !== 'WITH_REFERRAL');
  protected readonly lengths: readonly Option[] = CONSENT_DAYS.map((days) => ({
    value: String(days),
    label: `${days} days`,
  }));

  protected save(event: Event): void {
    event.preventDefault();
    const [how, days] = [this.how(), this.days()];
    const wrong = [
      ...(how === '' ? [{ field: 'how', message: 'Say how they agreed.' }] : []),
      ...(this.asksDays() && days === '' ? [{ field: 'days', message: 'Say for how long they agree.' }] : []),
    ];
    if (!this.errors.accept(wrong)) return;
    const told = { parts: [...this.parts()], how, days: this.asksDays() ? Number(days) : null };
    void this.act.send(
      RecordConsentDocument,
      { referralId: this.id(), rev: this.referral()?.rev ?? null, ...told },
      {
        done: () => {
          this.how.set('');
          this.days.set('');
          this.changed('Written down. Services that were asked read this from now on.');
        },
        refused: () => this.page.reload(),
      },
    );
  }

  protected withdraw(): void {
    void this.act.send(
      WithdrawConsentDocument,
      { referralId: this.id(), rev: this.referral()?.rev ?? null },
      {
        done: () => this.changed('Written down: they agree no more.'),
        refused: () => this.page.reload(),
      },
    );
  }

  private changed(message: string): void {
    this.flash.say(message);
    this.page.reload();
    document.getElementById('standing')?.focus();
  }
}
