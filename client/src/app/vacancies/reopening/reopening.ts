import { Component, computed, inject, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { newAct } from '../../api/act';
import { HouseDocument, ReturnUnitsDocument } from '../../api/generated';
import { query } from '../../api/query';
import { ErrorSummary } from '../../ui/error-summary/error-summary';
import { CheckboxesField } from '../../ui/field/checkboxes-field';
import { Flash } from '../../ui/flash';
import { FormErrors } from '../../ui/form/form-errors';
import { LoadState } from '../../ui/load-state/load-state';
import { NotSaved } from '../../ui/not-saved/not-saved';
import { count } from '../../ui/time';
import { backOptions } from '../closing/closing-words';

/** Puts several spaces back in use at once. */
@Component({
  selector: 'app-reopening',
  imports: [CheckboxesField, ErrorSummary, LoadState, NotSaved, RouterLink],
  templateUrl: './reopening.html',
})
export class Reopening {
  private readonly flash = inject(Flash);
  /** The service's id, from the address. */
  readonly serviceId = input.required<string>();

  protected readonly page = query(HouseDocument, () => ({ serviceId: this.serviceId() }));
  protected readonly act = newAct();
  protected readonly errors = new FormErrors(this.act);
  protected readonly house = computed(() => (this.page.hasValue() ? this.page.value().house : undefined));
  protected readonly spaces = computed(() => backOptions(this.house()?.spaces ?? []));
  protected readonly unitIds = signal<readonly string[]>([]);

  protected chooseAll(): void {
    this.unitIds.set(this.spaces().map(({ value }) => value));
  }

  protected submit(event: Event): void {
    event.preventDefault();
    const none = [{ field: 'unitIds', message: 'Choose at least one space.' }];
    if (!this.errors.accept(this.unitIds().length === 0 ? none : [])) return;
    const input = { serviceId: this.serviceId(), unitIds: [...this.unitIds()] };
    void this.act.send(ReturnUnitsDocument, input, {
      done: ({ returnUnits: { spaces } }) =>
        void this.flash.sayAt('/vacancies', `Back in use: ${count(spaces, 'space')}.`),
      refused: () => this.page.reload(),
    });
  }
}
