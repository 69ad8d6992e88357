import { Component, computed, output, signal } from '@angular/core';
import { ErrorSummary } from '../../ui/error-summary/error-summary';
import { TextField } from '../../ui/field/text-field';
import { newPlainAct } from '../../ui/form/plain-act';
import type { AddedView } from '../account-view';

interface Offer {
  readonly secret: string;
  readonly link: string;
}

/** Sets up an authenticator app: shows the secret for it, and asks for one code to see that it has it. */
@Component({ selector: 'app-add-app', imports: [ErrorSummary, TextField], templateUrl: './add-app.html' })
export class AddApp {
  /** The app counts from now on; its recovery codes, if any are new. */
  readonly added = output<AddedView>();
  /** The server wants to know once more who this is. */
  readonly stepUpNeeded = output();

  protected readonly act = newPlainAct();
  protected readonly offer = signal<Offer | undefined>(undefined);
  protected readonly code = signal('');
  /** In groups of four, as one types it. */
  protected readonly spelled = computed(
    () =>
      this.offer()
        ?.secret.match(/.{1,4}/g)
        ?.join(' ') ?? '',
  );

  protected async begin(): Promise<void> {
    const offer = await this.act.send<Offer>('/auth/app', {});
    this.offer.set(offer);
    if (offer !== undefined) setTimeout(() => document.getElementById('app-secret-title')?.focus());
    else if (this.act.code() === 'STEP_UP_NEEDED') this.stepUpNeeded.emit();
  }

  protected async confirm(event: Event): Promise<void> {
    event.preventDefault();
    if (this.code() === '') {
      this.act.fail({ field: 'code', message: 'Enter the six digits that the app shows.' });
      return;
    }
    const added = await this.act.send<AddedView>('/auth/app/confirm', { code: this.code() });
    if (added !== undefined) this.added.emit(added);
    else if (this.act.code() === 'STEP_UP_NEEDED') this.stepUpNeeded.emit();
  }
}
