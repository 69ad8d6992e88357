import { Component, computed, ElementRef, inject, input, output, signal } from '@angular/core';
import type { AccountView } from '../account/account-view';
import { plainQuery } from '../api/plain-query';
import { ErrorSummary } from '../ui/error-summary/error-summary';
import type { FieldError } from '../ui/error-summary/errors';
import { TextField } from '../ui/field/text-field';
import { newPlainAct } from '../ui/form/plain-act';
import { LoadState } from '../ui/load-state/load-state';
import { byPasskey } from './passkey';

/**
 * Asks somebody who is signed in to prove once more who they are, before something that a stranger at the desk must not
 * do. Counts for five minutes. Takes the focus when it appears, because the page has just refused to go on without it.
 */
@Component({ selector: 'app-step-up', imports: [ErrorSummary, LoadState, TextField], templateUrl: './step-up.html' })
export class StepUp {
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);

  /** What it is asked for, in one sentence. */
  readonly why = input('You have been signed in for a while. It takes a moment, and counts for five minutes.');
  /** The person has proved it: what was refused can be asked for again. */
  readonly steppedUp = output();

  protected readonly act = newPlainAct();
  protected readonly account = plainQuery<AccountView>('/auth/account');
  private readonly view = computed(() => (this.account.hasValue() ? this.account.value() : undefined));
  protected readonly hasApp = computed(() => this.view()?.app === true);
  protected readonly hasPasskey = computed(() => (this.view()?.passkeys.length ?? 0) > 0);
  protected readonly asksForCode = computed(() => this.hasApp() || this.hasPasskey());
  protected readonly password = signal('');
  protected readonly code = signal('');

  constructor() {
    // One turn later: it has to be drawn before it can take the focus.
    setTimeout(() => this.host.nativeElement.querySelector<HTMLElement>('h2')?.focus());
  }

  protected async proveByPasskey(): Promise<void> {
    if ((await byPasskey(this.act, '/auth/passkey/step-up', { ceremony: 'SIGN' })) !== undefined) this.steppedUp.emit();
  }

  protected async submit(event: Event): Promise<void> {
    event.preventDefault();
    const missing = this.missing();
    if (missing.length > 0) {
      this.act.fail(...missing);
      return;
    }
    const proof = { password: this.password(), ...(this.asksForCode() && { code: this.code() }) };
    if ((await this.act.send('/auth/step-up', proof)) === undefined) return;
    this.password.set('');
    this.code.set('');
    this.steppedUp.emit();
  }

  private missing(): readonly FieldError[] {
    const found: FieldError[] = [];
    if (this.password() === '') found.push({ field: 'password', message: 'Enter your password.' });
    if (this.asksForCode() && this.code() === '') found.push({ field: 'code', message: 'Enter the code.' });
    return found;
  }
}
