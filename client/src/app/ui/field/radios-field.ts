import { Component, computed, input, model } from '@angular/core';
import { describedBy, type Option, typed } from './field';

/** One answer out of a few, all in view. The question is the legend of the group. */
@Component({
  selector: 'app-radios-field',
  templateUrl: './radios-field.html',
  // The id belongs to the field inside: twice on a page, a label would name the wrong element.
  host: { class: 'govuk-form-group app-block', '[class.govuk-form-group--error]': '!!error()', '[attr.id]': 'null' },
})
export class RadiosField {
  readonly id = input.required<string>();
  readonly legend = input.required<string>();
  /** Size of the question: 's', 'm' or 'l'. Empty: as plain text. */
  readonly size = input<'' | 's' | 'm' | 'l'>('s');
  readonly hint = input('');
  readonly error = input<string>();
  readonly options = input.required<readonly Option[]>();
  readonly value = model('');
  /** Beside each other where there is room: for two or three short answers. */
  readonly inline = input(false);
  readonly small = input(false);

  protected readonly describedBy = computed(() => describedBy(this.id(), this.hint(), this.error()));
  protected readonly legendClass = computed(() => (this.size() ? `govuk-fieldset__legend--${this.size()}` : ''));
  protected readonly typed = typed;
}
