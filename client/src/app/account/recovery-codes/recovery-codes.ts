import { Component, ElementRef, inject, input, output } from '@angular/core';

/** Recovery codes, shown this once: to be printed or written down before going on. */
@Component({ selector: 'app-recovery-codes', templateUrl: './recovery-codes.html' })
export class RecoveryCodes {
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);

  readonly codes = input.required<readonly string[]>();
  /** The reader says that they are kept somewhere safe. */
  readonly kept = output();

  constructor() {
    // One turn later: it has to be drawn before it can take the focus.
    setTimeout(() => this.host.nativeElement.querySelector<HTMLElement>('h2')?.focus());
  }

  protected print(): void {
    window.print();
  }
}
