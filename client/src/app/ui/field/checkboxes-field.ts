import { Component, computed, input, model } from '@angular/core';
import { describedBy, type Option } from './field';

/** As many answers as apply. The question is the legend of the group. */
@Component({
  selector: 'app-checkboxes-field',
  templateUrl: './checkboxes-field.html',
  // The id belongs to the field inside: twice on a page, a label would name the wrong element.
  host: { class: 'govuk-form-group app-block', '[class.govuk-form-group--error]': '!!error()', '[attr.id]': 'null' },
})
export class CheckboxesField {
  readonly id = input.required<string>();
  readonly legend = input.required<string>();
  readonly size = input<'' | 's' | 'm' | 'l'>('s');
  readonly hint = input('');
  readonly error = input<string>();
  readonly options = input.required<readonly Option[]>();
  readonly value = model<readonly string[]>([]);
  readonly small = input(false);

  protected readonly describedBy = computed(() => describedBy(this.id(), this.hint(), this.error()));
  protected readonly legendClass = computed(() => (this.size() ? `govuk-fieldset__legend--${this.size()}` : ''));
  protected readonly rows = computed(() =>
    this.options().map((option) => ({ ...option, chosen: this.value().includes(option.value) })),
  );

  protected toggle(value: string): void {
    const chosen = this.value();
    this.value.set(chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value]);
  }
}
