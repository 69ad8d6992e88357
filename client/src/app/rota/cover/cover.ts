import { Component, computed, inject, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { newAct } from '../../api/act';
import { AddCoverDocument, RotaDocument } from '../../api/generated';
import { query } from '../../api/query';
import { ErrorSummary } from '../../ui/error-summary/error-summary';
import { DateField } from '../../ui/field/date-field';
import { SelectField } from '../../ui/field/select-field';
import { TextField } from '../../ui/field/text-field';
import { Flash } from '../../ui/flash';
import { FormErrors } from '../../ui/form/form-errors';
import { LoadState } from '../../ui/load-state/load-state';
import { NotSaved } from '../../ui/not-saved/not-saved';
import { peopleOptions, personInWords } from '../rota-words';
import { type CoverForm, coverOf, EMPTY_COVER, isWrong } from './cover-form';

/** Somebody is on call for a time instead of another person, or in addition. */
@Component({
  selector: 'app-cover-page',
  imports: [DateField, ErrorSummary, LoadState, NotSaved, RouterLink, SelectField, TextField],
  templateUrl: './cover.html',
})
export class CoverPage {
  private readonly flash = inject(Flash);

  readonly serviceId = input.required<string>();

  protected readonly page = query(RotaDocument, () => ({ serviceId: this.serviceId() }));
  protected readonly act = newAct();
  protected readonly errors = new FormErrors(this.act);
  protected readonly rota = computed(() => (this.page.hasValue() ? this.page.value().rota : undefined));
  protected readonly people = computed(() => peopleOptions(this.rota()?.people ?? []));
  /** Whoever has left may still be in the pattern, and most of all then somebody else has to stand in. */
  protected readonly replaced = computed(() => {
    const { people = [], shifts = [] } = this.rota() ?? {};
    const all = new Map([...shifts.map(({ person }) => person), ...people].map((one) => [one.id, one]));
    return [...all.values()].map((person) => ({ value: person.id, label: personInWords(person) }));
  });
  protected readonly form = signal<CoverForm>(EMPTY_COVER);

  protected patch(facts: Partial<CoverForm>): void {
    this.form.update((form) => ({ ...form, ...facts }));
  }

  protected save(event: Event): void {
    event.preventDefault();
    const cover = coverOf(this.form());
    if (!this.errors.accept(isWrong(cover) ? cover : []) || isWrong(cover)) return;
    const done = (): void =>
      void this.flash.sayAt(`/rota/${this.serviceId()}`, 'Saved. It wins over the weekly pattern.');
    const wish = { serviceId: this.serviceId(), rev: this.rota()?.rev ?? null, ...cover };
    void this.act.send(AddCoverDocument, wish, { done, refused: () => this.page.reload() });
  }
}
