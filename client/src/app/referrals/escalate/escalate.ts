import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { newAct } from '../../api/act';
import { EscalateReferralDocument, ReferralHeadDocument } from '../../api/generated';
import { query } from '../../api/query';
import { ErrorSummary } from '../../ui/error-summary/error-summary';
import { Flash } from '../../ui/flash';
import { LoadState } from '../../ui/load-state/load-state';
import { NotSaved } from '../../ui/not-saved/not-saved';
import { ReferralHeader } from '../referral-header/referral-header';

/** Passing a referral to the county coordinator now, instead of waiting for the clock. */
@Component({
  selector: 'app-escalate',
  imports: [ErrorSummary, LoadState, NotSaved, ReferralHeader, RouterLink],
  templateUrl: './escalate.html',
})
export class Escalate {
  private readonly flash = inject(Flash);

  readonly id = input.required<string>();

  protected readonly page = query(ReferralHeadDocument, () => ({ id: this.id() }));
  protected readonly act = newAct();
  protected readonly referral = computed(() => (this.page.hasValue() ? this.page.value().referral : undefined));

  protected async pass(): Promise<void> {
    await this.act.send(
      EscalateReferralDocument,
      { referralId: this.id() },
      {
        done: () => void this.flash.sayAt(`/referrals/${this.id()}`, 'The county coordinator has been told.'),
      },
    );
  }
}
