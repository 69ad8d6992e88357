import { Component, inject, output, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Session, type SignInOutcome } from '../api/session';

const WORDS: Readonly<Record<Exclude<SignInOutcome, 'SIGNED_IN'>, string>> = {
  REFUSED: 'The e-mail address or the password is not right. Try again.',
  TOO_MANY: 'There were too many tries. Wait a minute, then try again.',
  UNREACHABLE: 'OpenHaven cannot be reached just now. Wait a moment, then try again.',
};

/** E-mail address and password. Pasting and password managers work; nothing is kept by the page. */
@Component({ selector: 'app-sign-in-form', imports: [RouterLink], templateUrl: './sign-in-form.html' })
export class SignInForm {
  private readonly session = inject(Session);

  /** Somebody has signed in. */
  readonly signedIn = output();

  protected readonly error = signal('');
  protected readonly busy = signal(false);

  protected async submit(event: Event, email: string, password: string): Promise<void> {
    event.preventDefault();
    if (this.busy()) return;
    if (email === '' || password === '') {
      this.fail('Enter your e-mail address and your password.');
      return;
    }
    this.busy.set(true);
    const outcome = await this.session.signIn(email.trim(), password).catch(() => 'UNREACHABLE' as const);
    this.busy.set(false);
    if (outcome === 'SIGNED_IN') this.signedIn.emit();
    else this.fail(WORDS[outcome]);
  }

  private fail(message: string): void {
    // Emptied first, so that the same message twice is announced twice.
    this.error.set('');
    setTimeout(() => {
      this.error.set(message);
      document.getElementById('email')?.focus();
    });
  }
}
