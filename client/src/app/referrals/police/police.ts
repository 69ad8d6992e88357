import { Component, computed, inject, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { labelOf } from '@openhaven/domain/codes';
import { SAFEGUARDING_REASONS, WELFARE_CHECK_STEPS } from '@openhaven/domain/contact-log';
import { newAct } from '../../api/act';
import { Clock } from '../../api/clock';
import {
  NoteWelfareCheckDocument,
  OverrulePoliceWishDocument,
  PoliceDocument,
  type PoliceQuery,
} from '../../api/generated';
import { query } from '../../api/query';
import { Countdown } from '../../ui/countdown/countdown';
import { ErrorSummary } from '../../ui/error-summary/error-summary';
import type { FieldError } from '../../ui/error-summary/errors';
import { optionsOf } from '../../ui/field/field';
import { RadiosField } from '../../ui/field/radios-field';
import { TextAreaField } from '../../ui/field/text-area-field';
import { TextField } from '../../ui/field/text-field';
import { Flash } from '../../ui/flash';
import { FormErrors } from '../../ui/form/form-errors';
import { LoadState } from '../../ui/load-state/load-state';
import { NotSaved } from '../../ui/not-saved/not-saved';
import { dayAndTime } from '../../ui/time';
import { policeInWords } from '../reach/card-words';
import { ReferralHeader } from '../referral-header/referral-header';

type Check = NonNullable<NonNullable<PoliceQuery['referral']>['contactCard']>['checks'][number];

/** The police are asked to look in: what the survivor said of it, what was done, and what came of it. */
@Component({
  selector: 'app-police',
  imports: [
    Countdown,
    ErrorSummary,
    LoadState,
    NotSaved,
    RadiosField,
    ReferralHeader,
    RouterLink,
    TextAreaField,
    TextField,
  ],
  templateUrl: './police.html',
})
export class Police {
  private readonly flash = inject(Flash);
  private readonly clock = inject(Clock);

  readonly id = input.required<string>();

  protected readonly page = query(PoliceDocument, () => ({ id: this.id() }));
  protected readonly act = newAct();
  protected readonly errors = new FormErrors(this.act);
  protected readonly referral = computed(() => (this.page.hasValue() ? this.page.value().referral : undefined));
  private readonly card = computed(() => this.referral()?.contactCard ?? undefined);
  protected readonly wish = computed(() => {
    const card = this.card();
    return card ? policeInWords(card) : '';
  });
  private readonly minute = computed(() => new Date(Math.floor(this.clock.now() / 60_000) * 60_000));
  protected readonly checks = computed(() => (this.card()?.checks ?? []).map((one) => checkLines(one, this.minute())));
  protected readonly may = computed(() => {
    const actions = this.referral()?.actions ?? [];
    const mayBeAsked = this.card()?.policeMayBeAsked ?? false;
    return {
      note: actions.includes('noteWelfareCheck'),
      overrule: actions.includes('overrulePoliceWish') && !mayBeAsked,
    };
  });

  protected readonly steps = optionsOf(WELFARE_CHECK_STEPS);
  protected readonly reasons = optionsOf(SAFEGUARDING_REASONS);
  protected readonly step = signal('');
  protected readonly number = signal('');
  protected readonly reason = signal('');
  protected readonly words = signal('');

  protected note(event: Event): void {
    event.preventDefault();
    const step = this.step();
    if (!this.errors.accept(step === '' ? [{ field: 'step', message: 'Say how it stands.' }] : [])) return;
    const number = this.number() === '' ? null : this.number();
    void this.act.send(
      NoteWelfareCheckDocument,
      { referralId: this.id(), step, number },
      { done: () => this.saved('Written down.'), refused: () => this.page.reload() },
    );
  }

  protected overrule(event: Event): void {
    event.preventDefault();
    if (!this.errors.accept(this.beforeOverruling())) return;
    void this.act.send(
      OverrulePoliceWishDocument,
      { referralId: this.id(), reason: this.reason(), words: this.words() },
      {
        done: () => this.saved('Written down. Those who refer are told to ask the police.'),
        refused: () => this.page.reload(),
      },
    );
  }

  private beforeOverruling(): readonly FieldError[] {
    return [
      ...(this.reason() === '' ? [{ field: 'reason', message: 'Choose a reason.' }] : []),
      ...(this.words().trim() === '' ? [{ field: 'words', message: 'Say why in words.' }] : []),
    ];
  }

  private saved(text: string): void {
    for (const field of [this.step, this.number, this.reason, this.words]) field.set('');
    this.flash.say(text);
    this.page.reload();
    document.getElementById('police-heading')?.focus();
  }
}

/** One check, in words. */
function checkLines({ at, override, words, step, notedAt, number }: Check, now: Date): readonly string[] {
  const when = (instant: string): string => dayAndTime(new Date(instant), now);
  const state = step === null ? 'The police have not been asked yet.' : `${labelOf(WELFARE_CHECK_STEPS, step)}.`;
  return [
    `To be asked since ${when(at)}.`,
    ...(override ? [`Against what the survivor said: ${labelOf(SAFEGUARDING_REASONS, override)}.`] : []),
    ...(words ? [words] : []),
    notedAt === null ? state : `${state} Written down ${when(notedAt)}.`,
    ...(number ? [`Number the police gave: ${number}`] : []),
  ];
}
