import { Component, computed, inject, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { newAct } from '../../api/act';
import { Clock } from '../../api/clock';
import { NoteContactDocument, PauseReferralDocument, ReachDocument, ResumeReferralDocument } from '../../api/generated';
import { query } from '../../api/query';
import { ErrorSummary } from '../../ui/error-summary/error-summary';
import type { FieldError } from '../../ui/error-summary/errors';
import { CheckboxesField } from '../../ui/field/checkboxes-field';
import { RadiosField } from '../../ui/field/radios-field';
import { Flash } from '../../ui/flash';
import { FormErrors } from '../../ui/form/form-errors';
import { LoadState } from '../../ui/load-state/load-state';
import { NotSaved } from '../../ui/not-saved/not-saved';
import { dayAndTime } from '../../ui/time';
import { ReferralHeader } from '../referral-header/referral-header';
import { attemptLines, cardInWords, outcomesOf, policeInWords, waysToChoose } from './card-words';
import { ShownWay } from './shown-way';

const POLICE = 'The survivor wants the police to look in. Ask them now.';

/** Trying to reach the survivor: the card is read, then one safe way is shown, then it is said what came of it. */
@Component({
  selector: 'app-reach',
  imports: [CheckboxesField, ErrorSummary, LoadState, NotSaved, RadiosField, ReferralHeader, RouterLink],
  templateUrl: './reach.html',
})
export class Reach {
  private readonly flash = inject(Flash);
  private readonly clock = inject(Clock);

  readonly id = input.required<string>();

  protected readonly page = query(ReachDocument, () => ({ id: this.id() }));
  protected readonly act = newAct();
  protected readonly errors = new FormErrors(this.act);
  protected readonly shown = new ShownWay();
  protected readonly referral = computed(() => (this.page.hasValue() ? this.page.value().referral : undefined));
  protected readonly card = computed(() => this.referral()?.contactCard ?? undefined);
  protected readonly words = computed(() => {
    const card = this.card();
    return card && cardInWords(card);
  });
  protected readonly police = computed(() => {
    const card = this.card();
    return card ? policeInWords(card) : '';
  });
  protected readonly ways = computed(() => {
    const card = this.card();
    return card ? waysToChoose(card) : [];
  });
  private readonly minute = computed(() => new Date(Math.floor(this.clock.now() / 60_000) * 60_000));
  protected readonly tried = computed(() => {
    const card = this.card();
    return card ? attemptLines(card, this.minute()) : [];
  });
  protected readonly paused = computed(() => this.inWords(this.referral()?.pausedAt));
  protected readonly again = computed(() => this.inWords(this.referral()?.tryAgainAt));
  protected readonly may = computed(() => {
    const actions = this.referral()?.actions ?? [];
    return {
      try: actions.includes('tryToReach'),
      pause: actions.includes('pauseReferral'),
      resume: actions.includes('resumeReferral'),
      overrule: actions.includes('overrulePoliceWish'),
      note: actions.includes('noteWelfareCheck'),
    };
  });
  /** The attempt of which this person has yet to say what came of it. */
  protected readonly attempt = computed(() => this.card()?.openAttempt);
  protected readonly outcomes = computed(() => outcomesOf(this.attempt()?.mayLeaveMessage ?? false));

  protected readonly way = signal('');
  protected readonly read = signal<readonly string[]>([]);
  protected readonly outcome = signal('');
  protected readonly hasRead = [{ value: 'YES', label: 'I have read how they may be reached' }];
  /** With one way there is nothing to choose. */
  private readonly chosen = computed(() => {
    const [first, ...others] = this.ways();
    return first !== undefined && others.length === 0 ? first.value : this.way();
  });

  protected async show(event: Event): Promise<void> {
    event.preventDefault();
    if (!this.errors.accept(this.beforeShowing())) return;
    const rev = this.referral()?.rev ?? 0;
    const isShown = await this.shown.show({ referralId: this.id(), rev, way: Number(this.chosen()), cardRead: true });
    this.read.set([]);
    this.page.reload();
    if (isShown) setTimeout(() => document.getElementById('way-heading')?.focus());
  }

  private beforeShowing(): readonly FieldError[] {
    return [
      ...(this.chosen() === '' ? [{ field: 'way', message: 'Choose which way you will use.' }] : []),
      ...(this.read().length === 0 ? [{ field: 'cardRead', message: 'Say that you have read it.' }] : []),
    ];
  }

  protected note(event: Event): void {
    event.preventDefault();
    const outcome = this.outcome();
    if (!this.errors.accept(outcome === '' ? [{ field: 'outcome', message: 'Say what came of it.' }] : [])) return;
    void this.act.send(
      NoteContactDocument,
      { referralId: this.id(), outcome },
      {
        done: ({ noteContact }) => this.saved(noteContact.referral?.welfarePoliceBy ? POLICE : 'Written down.'),
        refused: () => this.page.reload(),
      },
    );
  }

  private saved(text: string): void {
    this.shown.hide();
    this.outcome.set('');
    this.way.set('');
    this.flash.say(text);
    this.page.reload();
    document.getElementById('reach-heading')?.focus();
  }

  protected pause(): void {
    void this.act.send(PauseReferralDocument, this.onReferral(), {
      done: ({ pauseReferral }) =>
        this.saved(pauseReferral.referral?.welfarePoliceBy ? `Paused. ${POLICE}` : 'Paused. Nothing is closed.'),
      refused: () => this.page.reload(),
    });
  }

  protected resume(): void {
    void this.act.send(ResumeReferralDocument, this.onReferral(), {
      done: () => void this.flash.sayAt(`/referrals/${this.id()}`, 'The search goes on, with the same story.'),
      refused: () => this.page.reload(),
    });
  }

  private onReferral(): { referralId: string; rev: number | null } {
    return { referralId: this.id(), rev: this.referral()?.rev ?? null };
  }

  private inWords(instant: string | null | undefined): string {
    return instant ? dayAndTime(new Date(instant), this.minute()) : '';
  }
}
