import { Component, computed, effect, input, model, signal, untracked } from '@angular/core';
import { type DateParts, isoOf, partsOf } from './date-parts';
import { describedBy, typed } from './field';

/**
 * A day as three boxes: day, month, year.
 *
 * `value` is '' when empty, 'YYYY-MM-DD' for a real day, and NOT_A_DAY for anything else: a page must not send that.
 */
@Component({
  selector: 'app-date-field',
  templateUrl: './date-field.html',
  // The id belongs to the field inside: twice on a page, a label would name the wrong element.
  host: { class: 'govuk-form-group app-block', '[class.govuk-form-group--error]': '!!error()', '[attr.id]': 'null' },
})
export class DateField {
  readonly id = input.required<string>();
  readonly legend = input.required<string>();
  readonly size = input<'' | 's' | 'm' | 'l'>('s');
  readonly hint = input('');
  readonly error = input<string>();
  readonly value = model('');

  protected readonly describedBy = computed(() => describedBy(this.id(), this.hint(), this.error()));
  protected readonly legendClass = computed(() => (this.size() ? `govuk-fieldset__legend--${this.size()}` : ''));
  protected readonly parts = signal<DateParts>(partsOf(''));
  protected readonly boxes = computed(() => {
    const { day, month, year } = this.parts();
    return [
      { part: 'day', label: 'Day', suffix: '', width: 2, value: day },
      { part: 'month', label: 'Month', suffix: '-month', width: 2, value: month },
      { part: 'year', label: 'Year', suffix: '-year', width: 4, value: year },
    ] as const;
  });
  protected readonly typed = typed;

  constructor() {
    // A value from outside fills the boxes; one's own typing, which led to that value, must not be tidied away.
    effect(() => {
      const value = this.value();
      if (isoOf(untracked(this.parts)) !== value) this.parts.set(partsOf(value));
    });
  }

  protected change(part: keyof DateParts, text: string): void {
    this.parts.update((parts) => ({ ...parts, [part]: text.trim() }));
    this.value.set(isoOf(this.parts()));
  }
}
