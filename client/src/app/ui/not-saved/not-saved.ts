import { Component, input } from '@angular/core';
import type { Act } from '../../api/act';

/** Says that nobody knows whether an act was done, and lets it be sent again: the same, with the same key. */
@Component({ selector: 'app-not-saved', templateUrl: './not-saved.html' })
export class NotSaved {
  readonly act = input.required<Act>();
}
