import { Component, output } from '@angular/core';
import { ErrorSummary } from '../../ui/error-summary/error-summary';
import { newPlainAct } from '../../ui/form/plain-act';
import type { AddedView } from '../account-view';

/** Makes new recovery codes in place of the old ones. */
@Component({
  selector: 'app-renew-codes',
  imports: [ErrorSummary],
  template: `
    <app-error-summary [errors]="act.errors()" />
    <p class="govuk-body">New codes make the old ones worthless.</p>
    <button type="button" class="govuk-button govuk-button--secondary" [attr.aria-disabled]="act.busy()" (click)="renew()">
      Make new recovery codes
    </button>
  `,
})
export class RenewCodes {
  readonly renewed = output<readonly string[]>();
  /** The server wants to know once more who this is. */
  readonly stepUpNeeded = output();

  protected readonly act = newPlainAct();

  protected async renew(): Promise<void> {
    const made = await this.act.send<AddedView>('/auth/recovery-codes', {});
    if (made !== undefined) this.renewed.emit(made.recoveryCodes);
    else if (this.act.code() === 'STEP_UP_NEEDED') this.stepUpNeeded.emit();
  }
}
