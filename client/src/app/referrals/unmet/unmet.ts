import { Component, computed, inject, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { UNMET_NEED_REASONS } from '@openhaven/domain/codes';
import { newAct } from '../../api/act';
import { RecordUnmetNeedDocument, ReferralHeadDocument } from '../../api/generated';
import { query } from '../../api/query';
import { ErrorSummary } from '../../ui/error-summary/error-summary';
import { optionsOf } from '../../ui/field/field';
import { RadiosField } from '../../ui/field/radios-field';
import { Flash } from '../../ui/flash';
import { FormErrors } from '../../ui/form/form-errors';
import { LoadState } from '../../ui/load-state/load-state';
import { NotSaved } from '../../ui/not-saved/not-saved';
import { ReferralHeader } from '../referral-header/referral-header';

/** That nothing meets a need: counted once per household, so that the county knows what it lacks. */
@Component({
  selector: 'app-unmet',
  imports: [ErrorSummary, LoadState, NotSaved, RadiosField, ReferralHeader, RouterLink],
  templateUrl: './unmet.html',
})
export class Unmet {
  private readonly flash = inject(Flash);

  readonly id = input.required<string>();

  protected readonly page = query(ReferralHeadDocument, () => ({ id: this.id() }));
  protected readonly act = newAct();
  protected readonly errors = new FormErrors(this.act);
  protected readonly referral = computed(() => (this.page.hasValue() ? this.page.value().referral : undefined));
  protected readonly reason = signal('');
  protected readonly reasons = optionsOf(UNMET_NEED_REASONS);

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    const reason = this.reason();
    if (!this.errors.accept(reason === '' ? [{ field: 'reason', message: 'Choose a reason' }] : [])) return;
    await this.act.send(
      RecordUnmetNeedDocument,
      { referralId: this.id(), reason },
      {
        done: () => void this.flash.sayAt(`/referrals/${this.id()}`, 'Recorded. The referral stays open.'),
      },
    );
  }
}
