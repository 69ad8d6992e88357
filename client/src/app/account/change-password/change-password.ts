import { Component, output, signal } from '@angular/core';
import { passwordFault } from '@openhaven/domain/new-password';
import { REFUSALS } from '@openhaven/domain/refusal';
import { ErrorSummary } from '../../ui/error-summary/error-summary';
import type { FieldError } from '../../ui/error-summary/errors';
import { TextField } from '../../ui/field/text-field';
import { newPlainAct } from '../../ui/form/plain-act';

/** Gives the reader another password for their present one. */
@Component({
  selector: 'app-change-password',
  imports: [ErrorSummary, TextField],
  templateUrl: './change-password.html',
})
export class ChangePassword {
  readonly changed = output();
  /** The server wants to know once more who this is. */
  readonly stepUpNeeded = output();

  protected readonly act = newPlainAct();
  protected readonly current = signal('');
  protected readonly password = signal('');

  protected async submit(event: Event): Promise<void> {
    event.preventDefault();
    const faults = this.faults();
    if (faults.length > 0) {
      this.act.fail(...faults);
      return;
    }
    const given = { current: this.current(), password: this.password() };
    if ((await this.act.send('/auth/password', given)) !== undefined) {
      this.current.set('');
      this.password.set('');
      this.changed.emit();
    } else if (this.act.code() === 'STEP_UP_NEEDED') this.stepUpNeeded.emit();
  }

  private faults(): readonly FieldError[] {
    const found: FieldError[] = [];
    if (this.current() === '') found.push({ field: 'current', message: 'Enter your present password.' });
    const fault = passwordFault(this.password(), '');
    if (fault !== null) found.push({ field: 'password', message: REFUSALS[fault] });
    return found;
  }
}
