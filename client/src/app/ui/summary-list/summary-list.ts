import { Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';

/** A question and its answer; `lines` are never empty: say "Not said yet" instead. */
export interface SummaryRow {
  readonly key: string;
  readonly lines: readonly string[];
  /** Where the answer is changed, if it can be. */
  readonly change?: string;
}

@Component({ selector: 'app-summary-list', imports: [RouterLink], templateUrl: './summary-list.html' })
export class SummaryList {
  readonly rows = input.required<readonly SummaryRow[]>();
}
