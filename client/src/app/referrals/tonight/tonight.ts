import { Component, computed, inject, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { TonightPlan } from '@openhaven/domain/story';
import { newAct } from '../../api/act';
import { ReferralHeadDocument, SetTonightPlanDocument } from '../../api/generated';
import { query } from '../../api/query';
import { ErrorSummary } from '../../ui/error-summary/error-summary';
import { RadiosField } from '../../ui/field/radios-field';
import { Flash } from '../../ui/flash';
import { LoadState } from '../../ui/load-state/load-state';
import { NotSaved } from '../../ui/not-saved/not-saved';
import { choices, TONIGHT } from '../../ui/words/story';
import { ReferralHeader } from '../referral-header/referral-header';

/** Where the household sleeps tonight while nothing is found. */
@Component({
  selector: 'app-tonight',
  imports: [ErrorSummary, LoadState, NotSaved, RadiosField, ReferralHeader, RouterLink],
  templateUrl: './tonight.html',
})
export class Tonight {
  private readonly flash = inject(Flash);

  readonly id = input.required<string>();

  protected readonly page = query(ReferralHeadDocument, () => ({ id: this.id() }));
  protected readonly act = newAct();
  protected readonly referral = computed(() => (this.page.hasValue() ? this.page.value().referral : undefined));
  private readonly chosen = signal<TonightPlan | undefined>(undefined);
  protected readonly plan = computed(() => this.chosen() ?? this.referral()?.tonight ?? 'NOT_KNOWN');
  protected readonly plans = choices(TONIGHT);

  protected choose(plan: string): void {
    this.chosen.set(plan as TonightPlan);
  }

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    const tonight = this.plan();
    await this.act.send(
      SetTonightPlanDocument,
      { referralId: this.id(), tonight },
      {
        done: () => void this.flash.sayAt(`/referrals/${this.id()}`, 'The plan for tonight is saved.'),
      },
    );
  }
}
