import { Component, output } from '@angular/core';
import { ErrorSummary } from '../../ui/error-summary/error-summary';
import { newPlainAct } from '../../ui/form/plain-act';

/** Takes the authenticator app away from the account. */
@Component({
  selector: 'app-remove-app',
  imports: [ErrorSummary],
  template: `
    <app-error-summary [errors]="act.errors()" />
    <p class="govuk-body">Remove it when you change your telephone, then set up the new one.</p>
    <button type="button" class="govuk-button govuk-button--secondary" [attr.aria-disabled]="act.busy()" (click)="remove()">
      Remove the app
    </button>
  `,
})
export class RemoveApp {
  readonly removed = output();
  /** The server wants to know once more who this is. */
  readonly stepUpNeeded = output();

  protected readonly act = newPlainAct();

  protected async remove(): Promise<void> {
    if ((await this.act.send('/auth/app/remove', {})) !== undefined) this.removed.emit();
    else if (this.act.code() === 'STEP_UP_NEEDED') this.stepUpNeeded.emit();
  }
}
