import { Component, computed, inject, input, output } from '@angular/core';
import { Clock } from '../../api/clock';
import { ErrorSummary } from '../../ui/error-summary/error-summary';
import { newPlainAct } from '../../ui/form/plain-act';
import { dayAndTime } from '../../ui/time';
import type { PasskeyView } from '../account-view';

/** The passkeys of an account, each of which can be removed. */
@Component({ selector: 'app-passkeys', imports: [ErrorSummary], templateUrl: './passkeys.html' })
export class Passkeys {
  private readonly openedAt = new Date(inject(Clock).now());

  readonly passkeys = input.required<readonly PasskeyView[]>();
  readonly removed = output();
  /** The server wants to know once more who this is. */
  readonly stepUpNeeded = output();

  protected readonly act = newPlainAct();
  protected readonly rows = computed(() =>
    this.passkeys().map(({ id, name, addedAt, lastUsedAt }) => ({
      id,
      name,
      added: dayAndTime(new Date(addedAt), this.openedAt),
      used: lastUsedAt === null ? 'not yet' : dayAndTime(new Date(lastUsedAt), this.openedAt),
    })),
  );

  protected async remove(id: string): Promise<void> {
    if ((await this.act.send('/auth/passkey/remove', { id })) !== undefined) this.removed.emit();
    else if (this.act.code() === 'STEP_UP_NEEDED') this.stepUpNeeded.emit();
  }
}
