import { Component, computed, inject, signal } from '@angular/core';
import { plainQuery } from '../../api/plain-query';
import { Session } from '../../api/session';
import { StepUp } from '../../sign-in/step-up';
import { Flash } from '../../ui/flash';
import { LoadState } from '../../ui/load-state/load-state';
import type { AccountView, AddedView } from '../account-view';
import { AddApp } from '../add-app/add-app';
import { AddPasskey } from '../add-passkey/add-passkey';
import { ChangePassword } from '../change-password/change-password';
import { OwnReset } from '../own-reset/own-reset';
import { Passkeys } from '../passkeys/passkeys';
import { RecoveryCodes } from '../recovery-codes/recovery-codes';
import { RemoveApp } from '../remove-app/remove-app';
import { RenewCodes } from '../renew-codes/renew-codes';
import { Sessions } from '../sessions/sessions';

/** What somebody signs in with. Changing it takes a fresh proof of who they are. */
@Component({
  selector: 'app-your-account',
  imports: [
    AddApp,
    AddPasskey,
    ChangePassword,
    LoadState,
    OwnReset,
    Passkeys,
    RecoveryCodes,
    RemoveApp,
    RenewCodes,
    Sessions,
    StepUp,
  ],
  templateUrl: './your-account.html',
})
export class YourAccount {
  private readonly flash = inject(Flash);

  protected readonly viewer = inject(Session).viewer;
  protected readonly account = plainQuery<AccountView>('/auth/account');
  protected readonly view = computed(() => (this.account.hasValue() ? this.account.value() : undefined));
  /** The reader has asked to change something. */
  protected readonly changing = signal(false);
  /** Codes that have just been made: shown now and never again. */
  protected readonly codes = signal<readonly string[]>([]);

  protected change(): void {
    this.changing.set(true);
  }

  protected added({ recoveryCodes }: AddedView, message: string): void {
    this.codes.set(recoveryCodes);
    if (recoveryCodes.length === 0) this.changed(message);
    else this.account.reload();
  }

  protected changed(message: string): void {
    this.codes.set([]);
    this.flash.say(message);
    this.account.reload();
    setTimeout(() => document.getElementById('ways')?.focus());
  }
}
