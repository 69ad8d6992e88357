import { Component, computed, inject, input } from '@angular/core';
import { Clock } from '../../api/clock';
import { StatusTag } from '../status-tag/status-tag';
import { dayAndTime, duration } from '../time';
import { FRESHNESS, type FreshnessCode } from '../words/status';

/** When a vacancy was last confirmed, how long ago that is, and whether one may rely on it. */
@Component({
  selector: 'app-data-age',
  imports: [StatusTag],
  template: `Last confirmed {{ at() }}, {{ ago() }} ago <app-status-tag [status]="status()" />`,
})
export class DataAge {
  private readonly clock = inject(Clock);

  /** An instant, ISO 8601. */
  readonly confirmedAt = input.required<string>();
  readonly freshness = input.required<FreshnessCode>();

  private readonly minute = computed(() => Math.floor(this.clock.now() / 60_000) * 60_000);
  protected readonly at = computed(() => dayAndTime(new Date(this.confirmedAt()), new Date(this.minute())));
  protected readonly ago = computed(() => duration(this.minute() - Date.parse(this.confirmedAt())));
  protected readonly status = computed(() => FRESHNESS[this.freshness()]);
}
