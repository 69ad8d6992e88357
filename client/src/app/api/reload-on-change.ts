import { DestroyRef, effect, inject, untracked } from '@angular/core';
import { type Change, Live } from './live';
import type { Query } from './query';

const GATHER_MS = 100;

/**
 * Fetches a page's contents again, in place, when something it shows has changed. For pages of states, not for lists in
 * which things would move under the reader's hands.
 * @param concerns whether a change is about what the page shows
 */
export function reloadOnChange(page: Query<unknown>, concerns: (change: Change) => boolean): void {
  const live = inject(Live);
  let heard = live.change();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const reload = (): void => {
    clearTimeout(timer);
    // A reload under way may have begun before the change: ask again after it.
    timer = setTimeout(() => page.reload() || reload(), GATHER_MS);
  };
  effect(() => {
    const change = live.change();
    if (change !== undefined && change !== heard && untracked(() => concerns(change))) reload();
    heard = change;
  });
  inject(DestroyRef).onDestroy(() => clearTimeout(timer));
}
