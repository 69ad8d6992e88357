import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { labelOf, REFERRAL_SOURCES, UNMET_NEED_REASONS } from '@openhaven/domain/codes';
import { newAct } from '../../api/act';
import {
  ReferralDocument,
  type ReferralQuery,
  ReleaseHoldDocument,
  ReopenReferralDocument,
  ResumeReferralDocument,
  SeekAgainDocument,
} from '../../api/generated';
import { query } from '../../api/query';
import { reloadOnChange } from '../../api/reload-on-change';
import { Session } from '../../api/session';
import { Countdown } from '../../ui/countdown/countdown';
import { ErrorSummary } from '../../ui/error-summary/error-summary';
import { Flash } from '../../ui/flash';
import { LoadState } from '../../ui/load-state/load-state';
import { NotSaved } from '../../ui/not-saved/not-saved';
import { Timeline, type TimelineItem } from '../../ui/timeline/timeline';
import { dayAndTime, dayInWords } from '../../ui/time';
import { nextStepInWords } from '../../ui/words/next-step';
import { timelineItem } from '../../ui/words/timeline';
import { OfferPanel } from '../offer-panel/offer-panel';
import { ReferralHeader } from '../referral-header/referral-header';
import { RequestsAsked } from '../requests-asked/requests-asked';
import { lostPlace } from './lost-place';
import { nextAct } from './next-act';

const MOST_EVENTS = 50;

type Shown = NonNullable<ReferralQuery['referral']>;

/** Every pause in the typing of a draft is a save: nobody needs to read those. */
function timelineOf(referral: Shown | null | undefined): readonly TimelineItem[] {
  const entries = (referral?.timeline.edges ?? []).map(({ node }) => node);
  return entries.filter(({ what }) => what !== 'referral.saved').map(timelineItem);
}

/** Pages that change a referral, drawn only while the act is possible. */
const ACTS = [
  { action: 'sendRequests', page: 'places', text: 'Find places and ask more services' },
  { action: 'tryToReach', page: 'reach', text: 'Try to reach the survivor' },
  { action: 'noteWelfareCheck', page: 'police', text: 'Welfare check by the police' },
  { action: 'setTonightPlan', page: 'tonight', text: 'Change where they sleep tonight' },
  { action: 'addUnsafeArea', page: 'unsafe-area', text: 'Add an unsafe area' },
  { action: 'recordConference', page: 'conference', text: 'Case conference' },
  { action: 'recordConsent', page: 'agreement', text: 'What they agree to share' },
  { action: 'settleArrangement', page: 'arrange', text: 'Arrange what they need beside a place' },
  { action: 'setWatchDates', page: 'dates', text: 'Dates on which to look at their safety again' },
  { action: 'recordUnmetNeed', page: 'unmet', text: 'Record that nothing meets the need' },
  { action: 'escalateReferral', page: 'escalate', text: 'Pass it to the county coordinator now' },
  { action: 'withdrawReferral', page: 'withdraw', text: 'Withdraw the referral' },
] as const;

/** One referral: what to do next, what the clocks do, who was asked, what is offered, what happened. */
@Component({
  selector: 'app-referral',
  imports: [
    Countdown,
    ErrorSummary,
    LoadState,
    NotSaved,
    OfferPanel,
    ReferralHeader,
    RequestsAsked,
    RouterLink,
    Timeline,
  ],
  templateUrl: './referral.html',
})
export class ReferralPage {
  private readonly flash = inject(Flash);
  private readonly coordinator = inject(Session).role() === 'COORDINATOR';

  readonly id = input.required<string>();

  protected readonly page = query(ReferralDocument, () => ({ id: this.id() }));
  protected readonly act = newAct();
  protected readonly referral = computed(() => (this.page.hasValue() ? this.page.value().referral : undefined));
  protected readonly next = computed(() => {
    const referral = this.referral();
    return referral ? nextAct(referral) : undefined;
  });
  protected readonly lost = computed(() => {
    const referral = this.referral();
    return referral ? lostPlace(referral) : '';
  });
  protected readonly step = computed(() => {
    const step = this.referral()?.nextStep;
    return step ? { at: step.at, text: nextStepInWords(step.step) } : undefined;
  });
  protected readonly acts = computed(() => {
    const possible = this.referral()?.actions ?? [];
    return ACTS.filter(({ action }) => possible.includes(action));
  });
  protected readonly may = computed(() => {
    const { actions = [], hold } = this.referral() ?? {};
    return {
      seekAgain: actions.includes('seekAgain'),
      resume: actions.includes('resumeReferral'),
      reopen: actions.includes('reopenReferral'),
      release: hold?.actions.includes('releaseHold') ?? false,
      stepIn: this.coordinator,
      seeOutline: actions.includes('openInEmergency'),
      keepOut: actions.includes('setExclusions'),
    };
  });
  protected readonly facts = computed(() => {
    const referral = this.referral();
    if (!referral) return '';
    return `${labelOf(REFERRAL_SOURCES, referral.source)}, ${referral.referrer.name}`;
  });
  protected readonly stay = computed(() => {
    const placement = this.referral()?.placement;
    return placement ? `${placement.service.name}, since ${dayInWords(placement.arrivedOn)}` : undefined;
  });
  protected readonly paused = computed(() => {
    const since = this.referral()?.pausedAt;
    return since ? dayAndTime(new Date(since), new Date()) : undefined;
  });
  protected readonly unmet = computed(() => {
    const unmet = this.referral()?.unmetNeed;
    return unmet ? labelOf(UNMET_NEED_REASONS, unmet.reason) : undefined;
  });
  protected readonly events = computed(() => timelineOf(this.referral()));

  /** The server gives at most fifty at once. */
  protected readonly older = computed(() => (this.referral()?.timeline.totalCount ?? 0) > MOST_EVENTS);

  constructor() {
    reloadOnChange(this.page, ({ ids, kinds }) =>
      ids.length === 0 ? kinds.includes('Referral') : ids.includes(this.id()),
    );
  }

  protected async resume(): Promise<void> {
    await this.act.send(ResumeReferralDocument, this.onReferral(), {
      done: () => this.saidAndReload('The search goes on, with the same story.'),
      refused: () => this.page.reload(),
    });
  }

  protected async seekAgain(): Promise<void> {
    await this.act.send(SeekAgainDocument, this.onReferral(), {
      done: () => this.saidAndReload('Looking for a place again.'),
    });
  }

  protected async reopen(): Promise<void> {
    await this.act.send(ReopenReferralDocument, this.onReferral(), {
      done: () => this.saidAndReload('The referral is open again, with the same story and new clocks.'),
    });
  }

  protected async release(): Promise<void> {
    const hold = this.referral()?.hold;
    if (!hold) return;
    await this.act.send(
      ReleaseHoldDocument,
      { holdId: hold.id, rev: hold.rev },
      {
        done: () => this.saidAndReload('The space is free for others again.'),
        refused: () => this.page.reload(),
      },
    );
  }

  private onReferral(): { referralId: string; rev: number | null } {
    return { referralId: this.id(), rev: this.referral()?.rev ?? null };
  }

  private saidAndReload(text: string): void {
    this.flash.say(text);
    this.page.reload();
  }
}
