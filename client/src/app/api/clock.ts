import { DestroyRef, inject, Injectable, signal, type Signal } from '@angular/core';

/** The time of the server, ticking once a second: a desk clock that is wrong must not move a deadline. */
@Injectable({ providedIn: 'root' })
export class Clock {
  private aheadMs = 0;
  private readonly tick = signal(Date.now());

  /** Now, in milliseconds since 1970, by the server's clock. */
  readonly now: Signal<number> = this.tick.asReadonly();

  constructor() {
    const timer = setInterval(() => this.beat(), 1000);
    inject(DestroyRef).onDestroy(() => clearInterval(timer));
  }

  /** @param instant what the server says the time is, ISO 8601 */
  setServerTime(instant: string): void {
    this.aheadMs = Date.parse(instant) - Date.now();
    this.beat();
  }

  private beat(): void {
    this.tick.set(Date.now() + this.aheadMs);
  }
}
