import { Component, computed, inject, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { newAct } from '../../api/act';
import { AddUnsafeAreaDocument, ReferralHeadDocument } from '../../api/generated';
import { query } from '../../api/query';
import { ErrorSummary } from '../../ui/error-summary/error-summary';
import { Flash } from '../../ui/flash';
import { FormErrors } from '../../ui/form/form-errors';
import { LoadState } from '../../ui/load-state/load-state';
import { NotSaved } from '../../ui/not-saved/not-saved';
import { EMPTY_AREA, type UnsafeAreaForm } from '../draft/story-form';
import { areaInput } from '../draft/to-input';
import { ReferralHeader } from '../referral-header/referral-header';
import { UnsafeAreaRow } from '../unsafe-area-row/unsafe-area-row';

/** One more area that is not safe, told after the referral was sent. */
@Component({
  selector: 'app-unsafe-area',
  imports: [ErrorSummary, LoadState, NotSaved, ReferralHeader, RouterLink, UnsafeAreaRow],
  templateUrl: './unsafe-area.html',
})
export class AddUnsafeArea {
  private readonly flash = inject(Flash);

  readonly id = input.required<string>();

  protected readonly page = query(ReferralHeadDocument, () => ({ id: this.id() }));
  protected readonly act = newAct();
  protected readonly errors = new FormErrors(this.act);
  protected readonly referral = computed(() => (this.page.hasValue() ? this.page.value().referral : undefined));
  protected readonly area = signal<UnsafeAreaForm>(EMPTY_AREA);

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    const area = areaInput(this.area());
    const missing = { field: 'area', message: 'Say which area, or a place and how many kilometres around it' };
    if (!this.errors.accept(area ? [] : [missing]) || !area) return;
    await this.act.send(
      AddUnsafeAreaDocument,
      { referralId: this.id(), area },
      {
        done: () =>
          void this.flash.sayAt(`/referrals/${this.id()}`, 'The area is added. Places inside it are no longer shown.'),
      },
    );
  }
}
