import { Component, computed, input, model } from '@angular/core';
import { describedBy, typed } from './field';

/** Several lines of text, tied to their label, hint and error. */
@Component({
  selector: 'app-text-area-field',
  templateUrl: './text-area-field.html',
  // The id belongs to the field inside: twice on a page, a label would name the wrong element.
  host: { class: 'govuk-form-group app-block', '[class.govuk-form-group--error]': '!!error()', '[attr.id]': 'null' },
})
export class TextAreaField {
  readonly id = input.required<string>();
  readonly label = input.required<string>();
  readonly hint = input('');
  readonly error = input<string>();
  readonly value = model('');
  readonly rows = input(4);

  protected readonly describedBy = computed(() => describedBy(this.id(), this.hint(), this.error()));
  protected readonly typed = typed;
}
