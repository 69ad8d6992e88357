import { Component, computed, inject, input, model, output } from '@angular/core';
import { civilDateAt } from '@openhaven/domain/calendar';
import { Clock } from '../../api/clock';
import type { Option } from '../../ui/field/field';
import { RadiosField } from '../../ui/field/radios-field';
import { SelectField } from '../../ui/field/select-field';
import { TextField } from '../../ui/field/text-field';
import { unsafeAreaOptions } from '../../ui/words/areas';
import { choices, UNSAFE_OWNER } from '../../ui/words/story';
import { A_PLACE, type UnsafeAreaForm } from '../draft/story-form';

const PLACE: Option = { value: A_PLACE, label: 'A town or other place', group: 'Somewhere else' };

/** One area that is not safe: where, and why. */
@Component({
  selector: 'app-unsafe-area-row',
  imports: [RadiosField, SelectField, TextField],
  templateUrl: './unsafe-area-row.html',
  // The id is on the first field alone, so that a link to an error finds it.
  host: { '[attr.id]': 'null' },
})
export class UnsafeAreaRow {
  private readonly clock = inject(Clock);

  /** Begins the ids of the fields. */
  readonly id = input.required<string>();
  readonly area = model.required<UnsafeAreaForm>();
  readonly error = input<string>();
  /** Whether it can be taken off the list here. */
  readonly removable = input(false);
  readonly remove = output();

  protected readonly where = [PLACE, ...unsafeAreaOptions(civilDateAt(new Date(this.clock.now())))];
  protected readonly why = choices(UNSAFE_OWNER);
  protected readonly hardness: readonly Option[] = [
    { value: 'HARD', label: 'Never there' },
    { value: 'SOFT', label: 'Only if there is no other way' },
  ];
  protected readonly isPlace = computed(() => this.area().areaCode === A_PLACE);
  protected readonly hard = computed(() => (this.area().hard ? 'HARD' : 'SOFT'));

  protected patch(facts: Partial<UnsafeAreaForm>): void {
    this.area.update((area) => ({ ...area, ...facts }));
  }

  protected setWhose(whose: string): void {
    this.patch({ whose: whose as UnsafeAreaForm['whose'] });
  }
}
