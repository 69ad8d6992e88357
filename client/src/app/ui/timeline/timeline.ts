import { Component, computed, inject, input } from '@angular/core';
import { Clock } from '../../api/clock';
import { dayAndTime } from '../time';

/** One thing that happened, already in words. */
export interface TimelineItem {
  readonly id: string;
  /** An instant, ISO 8601. */
  readonly at: string;
  readonly what: string;
  readonly by: string;
  readonly details: readonly string[];
}

/** What happened, newest first. */
@Component({ selector: 'app-timeline', templateUrl: './timeline.html' })
export class Timeline {
  private readonly clock = inject(Clock);

  readonly items = input.required<readonly TimelineItem[]>();
  private readonly minute = computed(() => Math.floor(this.clock.now() / 60_000) * 60_000);
  protected readonly rows = computed(() => {
    const now = new Date(this.minute());
    return this.items().map((item) => ({ ...item, when: dayAndTime(new Date(item.at), now) }));
  });
}
