import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Clock } from '../../api/clock';
import type { AskedHoldFragment } from '../../api/generated';
import { Countdown } from '../../ui/countdown/countdown';
import { StatusTag } from '../../ui/status-tag/status-tag';
import { type SummaryRow, SummaryList } from '../../ui/summary-list/summary-list';
import { HOLD_STATUS } from '../../ui/words/status';
import { arrivalInWords } from '../arrival-window';
import { AGREED_HOLDS } from '../request-clock';

/** The space that is kept for a request: until when, what was arranged, and what can be done with it. */
@Component({
  selector: 'app-hold-panel',
  imports: [Countdown, RouterLink, StatusTag, SummaryList],
  templateUrl: './hold-panel.html',
  host: { class: 'app-block' },
})
export class HoldPanel {
  private readonly clock = inject(Clock);

  readonly hold = input.required<AskedHoldFragment>();
  readonly requestId = input.required<string>();
  /** The organisation to talk to about the arrival; shown once the survivor has said yes. */
  readonly referrer = input.required<string>();

  protected readonly status = computed(() => HOLD_STATUS[this.hold().status]);
  protected readonly heading = computed(() =>
    this.running() || this.agreed() ? 'The space you keep' : 'The space you kept',
  );
  protected readonly running = computed(() => this.hold().status === 'HELD');
  /** The survivor has said yes and is on the way: now somebody may have to be told where. */
  protected readonly agreed = computed(() => AGREED_HOLDS.includes(this.hold().status));
  protected readonly mayRecordArrival = computed(() => this.can('recordArrival') || this.can('recordNoShow'));
  protected readonly mayWithdraw = computed(() => this.can('withdrawOffer'));
  protected readonly rows = computed<readonly SummaryRow[]>(() => {
    const { unitLabel, arrivalFrom, arrivalUntil, meetingPoint } = this.hold();
    const agreed = this.agreed() ? [{ key: 'Referred by', lines: [this.referrer()] }] : [];
    return [
      { key: 'Space', lines: [unitLabel] },
      { key: 'Arrival', lines: [arrivalInWords(arrivalFrom, arrivalUntil, new Date(this.clock.now()))] },
      { key: 'Meeting point', lines: [meetingPoint ?? 'Not said: agree it by phone'] },
      ...agreed,
    ];
  });
  private readonly can = (action: string): boolean => this.hold().actions.includes(action);
}
