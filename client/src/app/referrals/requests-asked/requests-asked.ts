import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { AskedServicePartsFragment } from '../../api/generated';
import { Countdown } from '../../ui/countdown/countdown';
import { StatusTag } from '../../ui/status-tag/status-tag';
import { askedRow } from './asked-row';

/** The services that were asked, how each stands, and what is due from whom. */
@Component({
  selector: 'app-requests-asked',
  imports: [Countdown, RouterLink, StatusTag],
  templateUrl: './requests-asked.html',
})
export class RequestsAsked {
  readonly referralId = input.required<string>();
  readonly requests = input.required<readonly AskedServicePartsFragment[]>();

  protected readonly rows = computed(() => this.requests().map(askedRow));
}
