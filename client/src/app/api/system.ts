import { inject, Injectable, signal, type Signal } from '@angular/core';
import type { ShellQuery } from './generated';
import { Api } from './graphql';
import { Clock } from './clock';

const OLD_AFTER_MS = 30_000;

export type SystemState = ShellQuery['system'];

/** What is running behind the pages, as the server last said. */
@Injectable({ providedIn: 'root' })
export class System {
  private readonly api = inject(Api);
  private readonly clock = inject(Clock);
  private readonly current = signal<SystemState | undefined>(undefined);
  private readonly reachable = signal(true);
  private askedAt = 0;

  readonly state: Signal<SystemState | undefined> = this.current.asReadonly();
  /** False after the last question to the server went unanswered. */
  readonly connected: Signal<boolean> = this.reachable.asReadonly();

  take(state: SystemState): void {
    this.askedAt = performance.now();
    this.current.set(state);
    this.reachable.set(true);
    this.clock.setServerTime(state.now);
  }

  /** Asks again unless that was done a moment ago: for each new page, in case live changes do not come through. */
  async refreshIfOld(): Promise<void> {
    if (performance.now() - this.askedAt > OLD_AFTER_MS) await this.refresh();
  }

  async refresh(): Promise<void> {
    this.askedAt = performance.now();
    try {
      const { SystemDocument } = await import('./generated');
      this.take((await this.api.run(SystemDocument, {})).system);
    } catch {
      // Any failure to answer means the same to the reader: what is shown may be old.
      this.reachable.set(false);
    }
  }
}
