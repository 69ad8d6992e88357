import { Component, computed, inject, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { SURVIVOR_REASONS } from '@openhaven/domain/codes';
import { newAct } from '../../api/act';
import {
  AcceptOfferDocument,
  type AcceptOfferMutation,
  DeclineOfferDocument,
  ExtendHoldDocument,
  OpenOfferDocument,
} from '../../api/generated';
import { query } from '../../api/query';
import { reloadOnChange } from '../../api/reload-on-change';
import { ErrorSummary } from '../../ui/error-summary/error-summary';
import type { FieldError } from '../../ui/error-summary/errors';
import { CheckboxesField } from '../../ui/field/checkboxes-field';
import { type Option, optionsOf } from '../../ui/field/field';
import { RadiosField } from '../../ui/field/radios-field';
import { SelectField } from '../../ui/field/select-field';
import { Flash } from '../../ui/flash';
import { FormErrors } from '../../ui/form/form-errors';
import { LoadState } from '../../ui/load-state/load-state';
import { NotSaved } from '../../ui/not-saved/not-saved';
import { OfferPanel } from '../offer-panel/offer-panel';
import { ReferralHeader } from '../referral-header/referral-header';

type NextBest = AcceptOfferMutation['acceptOffer']['nextBest'];

const REVEALED: Readonly<Record<string, string>> = {
  YES: 'Below, say that you asked in a safe way.',
  NO: 'Below, say why not.',
};

/** Asking the survivor: first how they may be reached, then what is offered and until when, then what they say. */
@Component({
  selector: 'app-offer',
  imports: [
    CheckboxesField,
    ErrorSummary,
    LoadState,
    NotSaved,
    OfferPanel,
    RadiosField,
    ReferralHeader,
    RouterLink,
    SelectField,
  ],
  templateUrl: './offer.html',
})
export class Offer {
  private readonly flash = inject(Flash);

  readonly id = input.required<string>();

  protected readonly page = query(OpenOfferDocument, () => ({ id: this.id() }));
  protected readonly act = newAct();
  protected readonly errors = new FormErrors(this.act);
  protected readonly referral = computed(() => (this.page.hasValue() ? this.page.value().referral : undefined));
  protected readonly hold = computed(() => this.referral()?.hold);
  protected readonly may = computed(() => {
    const actions = this.hold()?.actions ?? [];
    return { answer: actions.includes('acceptOffer'), extend: actions.includes('extendHold') };
  });
  protected readonly answer = signal('');
  /** Said aloud when an answer opens another question. */
  protected readonly revealed = computed(() => REVEALED[this.answer()] ?? '');
  protected readonly agrees = signal<readonly string[]>([]);
  protected readonly reason = signal('');
  protected readonly nextBest = signal<NextBest>([]);

  protected readonly answers: readonly Option[] = [
    { value: 'YES', label: 'Yes, they want this place' },
    { value: 'NO', label: 'No, they do not want it' },
  ];
  protected readonly agreement: readonly Option[] = [
    { value: 'YES', label: 'I asked the survivor in a safe way, and they agree' },
  ];
  protected readonly reasons = optionsOf(SURVIVOR_REASONS);

  constructor() {
    reloadOnChange(this.page, ({ ids, kinds }) =>
      ids.length === 0 ? kinds.includes('Hold') : ids.includes(this.id()),
    );
  }

  protected async record(event: Event): Promise<void> {
    event.preventDefault();
    const hold = this.hold();
    if (!hold || !this.errors.accept(this.found())) return;
    if (this.answer() === 'YES') await this.accept(hold.id);
    else await this.decline(hold.id);
  }

  protected async extend(): Promise<void> {
    const hold = this.hold();
    if (!hold) return;
    await this.act.send(
      ExtendHoldDocument,
      { holdId: hold.id, rev: hold.rev },
      {
        done: () => {
          this.flash.say('The place is kept for longer.');
          this.page.reload();
        },
        refused: () => this.page.reload(),
      },
    );
  }

  private async accept(holdId: string): Promise<void> {
    this.nextBest.set([]);
    await this.act.send(
      AcceptOfferDocument,
      { holdId, survivorAgrees: true },
      {
        done: () =>
          void this.flash.sayAt(
            `/referrals/${this.id()}`,
            'Agreed. The service has been told. Agree the arrival by phone.',
          ),
        refused: ({ acceptOffer }) => {
          this.nextBest.set(acceptOffer.nextBest);
          this.page.reload();
        },
      },
    );
  }

  private async decline(holdId: string): Promise<void> {
    await this.act.send(
      DeclineOfferDocument,
      { holdId, reason: this.reason() },
      {
        done: () =>
          void this.flash.sayAt(`/referrals/${this.id()}`, 'The answer is recorded, and the place is free for others.'),
        refused: () => this.page.reload(),
      },
    );
  }

  private found(): readonly FieldError[] {
    if (this.answer() === '') return [{ field: 'answer', message: 'Say what the survivor answers' }];
    if (this.answer() === 'NO') return this.reason() === '' ? [{ field: 'reason', message: 'Choose a reason' }] : [];
    return this.agrees().length > 0
      ? []
      : [{ field: 'survivorAgrees', message: 'Say that the survivor has been asked and agrees' }];
  }
}
