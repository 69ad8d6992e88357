import { Component, inject, output, signal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { Session } from '../api/session';
import { newPlainAct } from '../ui/form/plain-act';
import { byPasskey } from './passkey';

/** What the server says to a right answer: signed in, or what comes next. */
interface Accepted {
  readonly signedIn: boolean;
  readonly next?: 'CODE' | 'ENROL';
  /** With CODE: there is an app. Else a recovery code is asked for. */
  readonly app?: boolean;
}

/**
 * A passkey; or e-mail address and password, then a code where the account asks for one. Pasting and password managers work; nothing is
 * kept by the page.
 */
@Component({ selector: 'app-sign-in-form', imports: [RouterLink], templateUrl: './sign-in-form.html' })
export class SignInForm {
  private readonly session = inject(Session);
  private readonly router = inject(Router);

  /** Somebody has signed in. */
  readonly signedIn = output();

  protected readonly act = newPlainAct();
  protected readonly asksForCode = signal(false);
  protected readonly hasApp = signal(true);
  protected readonly error = signal('');

  protected async signInByPasskey(): Promise<void> {
    if (this.act.busy()) return;
    const accepted = await byPasskey<Accepted>(this.act, '/auth/passkey/sign-in', { ceremony: 'SIGN' });
    if (accepted !== undefined) await this.goOn(accepted);
    else this.fail(this.act.errors()[0]?.message ?? '', 'passkey');
  }

  protected async submit(event: Event, email: string, password: string): Promise<void> {
    event.preventDefault();
    if (email === '' || password === '') this.fail('Enter your e-mail address and your password.', 'email');
    else await this.send('/auth/sign-in', { email: email.trim(), password }, 'email');
  }

  protected async submitCode(event: Event, code: string): Promise<void> {
    event.preventDefault();
    if (code === '') this.fail('Enter the code.', 'code');
    else await this.send('/auth/sign-in/code', { code }, 'code');
  }

  protected beginAgain(message = ''): void {
    this.asksForCode.set(false);
    this.fail(message, 'email');
  }

  private async send(path: string, body: object, focus: string): Promise<void> {
    if (this.act.busy()) return;
    const accepted = await this.act.send<Accepted>(path, body);
    const [problem] = this.act.errors();
    if (accepted !== undefined) await this.goOn(accepted);
    else if (this.act.code() === 'BEGIN_AGAIN') this.beginAgain(problem?.message);
    else this.fail(problem?.message ?? '', focus);
  }

  private async goOn({ signedIn, next, app = true }: Accepted): Promise<void> {
    if (next === 'ENROL') {
      // Under a lock the page is covered, whatever it leads to: it is left.
      if (this.session.locked()) location.assign('/second-factor');
      else await this.router.navigateByUrl('/second-factor');
      return;
    }
    this.hasApp.set(app);
    this.asksForCode.set(!signedIn);
    if (!signedIn) this.fail('', 'code');
    else await this.begin();
  }

  private async begin(): Promise<void> {
    try {
      await this.session.begin();
      this.signedIn.emit();
    } catch {
      // The session has begun, and the connection was lost before anybody could say whose it is.
      this.fail('OpenHaven cannot be reached just now. Wait a moment, then try again.', 'email');
    }
  }

  private fail(message: string, focus: string): void {
    // Emptied first, so that the same message twice is announced twice.
    this.error.set('');
    setTimeout(() => {
      this.error.set(message);
      document.getElementById(focus)?.focus();
    });
  }
}
