import { Component, computed, effect, inject, input, signal, untracked } from '@angular/core';
import { RouterLink } from '@angular/router';
import { newAct } from '../../api/act';
import { RotaDocument, SetRotaDocument } from '../../api/generated';
import { query } from '../../api/query';
import { ErrorSummary } from '../../ui/error-summary/error-summary';
import { CheckboxesField } from '../../ui/field/checkboxes-field';
import { SelectField } from '../../ui/field/select-field';
import { TextField } from '../../ui/field/text-field';
import { Flash } from '../../ui/flash';
import { FormErrors } from '../../ui/form/form-errors';
import { LoadState } from '../../ui/load-state/load-state';
import { NotSaved } from '../../ui/not-saved/not-saved';
import { DAY_OPTIONS, peopleOptions } from '../rota-words';
import { EMPTY_SHIFT, patternErrors, type ShiftForm, toForm, toShifts } from './pattern-form';

const KEPT = 'Saved. From now on whoever is on call is told first.';
const GIVEN_UP = 'Saved. This service keeps no rota now: everybody is told.';

/** The weekly pattern of a rota, shift by shift. */
@Component({
  selector: 'app-pattern-page',
  imports: [CheckboxesField, ErrorSummary, LoadState, NotSaved, RouterLink, SelectField, TextField],
  templateUrl: './pattern.html',
})
export class PatternPage {
  private readonly flash = inject(Flash);

  readonly serviceId = input.required<string>();

  protected readonly page = query(RotaDocument, () => ({ serviceId: this.serviceId() }));
  protected readonly act = newAct();
  protected readonly errors = new FormErrors(this.act);
  protected readonly days = DAY_OPTIONS;
  protected readonly rota = computed(() => (this.page.hasValue() ? this.page.value().rota : undefined));
  protected readonly people = computed(() => peopleOptions(this.rota()?.people ?? []));
  private readonly form = signal<readonly ShiftForm[] | undefined>(undefined);
  protected readonly shifts = computed(() => {
    const by = this.errors.by();
    return (this.form() ?? []).map((shift, index) => ({
      shift,
      id: `shifts-${index}`,
      title: `Shift ${index + 1}`,
      errors: {
        days: by[`shifts.${index}`],
        from: by[`shifts.${index}.from`],
        until: by[`shifts.${index}.until`],
        person: by[`shifts.${index}.person`],
      },
    }));
  });

  constructor() {
    effect(() => {
      const kept = this.rota()?.shifts;
      if (kept === undefined) return;
      const first = kept.length > 0 ? toForm(kept) : [EMPTY_SHIFT];
      // What is typed and not saved stays where somebody else has saved meanwhile.
      untracked(() => this.form.update((form) => form ?? first));
    });
  }

  protected patch(index: number, facts: Partial<ShiftForm>): void {
    this.form.update((form) => form?.map((shift, at) => (at === index ? { ...shift, ...facts } : shift)));
  }

  protected add(): void {
    this.form.update((form) => [...(form ?? []), EMPTY_SHIFT]);
    const id = `shifts-${this.shifts().length - 1}`;
    setTimeout(() => document.getElementById(id)?.focus());
  }

  protected remove(index: number): void {
    this.form.update((form) => form?.toSpliced(index, 1));
    document.getElementById('add-shift')?.focus();
  }

  protected save(event: Event): void {
    event.preventDefault();
    const form = this.form() ?? [];
    if (!this.errors.accept(patternErrors(form))) return;
    const said = form.length > 0 ? KEPT : GIVEN_UP;
    const done = (): void => void this.flash.sayAt(`/rota/${this.serviceId()}`, said);
    const wish = { serviceId: this.serviceId(), rev: this.rota()?.rev ?? null, shifts: toShifts(form) };
    void this.act.send(SetRotaDocument, wish, { done, refused: () => this.page.reload() });
  }
}
