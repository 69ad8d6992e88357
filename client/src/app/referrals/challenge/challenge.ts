import { Component, computed, inject, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { CHALLENGE_REASONS, CHALLENGE_VERDICTS } from '@openhaven/domain/challenge';
import { newAct } from '../../api/act';
import { ChallengeDeclineDocument, ChallengedRequestDocument, DecideChallengeDocument } from '../../api/generated';
import { query } from '../../api/query';
import { Countdown } from '../../ui/countdown/countdown';
import { ErrorSummary } from '../../ui/error-summary/error-summary';
import { optionsOf } from '../../ui/field/field';
import { RadiosField } from '../../ui/field/radios-field';
import { Flash } from '../../ui/flash';
import { FormErrors } from '../../ui/form/form-errors';
import { LoadState } from '../../ui/load-state/load-state';
import { NotSaved } from '../../ui/not-saved/not-saved';
import { ReferralHeader } from '../referral-header/referral-header';
import { askedRow } from '../requests-asked/asked-row';

/** A no that those who refer do not take as it is: they say why, the coordinator decides. */
@Component({
  selector: 'app-challenge',
  imports: [Countdown, ErrorSummary, LoadState, NotSaved, RadiosField, ReferralHeader, RouterLink],
  templateUrl: './challenge.html',
})
export class Challenge {
  private readonly flash = inject(Flash);

  /** The referral, and the request, in the address. */
  readonly id = input.required<string>();
  readonly requestId = input.required<string>();

  protected readonly page = query(ChallengedRequestDocument, () => ({ id: this.id(), requestId: this.requestId() }));
  protected readonly act = newAct();
  protected readonly errors = new FormErrors(this.act);
  protected readonly referral = computed(() => (this.page.hasValue() ? this.page.value().referral : undefined));
  protected readonly request = computed(() => (this.page.hasValue() ? this.page.value().placementRequest : undefined));
  protected readonly row = computed(() => {
    const request = this.request();
    return request ? askedRow(request) : undefined;
  });
  protected readonly mayChallenge = computed(() => this.request()?.actions.includes('challengeDecline') ?? false);
  protected readonly mayDecide = computed(() => this.request()?.actions.includes('decideChallenge') ?? false);
  protected readonly chosen = signal('');
  protected readonly reasons = optionsOf(CHALLENGE_REASONS);
  protected readonly verdicts = optionsOf(CHALLENGE_VERDICTS);

  protected raise(event: Event): void {
    event.preventDefault();
    const reason = this.chosen();
    if (!this.errors.accept(missing('reason', reason, 'Say why the no is challenged.'))) return;
    const message = 'The no is challenged. The county coordinator decides, and has been told.';
    void this.act.send(ChallengeDeclineDocument, { requestId: this.requestId(), reason }, this.then(message));
  }

  protected decide(event: Event): void {
    event.preventDefault();
    const verdict = this.chosen();
    if (!this.errors.accept(missing('verdict', verdict, 'Say what you decide.'))) return;
    const message =
      verdict === 'ASK_AGAIN'
        ? 'Decided: the service has been asked again, with new times to answer.'
        : 'Decided: the no stands. Those who refer have been told.';
    void this.act.send(DecideChallengeDocument, { requestId: this.requestId(), verdict }, this.then(message));
  }

  private then(message: string) {
    return {
      done: (): void => void this.flash.sayAt(`/referrals/${this.id()}`, message),
      refused: (): void => void this.page.reload(),
    };
  }
}

const missing = (field: string, chosen: string, message: string) => (chosen === '' ? [{ field, message }] : []);
