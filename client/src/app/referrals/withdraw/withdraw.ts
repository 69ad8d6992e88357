import { Component, computed, inject, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { WITHDRAWAL_REASONS } from '@openhaven/domain/codes';
import { newAct } from '../../api/act';
import { ReferralHeadDocument, WithdrawReferralDocument } from '../../api/generated';
import { query } from '../../api/query';
import { ErrorSummary } from '../../ui/error-summary/error-summary';
import { optionsOf } from '../../ui/field/field';
import { RadiosField } from '../../ui/field/radios-field';
import { Flash } from '../../ui/flash';
import { FormErrors } from '../../ui/form/form-errors';
import { LoadState } from '../../ui/load-state/load-state';
import { NotSaved } from '../../ui/not-saved/not-saved';
import { ReferralHeader } from '../referral-header/referral-header';

/** Ending a referral with a reason. It can be taken up again within 28 days. */
@Component({
  selector: 'app-withdraw-referral',
  imports: [ErrorSummary, LoadState, NotSaved, RadiosField, ReferralHeader, RouterLink],
  templateUrl: './withdraw.html',
})
export class WithdrawReferral {
  private readonly flash = inject(Flash);

  readonly id = input.required<string>();

  protected readonly page = query(ReferralHeadDocument, () => ({ id: this.id() }));
  protected readonly act = newAct();
  protected readonly errors = new FormErrors(this.act);
  protected readonly referral = computed(() => (this.page.hasValue() ? this.page.value().referral : undefined));
  protected readonly reason = signal('');
  protected readonly reasons = optionsOf(WITHDRAWAL_REASONS);

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    const reason = this.reason();
    if (!this.errors.accept(reason === '' ? [{ field: 'reason', message: 'Choose a reason' }] : [])) return;
    await this.act.send(
      WithdrawReferralDocument,
      { referralId: this.id(), reason },
      {
        done: () =>
          void this.flash.sayAt(`/referrals/${this.id()}`, 'Withdrawn. Every service that was asked has been told.'),
      },
    );
  }
}
