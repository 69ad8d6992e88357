import { Component, input } from '@angular/core';
import { CheckboxesField } from '../../ui/field/checkboxes-field';
import { RadiosField } from '../../ui/field/radios-field';
import { SelectField } from '../../ui/field/select-field';
import { TextAreaField } from '../../ui/field/text-area-field';
import type { DeclineForm } from './decline-form';

/** The fields of a no: why, which need, and what would have made it a yes. */
@Component({
  selector: 'app-decline-fields',
  imports: [CheckboxesField, RadiosField, SelectField, TextAreaField],
  templateUrl: './decline-fields.html',
})
export class DeclineFields {
  readonly form = input.required<DeclineForm>();
  /** What is wrong, by the name of the field. */
  readonly errors = input.required<Readonly<Record<string, string>>>();
}
