import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { STORY_ERASED } from '@openhaven/domain/story';
import type { ReferralHeaderPartsFragment } from '../../api/generated';
import { Countdown } from '../../ui/countdown/countdown';
import { StatusTag } from '../../ui/status-tag/status-tag';
import { REFERRAL_STATUS } from '../../ui/words/status';
import { TONIGHT } from '../../ui/words/story';
import { PRIORITY } from '../../ui/words/work';
import { memberForms } from '../draft/from-story';
import { householdLine } from '../draft/story-rows';

/** For whom one is looking: stays in view on every page of the referral, so that nobody has to remember it. */
@Component({
  selector: 'app-referral-header',
  imports: [Countdown, RouterLink, StatusTag],
  templateUrl: './referral-header.html',
})
export class ReferralHeader {
  readonly referral = input.required<ReferralHeaderPartsFragment>();
  /** Whether to link to the referral's own page; not on that page itself. */
  readonly linked = input(true);

  protected readonly status = computed(() => REFERRAL_STATUS[this.referral().status]);
  protected readonly priority = computed(() => PRIORITY[this.referral().priority]);
  protected readonly tonight = computed(() => TONIGHT[this.referral().tonight]);
  protected readonly household = computed(() => {
    const { story, erasedAt } = this.referral();
    if (erasedAt) return STORY_ERASED;
    return story ? householdLine(memberForms(story.members, new Date())) : '';
  });
}
