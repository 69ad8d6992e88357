import { Component, computed, input } from '@angular/core';
import type { AskedHeadFragment } from '../../api/generated';
import { Countdown } from '../../ui/countdown/countdown';
import { StatusTag } from '../../ui/status-tag/status-tag';
import { askedStatus } from '../../ui/words/asked';
import { PRIORITY } from '../../ui/words/work';
import { factsLine } from '../facts';
import { clockOf } from '../request-clock';

/** The request that is being answered, kept in view: who they are, how urgent it is, and the clock. */
@Component({
  selector: 'app-request-header',
  imports: [Countdown, StatusTag],
  templateUrl: './request-header.html',
  host: { class: 'app-block' },
})
export class RequestHeader {
  readonly request = input.required<AskedHeadFragment>();

  protected readonly priority = computed(() => PRIORITY[this.request().priority]);
  protected readonly status = computed(() => askedStatus(this.request().status, this.request().hold?.status));
  protected readonly clock = computed(() => clockOf(this.request()));
  protected readonly who = computed(() => {
    const { facts } = this.request();
    return facts ? factsLine(facts) : 'The facts are not shown any more.';
  });
}
