import { Component, output, signal } from '@angular/core';
import { byPasskey } from '../../sign-in/passkey';
import { ErrorSummary } from '../../ui/error-summary/error-summary';
import { TextField } from '../../ui/field/text-field';
import { newPlainAct } from '../../ui/form/plain-act';
import type { AddedView } from '../account-view';

/** Adds a passkey of this device, under a name by which its owner knows it again. */
@Component({ selector: 'app-add-passkey', imports: [ErrorSummary, TextField], templateUrl: './add-passkey.html' })
export class AddPasskey {
  /** The passkey counts from now on; the recovery codes, if any are new. */
  readonly added = output<AddedView>();
  /** The server wants to know once more who this is. */
  readonly stepUpNeeded = output();

  protected readonly act = newPlainAct();
  protected readonly name = signal('');

  protected async add(event: Event): Promise<void> {
    event.preventDefault();
    const name = this.name().trim();
    if (name === '') {
      this.act.fail({ field: 'name', message: 'Give the passkey a name, for example “Work laptop”.' });
      return;
    }
    const added = await byPasskey<AddedView>(this.act, '/auth/passkey/add', { ceremony: 'MAKE', more: { name } });
    if (added !== undefined) {
      this.name.set('');
      this.added.emit(added);
    } else if (this.act.code() === 'STEP_UP_NEEDED') this.stepUpNeeded.emit();
  }
}
