import { DestroyRef, inject } from '@angular/core';
import { Presence } from '../api/presence';
import { Session } from '../api/session';

const IDLE_MS = 20 * 60_000;
const LOOK_EVERY_MS = 15_000;

/** Covers the page with the sign-in form after twenty minutes without a key or a touch. What was typed stays. */
export function lockWhenIdle(): void {
  const session = inject(Session);
  const presence = inject(Presence);
  const timer = setInterval(() => {
    if (presence.idleMs() > IDLE_MS) session.lock();
  }, LOOK_EVERY_MS);
  inject(DestroyRef).onDestroy(() => clearInterval(timer));
}
