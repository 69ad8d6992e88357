import { Component, computed, inject, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { LEGAL_HOLD_REASONS } from '@openhaven/domain/retention';
import { newAct } from '../../api/act';
import { Clock } from '../../api/clock';
import { LiftLegalHoldDocument, RetentionDocument, SetLegalHoldDocument } from '../../api/generated';
import { query } from '../../api/query';
import { ErrorSummary } from '../../ui/error-summary/error-summary';
import { DateField } from '../../ui/field/date-field';
import { optionsOf } from '../../ui/field/field';
import { RadiosField } from '../../ui/field/radios-field';
import { TextField } from '../../ui/field/text-field';
import { Flash } from '../../ui/flash';
import { FormErrors } from '../../ui/form/form-errors';
import { LoadState } from '../../ui/load-state/load-state';
import { NotSaved } from '../../ui/not-saved/not-saved';
import { StatusTag } from '../../ui/status-tag/status-tag';
import { civilDay, count } from '../../ui/time';
import { dayErrors } from '../../vacancies/day-errors';
import { erasedRow, heldRow, timeOf, toEraseRow } from './retention-words';

/** How long stories are kept, which go soon, which are kept longer and by whose word, and which are gone. */
@Component({
  selector: 'app-retention',
  imports: [DateField, ErrorSummary, LoadState, NotSaved, RadiosField, RouterLink, StatusTag, TextField],
  templateUrl: './retention.html',
})
export class RetentionPage {
  private readonly flash = inject(Flash);
  private readonly today = civilDay(new Date(inject(Clock).now()));

  protected readonly page = query(RetentionDocument, () => ({}));
  protected readonly act = newAct();
  protected readonly errors = new FormErrors(this.act);
  private readonly shown = computed(() => (this.page.hasValue() ? this.page.value().retention : undefined));

  protected readonly reference = signal('');
  protected readonly reason = signal('');
  protected readonly reviewOn = signal('');
  protected readonly reasons = optionsOf(LEGAL_HOLD_REASONS);
  protected readonly rules = computed(() =>
    (this.shown()?.rules ?? []).map((rule) => ({ ...rule, time: timeOf(rule) })),
  );
  protected readonly held = computed(() => (this.shown()?.held ?? []).map(heldRow));
  protected readonly toErase = computed(() => (this.shown()?.toErase ?? []).map(toEraseRow));
  protected readonly erased = computed(() => (this.shown()?.erased ?? []).map(erasedRow));
  protected readonly soonWords = computed(() => {
    const all = this.shown()?.toEraseCount ?? 0;
    const more = all - this.toErase().length;
    return more > 0 ? `${count(all, 'story', 'stories')} in all: these are the first.` : '';
  });

  protected place(event: Event): void {
    event.preventDefault();
    const [reference, reason, reviewOn] = [this.reference().trim(), this.reason(), this.reviewOn()];
    const wrong = [
      ...(reference === '' ? [{ field: 'reference', message: 'Enter the reference, for example WOR-7K2MP.' }] : []),
      ...(reason === '' ? [{ field: 'reason', message: 'Choose a reason.' }] : []),
      ...dayErrors('reviewOn', reviewOn, { from: this.today, required: true }),
    ];
    if (!this.errors.accept(wrong)) return;
    const done = (): void => {
      for (const field of [this.reference, this.reason, this.reviewOn]) field.set('');
      this.said(`${reference.toUpperCase()} is kept until the hold is lifted.`);
    };
    void this.act.send(SetLegalHoldDocument, { reference, reason, reviewOn }, { done });
  }

  protected lift(reference: string): void {
    const done = (): void => this.said(`The hold on ${reference} is lifted.`);
    void this.act.send(LiftLegalHoldDocument, { reference }, { done, refused: () => this.page.reload() });
  }

  /** The button goes with its row: whoever works by keyboard goes on from the heading of the list. */
  private said(message: string): void {
    this.flash.say(message);
    this.page.reload();
    document.getElementById('held')?.focus();
  }
}
