import { Component, inject, signal } from '@angular/core';
import { Router } from '@angular/router';
import { Session } from '../../api/session';
import type { AddedView } from '../account-view';
import { AddApp } from '../add-app/add-app';
import { AddPasskey } from '../add-passkey/add-passkey';
import { RecoveryCodes } from '../recovery-codes/recovery-codes';

/** As far as somebody gets with a password alone where more is asked for: here they add the first other way. */
@Component({
  selector: 'app-second-factor',
  imports: [AddApp, AddPasskey, RecoveryCodes],
  templateUrl: './second-factor.html',
})
export class SecondFactor {
  private readonly session = inject(Session);
  private readonly router = inject(Router);

  protected readonly codes = signal<readonly string[]>([]);

  protected added({ recoveryCodes }: AddedView): void {
    this.codes.set(recoveryCodes);
    if (recoveryCodes.length === 0) void this.goOn();
  }

  protected async goOn(): Promise<void> {
    await this.session.begin();
    await this.router.navigateByUrl('/');
  }

  protected async beginAgain(): Promise<void> {
    await this.router.navigateByUrl('/sign-in');
  }
}
