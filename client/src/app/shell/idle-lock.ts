import { DestroyRef, inject } from '@angular/core';
import { Session } from '../api/session';

const IDLE_MS = 20 * 60_000;
const LOOK_EVERY_MS = 15_000;

/** Covers the page with the sign-in form after twenty minutes without a key or a touch. What was typed stays. */
export function lockWhenIdle(): void {
  const session = inject(Session);
  let lastAct = performance.now();
  const note = (): void => {
    lastAct = performance.now();
  };
  const acts = ['keydown', 'pointerdown', 'wheel'] as const;
  for (const act of acts) document.addEventListener(act, note, { passive: true });
  const timer = setInterval(() => {
    if (performance.now() - lastAct > IDLE_MS) session.lock();
  }, LOOK_EVERY_MS);
  inject(DestroyRef).onDestroy(() => {
    clearInterval(timer);
    for (const act of acts) document.removeEventListener(act, note);
  });
}
