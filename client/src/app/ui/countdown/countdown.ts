import { Component, computed, effect, inject, input, signal } from '@angular/core';
import { Clock } from '../../api/clock';
import { dayAndTime } from '../time';
import { type CountdownKind, countdownText, milestone } from './countdown-text';

const SOON_MS = 10 * 60_000;

/** Time left until an instant, ticking. Read aloud, politely, only at milestones and only if `announce` is set. */
@Component({ selector: 'app-countdown', templateUrl: './countdown.html' })
export class Countdown {
  private readonly clock = inject(Clock);

  /** An instant, ISO 8601. */
  readonly until = input.required<string>();
  readonly kind = input<CountdownKind>('DUE');
  readonly announce = input(false);

  private readonly msLeft = computed(() => Date.parse(this.until()) - this.clock.now());
  protected readonly text = computed(() => countdownText(this.msLeft(), this.kind()));
  protected readonly at = computed(() => dayAndTime(new Date(this.until()), new Date(this.clock.now())));
  protected readonly late = computed(() => this.msLeft() <= 0);
  protected readonly soon = computed(() => !this.late() && this.msLeft() <= SOON_MS);
  protected readonly spoken = signal('');
  private before: number | undefined;

  constructor() {
    effect(() => {
      const left = this.msLeft();
      const words = this.before === undefined ? '' : milestone(this.before, left);
      this.before = left;
      if (words !== '' && this.announce()) this.spoken.set(words);
    });
  }
}
