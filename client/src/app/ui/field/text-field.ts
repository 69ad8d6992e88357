import { Component, computed, input, model } from '@angular/core';
import { describedBy, typed } from './field';

/** One line of text, tied to its label, hint and error. */
@Component({
  selector: 'app-text-field',
  templateUrl: './text-field.html',
  // The id belongs to the field inside: twice on a page, a label would name the wrong element.
  host: { class: 'govuk-form-group app-block', '[class.govuk-form-group--error]': '!!error()', '[attr.id]': 'null' },
})
export class TextField {
  readonly id = input.required<string>();
  readonly label = input.required<string>();
  readonly hint = input('');
  readonly error = input<string>();
  readonly value = model('');
  readonly type = input<'text' | 'tel' | 'email' | 'time' | 'date' | 'search' | 'password'>('text');
  /** What the field is for, so that the browser may help; off unless it is the reader's own. */
  readonly autocomplete = input('off');
  readonly inputMode = input<string>();
  /** Width in characters: 2, 3, 4, 5, 10 or 20. Left out: as wide as there is room. */
  readonly width = input<number>();

  protected readonly describedBy = computed(() => describedBy(this.id(), this.hint(), this.error()));
  protected readonly widthClass = computed(() => (this.width() ? `govuk-input--width-${this.width()}` : ''));
  protected readonly typed = typed;
}
