import { Component, effect, ElementRef, inject, input } from '@angular/core';
import { type FieldError, idsOf } from './errors';

/**
 * All that has to be put right, at the top of the form, each with a link to its field. Takes the focus whenever it is
 * given new errors, so that they are heard together and the keyboard is where the work is.
 */
@Component({ selector: 'app-error-summary', templateUrl: './error-summary.html' })
export class ErrorSummary {
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);

  readonly errors = input.required<readonly FieldError[]>();

  constructor() {
    effect(() => {
      if (this.errors().length === 0) return;
      // One turn later: the list has to be drawn before it can take the focus.
      setTimeout(() => this.host.nativeElement.querySelector<HTMLElement>('[tabindex]')?.focus());
    });
  }

  protected go(event: Event, field: string): void {
    event.preventDefault();
    const target = idsOf(field)
      .map((id) => document.getElementById(id))
      .find((element) => element !== null);
    target?.scrollIntoView({ block: 'center' });
    target?.focus({ preventScroll: true });
  }
}
