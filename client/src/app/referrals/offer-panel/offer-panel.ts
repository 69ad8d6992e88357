import { Component, computed, inject, input } from '@angular/core';
import { Clock } from '../../api/clock';
import type { OfferPartsFragment } from '../../api/generated';
import { Countdown } from '../../ui/countdown/countdown';
import { StatusTag } from '../../ui/status-tag/status-tag';
import { SummaryList, type SummaryRow } from '../../ui/summary-list/summary-list';
import { dayAndTime } from '../../ui/time';
import { HOLD_STATUS } from '../../ui/words/status';

/** The space that is kept or offered: where, until when, how to arrive. Never an address. */
@Component({
  selector: 'app-offer-panel',
  imports: [Countdown, StatusTag, SummaryList],
  templateUrl: './offer-panel.html',
})
export class OfferPanel {
  private readonly clock = inject(Clock);

  readonly hold = input.required<OfferPartsFragment>();

  protected readonly status = computed(() => {
    const { status, offered } = this.hold();
    return status === 'HELD' && offered ? { word: 'Place offered', tone: 'good' as const } : HOLD_STATUS[status];
  });
  /** A promise does not run out; only an unanswered hold does. */
  protected readonly runsOut = computed(() => this.hold().status === 'HELD');
  protected readonly rows = computed<readonly SummaryRow[]>(() => {
    const { service, unitLabel, meetingPoint } = this.hold();
    return [
      { key: 'Service', lines: [service.name] },
      { key: 'Space', lines: [unitLabel] },
      { key: 'Arrival', lines: [this.arrival()] },
      { key: 'Where to meet', lines: [meetingPoint ?? this.noMeetingPoint()] },
    ];
  });
  private readonly noMeetingPoint = computed(() =>
    this.runsOut() ? 'Told once the survivor has said yes' : 'To be agreed with the service by phone',
  );
  private readonly arrival = computed(() => {
    const { arrivalFrom, arrivalUntil } = this.hold();
    const now = new Date(this.clock.now());
    const at = (instant: string | null): string => (instant === null ? '' : dayAndTime(new Date(instant), now));
    if (arrivalFrom === null && arrivalUntil === null) return 'To be agreed with the service by phone';
    return [arrivalFrom && `from ${at(arrivalFrom)}`, arrivalUntil && `until ${at(arrivalUntil)}`]
      .filter(Boolean)
      .join(', ');
  });
}
