import { Component, inject, signal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { passwordFault } from '@openhaven/domain/new-password';
import { REFUSALS } from '@openhaven/domain/refusal';
import { Session } from '../../api/session';
import { ErrorSummary } from '../../ui/error-summary/error-summary';
import type { FieldError } from '../../ui/error-summary/errors';
import { TextField } from '../../ui/field/text-field';
import { newPlainAct } from '../../ui/form/plain-act';

/** Opening an account with the code that an administrator has handed over. */
@Component({ selector: 'app-join', imports: [ErrorSummary, RouterLink, TextField], templateUrl: './join.html' })
export class Join {
  private readonly session = inject(Session);
  private readonly router = inject(Router);

  protected readonly act = newPlainAct();
  protected readonly email = signal('');
  protected readonly code = signal('');
  protected readonly password = signal('');

  protected async submit(event: Event): Promise<void> {
    event.preventDefault();
    const faults = this.faults();
    if (faults.length > 0) {
      this.act.fail(...faults);
      return;
    }
    const given = { email: this.email().trim(), code: this.code(), password: this.password() };
    const joined = await this.act.send<{ readonly next?: 'ENROL' }>('/auth/join', given);
    if (joined === undefined) return;
    if (joined.next === undefined) await this.session.begin();
    await this.router.navigateByUrl(joined.next === 'ENROL' ? '/second-factor' : '/account');
  }

  private faults(): readonly FieldError[] {
    const found: FieldError[] = [];
    if (this.email().trim() === '') found.push({ field: 'email', message: 'Enter your address at work.' });
    if (this.code().trim() === '') found.push({ field: 'code', message: 'Enter the code you were given.' });
    const fault = passwordFault(this.password(), this.email().trim());
    if (fault !== null) found.push({ field: 'password', message: REFUSALS[fault] });
    return found;
  }
}
