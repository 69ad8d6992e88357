import { DestroyRef, inject, Injectable, signal, type Signal } from '@angular/core';

/** Whether the browser has a connection at all. */
@Injectable({ providedIn: 'root' })
export class Connection {
  private readonly isOnline = signal(navigator.onLine);
  readonly online: Signal<boolean> = this.isOnline.asReadonly();

  constructor() {
    const look = (): void => this.isOnline.set(navigator.onLine);
    const events = ['online', 'offline'] as const;
    for (const event of events) window.addEventListener(event, look);
    inject(DestroyRef).onDestroy(() => {
      for (const event of events) window.removeEventListener(event, look);
    });
  }
}
