import { Component, computed, effect, inject, input, untracked } from '@angular/core';
import { RouterLink } from '@angular/router';
import { newAct } from '../../api/act';
import { AcknowledgeRequestDocument, SeeRequestDocument } from '../../api/generated';
import { reloadOnChange } from '../../api/reload-on-change';
import { focusHeading } from '../../shell/focus-heading';
import { ErrorSummary } from '../../ui/error-summary/error-summary';
import { Flash } from '../../ui/flash';
import { LoadState } from '../../ui/load-state/load-state';
import { NotSaved } from '../../ui/not-saved/not-saved';
import { StatusTag } from '../../ui/status-tag/status-tag';
import { SummaryList } from '../../ui/summary-list/summary-list';
import { AskedRequest } from '../asked-request';
import { candidateInWords, fitSummary } from '../candidates';
import { factRows } from '../facts';
import { HoldPanel } from '../hold-panel/hold-panel';
import { keptSpace } from '../offer/spaces';
import { adviceOn } from '../request-clock';
import { RequestHeader } from '../request-header/request-header';
import { alsoWaitingRows } from '../also-waiting';
import { answerRows, basisOf, questionsInWords } from './answers';

/** One request: the facts, the clock, which own spaces fit, and the answers that can be given. */
@Component({
  selector: 'app-request',
  imports: [ErrorSummary, HoldPanel, LoadState, NotSaved, RequestHeader, RouterLink, StatusTag, SummaryList],
  templateUrl: './request.html',
})
export class RequestDetail {
  private readonly flash = inject(Flash);
  /** The request's id, from the address. */
  readonly id = input.required<string>();

  protected readonly asked = new AskedRequest(this.id);
  protected readonly act = newAct();
  private readonly seeing = newAct();

  protected readonly may = computed(() => ({
    acknowledge: this.asked.may('acknowledgeRequest') && this.asked.request()?.status !== 'ACKNOWLEDGED',
    offer: this.asked.may('makeOffer'),
    ask: this.asked.may('askForInformation'),
    decline: this.asked.may('declineRequest'),
  }));
  protected readonly advice = computed(() => this.asked.read(adviceOn, ''));
  protected readonly facts = computed(() => this.asked.read(({ facts }) => (facts ? factRows(facts) : []), []));
  protected readonly candidates = computed(() => this.asked.read((one) => one.candidates.map(candidateInWords), []));
  protected readonly others = computed(() => this.asked.read((one) => alsoWaitingRows(one.alsoWaiting), []));
  protected readonly basis = computed(() => this.asked.read(basisOf, []));
  protected readonly summary = computed(() => this.asked.read((one) => fitSummary(one.candidates), ''));
  /** Whether there is a space to offer at once. */
  protected readonly ready = computed(
    () => this.asked.read(keptSpace, undefined) !== undefined || this.candidates().some(({ offerable }) => offerable),
  );
  protected readonly questions = computed(() => this.asked.read((one) => questionsInWords(one.questions), []));
  protected readonly answer = computed(() => this.asked.read(answerRows, []));

  constructor() {
    reloadOnChange(this.asked.page, ({ ids, kinds }) => this.concerns(ids, kinds));
    effect(() => {
      if (this.asked.request()?.status === 'SENT') untracked(() => this.see());
    });
  }

  // A change without ids may be about anything of its kinds. A unit that goes elsewhere changes what can be offered.
  private concerns(ids: readonly string[], kinds: readonly string[]): boolean {
    return ids.length === 0 || ids.includes(this.id()) || kinds.includes('Unit');
  }

  protected acknowledge(): void {
    const done = (): void => {
      this.flash.say('The referrer now sees that you are looking at it.');
      this.asked.reload();
      focusHeading();
    };
    const refused = (): void => this.asked.reload();
    void this.act.send(AcknowledgeRequestDocument, { requestId: this.id() }, { done, refused });
  }

  // Opening is an act of its own: the referrer is told that somebody has read it. If it fails nobody is harmed.
  private see(): void {
    void this.seeing.send(SeeRequestDocument, { requestId: this.id() }, { done: () => this.asked.reload() });
  }
}
