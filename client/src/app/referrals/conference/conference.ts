import { Component, computed, inject, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { CONFERENCE_OUTCOMES } from '@openhaven/domain/challenge';
import { labelOf } from '@openhaven/domain/codes';
import { namesNeed } from '@openhaven/domain/decline';
import { newAct } from '../../api/act';
import { Clock } from '../../api/clock';
import { CaseConferenceDocument, ConferencePlacesDocument, RecordConferenceDocument } from '../../api/generated';
import { query } from '../../api/query';
import { Session } from '../../api/session';
import { Countdown } from '../../ui/countdown/countdown';
import { ErrorSummary } from '../../ui/error-summary/error-summary';
import { optionsOf } from '../../ui/field/field';
import { RadiosField } from '../../ui/field/radios-field';
import { Flash } from '../../ui/flash';
import { FormErrors } from '../../ui/form/form-errors';
import { LoadState } from '../../ui/load-state/load-state';
import { NotSaved } from '../../ui/not-saved/not-saved';
import { StatusTag } from '../../ui/status-tag/status-tag';
import { dayAndTime } from '../../ui/time';
import { ReferralHeader } from '../referral-header/referral-header';
import { askedRow } from '../requests-asked/asked-row';
import { moreSupport } from './more-support';

/** Three services have said no because of needs: who said what, which places have more support, and what came of it. */
@Component({
  selector: 'app-conference',
  imports: [Countdown, ErrorSummary, LoadState, NotSaved, RadiosField, ReferralHeader, RouterLink, StatusTag],
  templateUrl: './conference.html',
})
export class Conference {
  private readonly flash = inject(Flash);
  private readonly clock = inject(Clock);
  /** Agencies from outside the county do not search. */
  protected readonly searches = inject(Session).role() !== 'OUT_OF_AREA_REFERRER';

  readonly id = input.required<string>();

  protected readonly page = query(CaseConferenceDocument, () => ({ id: this.id() }));
  protected readonly found = query(ConferencePlacesDocument, () => (this.searches ? { id: this.id() } : undefined));
  protected readonly act = newAct();
  protected readonly errors = new FormErrors(this.act);
  protected readonly referral = computed(() => (this.page.hasValue() ? this.page.value().referral : undefined));
  protected readonly noes = computed(() =>
    (this.referral()?.requests ?? [])
      .filter(({ declineReason }) => declineReason && namesNeed(declineReason))
      .map(askedRow),
  );
  protected readonly places = computed(() => {
    const found = this.found.hasValue() ? this.found.value().findPlaces : null;
    return found ? moreSupport([...found.fits, ...found.ask]) : [];
  });
  protected readonly last = computed(() => {
    const held = this.referral()?.conference;
    if (!held) return undefined;
    const at = dayAndTime(new Date(held.heldAt), new Date(this.clock.now()));
    return `${at}: ${labelOf(CONFERENCE_OUTCOMES, held.outcome)}`;
  });
  protected readonly mayRecord = computed(() => this.referral()?.actions.includes('recordConference') ?? false);
  protected readonly outcome = signal('');
  protected readonly outcomes = optionsOf(CONFERENCE_OUTCOMES);

  protected save(event: Event): void {
    event.preventDefault();
    const outcome = this.outcome();
    if (!this.errors.accept(outcome === '' ? [{ field: 'outcome', message: 'Say what it came to.' }] : [])) return;
    void this.act.send(
      RecordConferenceDocument,
      { referralId: this.id(), outcome },
      {
        done: () => void this.flash.sayAt(`/referrals/${this.id()}`, 'Written down: the case conference was held.'),
        refused: () => this.page.reload(),
      },
    );
  }
}
