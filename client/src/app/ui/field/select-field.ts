import { Component, computed, input, model } from '@angular/core';
import { describedBy, type Option, typed } from './field';

interface Group {
  readonly name: string;
  readonly options: readonly Option[];
}

/** One choice out of many, as a list that opens. Options with a `group` stand under a heading. */
@Component({
  selector: 'app-select-field',
  templateUrl: './select-field.html',
  // The id belongs to the field inside: twice on a page, a label would name the wrong element.
  host: { class: 'govuk-form-group app-block', '[class.govuk-form-group--error]': '!!error()', '[attr.id]': 'null' },
})
export class SelectField {
  readonly id = input.required<string>();
  readonly label = input.required<string>();
  readonly hint = input('');
  readonly error = input<string>();
  readonly options = input.required<readonly Option[]>();
  readonly value = model('');
  /** Text of the first, empty choice. Empty: there is none. */
  readonly none = input('Choose');

  protected readonly describedBy = computed(() => describedBy(this.id(), this.hint(), this.error()));
  protected readonly groups = computed(() => groupsOf(this.options()));
  protected readonly typed = typed;
}

function groupsOf(options: readonly Option[]): readonly Group[] {
  return [...Map.groupBy(options, (option) => option.group ?? '')].map(([name, inGroup]) => ({
    name,
    options: inGroup,
  }));
}
