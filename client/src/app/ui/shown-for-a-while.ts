import { computed, DestroyRef, effect, inject, signal } from '@angular/core';
import { Clock } from '../api/clock';
import { Cover } from './exit-page/cover';

/**
 * Something that is on the screen for a while and then nowhere: kept in this object alone, let go when the time is over,
 * when the person says so, when they hide the page or look away from it, and when they leave it.
 */
export class ShownForAWhile<T> {
  private readonly clock = inject(Clock);
  private readonly endsAt = signal(0);
  private readonly kept = signal<T | undefined>(undefined);
  private timer: ReturnType<typeof setTimeout> | undefined;

  readonly secondsLeft = computed(() => Math.max(0, Math.ceil((this.endsAt() - this.clock.now()) / 1000)));
  readonly value = computed(() => (this.secondsLeft() > 0 ? this.kept() : undefined));

  constructor() {
    const away = (): void => {
      if (document.visibilityState === 'hidden') this.hide();
    };
    document.addEventListener('visibilitychange', away);
    const cover = inject(Cover);
    effect(() => {
      if (cover.covered()) this.hide();
    });
    inject(DestroyRef).onDestroy(() => {
      document.removeEventListener('visibilitychange', away);
      this.hide();
    });
  }

  show(value: T, seconds: number): void {
    this.hide();
    this.endsAt.set(this.clock.now() + 1000 * seconds);
    this.kept.set(value);
    // The time ends even if nobody asks any more whether it has.
    this.timer = setTimeout(() => this.hide(), 1000 * seconds);
  }

  hide(): void {
    clearTimeout(this.timer);
    this.kept.set(undefined);
    this.endsAt.set(0);
  }
}
