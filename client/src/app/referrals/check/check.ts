import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { labelOf, PRIORITIES } from '@openhaven/domain/codes';
import { newAct } from '../../api/act';
import { DraftDocument, SubmitReferralDocument } from '../../api/generated';
import { query } from '../../api/query';
import { Session } from '../../api/session';
import { ErrorSummary } from '../../ui/error-summary/error-summary';
import { Flash } from '../../ui/flash';
import { LoadState } from '../../ui/load-state/load-state';
import { NotSaved } from '../../ui/not-saved/not-saved';
import { SummaryList } from '../../ui/summary-list/summary-list';
import { MISSING_FACT } from '../../ui/words/story';
import { formOf } from '../draft/from-story';
import { missingOf } from '../draft/missing';
import { storyRows } from '../draft/story-rows';

/** All answers once more, and the one button that sends them. */
@Component({
  selector: 'app-check',
  imports: [ErrorSummary, LoadState, NotSaved, RouterLink, SummaryList],
  templateUrl: './check.html',
})
export class Check {
  private readonly flash = inject(Flash);
  private readonly outOfArea = inject(Session).role() === 'OUT_OF_AREA_REFERRER';

  readonly id = input.required<string>();

  protected readonly page = query(DraftDocument, () => ({ id: this.id() }));
  protected readonly act = newAct();
  protected readonly referral = computed(() => (this.page.hasValue() ? this.page.value().referral : undefined));
  private readonly form = computed(() => {
    const story = this.referral()?.story;
    return story ? formOf(story, new Date()) : undefined;
  });
  protected readonly rows = computed(() => {
    const form = this.form();
    const priority = labelOf(PRIORITIES, this.referral()?.priority ?? '');
    const urgency = { key: 'How soon', lines: [priority], change: `/referrals/${this.id()}/story` };
    return form === undefined ? [] : [urgency, ...storyRows(form, this.id())];
  });
  protected readonly missing = computed(() => {
    const form = this.form();
    return form === undefined ? [] : missingOf(form).map((fact) => MISSING_FACT[fact]);
  });

  protected async send(): Promise<void> {
    const rev = this.referral()?.rev ?? null;
    await this.act.send(
      SubmitReferralDocument,
      { referralId: this.id(), rev },
      {
        done: ({ submitReferral }) => {
          const received = `Referral ${submitReferral.referral?.reference ?? ''} is received.`;
          // Agencies outside the county refer in; the coordinator searches and asks for them.
          if (this.outOfArea) void this.flash.sayAt(`/referrals/${this.id()}`, received);
          else void this.flash.sayAt(`/referrals/${this.id()}/places`, `${received} Now choose whom to ask.`);
        },
      },
    );
  }
}
