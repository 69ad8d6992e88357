import { DestroyRef, inject, Injectable } from '@angular/core';

const ACTS = ['keydown', 'pointerdown', 'wheel'] as const;

/** How long ago somebody last touched the page. Opening it counts as a touch. */
@Injectable({ providedIn: 'root' })
export class Presence {
  private lastAct = performance.now();

  constructor() {
    const note = (): void => {
      this.lastAct = performance.now();
    };
    for (const act of ACTS) document.addEventListener(act, note, { passive: true });
    inject(DestroyRef).onDestroy(() => {
      for (const act of ACTS) document.removeEventListener(act, note);
    });
  }

  idleMs(): number {
    return performance.now() - this.lastAct;
  }
}
