import { Component, computed, inject, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { newAct } from '../../api/act';
import { Clock } from '../../api/clock';
import { OpenInEmergencyDocument, OpeningsDocument, ReviewOpeningDocument } from '../../api/generated';
import { query } from '../../api/query';
import { Proof } from '../../sign-in/proof';
import { StepUp } from '../../sign-in/step-up';
import { ErrorSummary } from '../../ui/error-summary/error-summary';
import type { Option } from '../../ui/field/field';
import { RadiosField } from '../../ui/field/radios-field';
import { TextAreaField } from '../../ui/field/text-area-field';
import { Flash } from '../../ui/flash';
import { FormErrors } from '../../ui/form/form-errors';
import { LoadState } from '../../ui/load-state/load-state';
import { NotSaved } from '../../ui/not-saved/not-saved';
import { openingRow } from './opening-words';

/** For the coordinators: opening a restricted referral in an emergency, and looking at it when another has. */
@Component({
  selector: 'app-emergency',
  imports: [ErrorSummary, LoadState, NotSaved, RadiosField, RouterLink, StepUp, TextAreaField],
  templateUrl: './emergency.html',
})
export class Emergency {
  private readonly flash = inject(Flash);
  private readonly clock = inject(Clock);

  readonly id = input.required<string>();

  protected readonly page = query(OpeningsDocument, () => ({ id: this.id() }));
  protected readonly act = newAct();
  protected readonly errors = new FormErrors(this.act);
  protected readonly referral = computed(() => (this.page.hasValue() ? this.page.value().referral : undefined));
  protected readonly mayOpen = computed(() => this.referral()?.actions.includes('openInEmergency') ?? false);
  protected readonly rows = computed(() => {
    const now = new Date(Math.floor(this.clock.now() / 60_000) * 60_000);
    return (this.referral()?.openings ?? []).map((opening) => openingRow(opening, now));
  });
  protected readonly proof = new Proof();
  protected readonly reason = signal('');
  protected readonly accepted = signal('');
  protected readonly words = signal('');
  protected readonly verdicts: readonly Option[] = [
    { value: 'YES', label: 'Yes, it was right to open it' },
    { value: 'NO', label: 'No, it was not' },
  ];

  protected async ask(event: Event): Promise<void> {
    event.preventDefault();
    const missing = this.reason().trim() === '' ? [{ field: 'reason', message: 'Say why it has to be opened' }] : [];
    if (!this.errors.accept(missing)) return;
    await this.proof.before(() => this.open());
  }

  private async open(): Promise<void> {
    await this.act.send(
      OpenInEmergencyDocument,
      { referralId: this.id(), reason: this.reason() },
      {
        done: () => void this.flash.sayAt(`/referrals/${this.id()}/told`, 'Open for 15 minutes. The others were told.'),
      },
    );
  }

  protected async review(event: Event, openingId: string): Promise<void> {
    event.preventDefault();
    const missing = [
      ...(this.accepted() === '' ? [{ field: 'accepted', message: 'Say whether it was right' }] : []),
      ...(this.words().trim() === '' ? [{ field: 'words', message: 'Say what you found' }] : []),
    ];
    if (!this.errors.accept(missing)) return;
    await this.act.send(
      ReviewOpeningDocument,
      { openingId, accepted: this.accepted() === 'YES', words: this.words() },
      {
        done: () => {
          this.flash.say('Saved: what you found.');
          this.accepted.set('');
          this.words.set('');
          this.page.reload();
        },
      },
    );
  }
}
