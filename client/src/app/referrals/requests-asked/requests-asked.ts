import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Clock } from '../../api/clock';
import type { AskedServicePartsFragment } from '../../api/generated';
import { Countdown } from '../../ui/countdown/countdown';
import { StatusTag } from '../../ui/status-tag/status-tag';
import { onCallInWords } from '../../ui/words/on-call';
import { askedRow } from './asked-row';

/** The services that were asked, how each stands, and what is due from whom. */
@Component({
  selector: 'app-requests-asked',
  imports: [Countdown, RouterLink, StatusTag],
  templateUrl: './requests-asked.html',
})
export class RequestsAsked {
  private readonly clock = inject(Clock);

  readonly referralId = input.required<string>();
  readonly requests = input.required<readonly AskedServicePartsFragment[]>();

  protected readonly rows = computed(() => {
    const now = new Date(this.clock.now());
    return this.requests().map((request) => ({ ...askedRow(request), onCall: onCallInWords(request.onCall, now) }));
  });
}
