import { Component, computed, inject } from '@angular/core';
import { Clock } from '../../api/clock';
import { plainQuery } from '../../api/plain-query';
import { ErrorSummary } from '../../ui/error-summary/error-summary';
import { Flash } from '../../ui/flash';
import { newPlainAct } from '../../ui/form/plain-act';
import { LoadState } from '../../ui/load-state/load-state';
import { type SessionView, sessionRow } from './session-row';

/** Where somebody is signed in, and how to end it there. */
@Component({ selector: 'app-sessions', imports: [ErrorSummary, LoadState], templateUrl: './sessions.html' })
export class Sessions {
  private readonly flash = inject(Flash);
  private readonly openedAt = new Date(inject(Clock).now());

  protected readonly act = newPlainAct();
  protected readonly open = plainQuery<{ readonly sessions: readonly SessionView[] }>('/auth/sessions');
  protected readonly rows = computed(() =>
    this.open.hasValue() ? this.open.value().sessions.map((session) => sessionRow(session, this.openedAt)) : [],
  );

  protected end(id: string): Promise<void> {
    return this.send('/auth/sessions/end', { id }, 'Signed out there.');
  }

  protected endOthers(): Promise<void> {
    return this.send('/auth/sessions/end-others', {}, 'Signed out everywhere else.');
  }

  private async send(path: string, body: object, done: string): Promise<void> {
    if ((await this.act.send(path, body)) === undefined) return;
    this.flash.say(done);
    this.open.reload();
    document.getElementById('sessions')?.focus();
  }
}
