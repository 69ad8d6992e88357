import { Directive, effect, inject, untracked, ViewContainerRef } from '@angular/core';
import { Session } from '../api/session';

const TRY_AGAIN_MS = 3000;

/** Puts the sign-in form here while the session has ended under a page. It is fetched only then. */
@Directive({ selector: '[appLockHere]' })
export class LockHere {
  private readonly here = inject(ViewContainerRef);
  private readonly locked = inject(Session).locked;

  private focusedBefore: HTMLElement | null = null;

  constructor() {
    effect(() => {
      const wanted = this.locked();
      untracked(() => (wanted ? void this.show() : this.hide()));
    });
  }

  private hide(): void {
    if (this.here.length === 0) return;
    this.here.clear();
    // One turn later: by then the page is no longer hidden, and the work goes on where it stopped.
    const before = this.focusedBefore;
    this.focusedBefore = null;
    setTimeout(() => before?.focus());
  }

  private async show(): Promise<void> {
    this.focusedBefore ??= document.activeElement as HTMLElement | null;
    try {
      const { SignInForm } = await import('../sign-in/sign-in-form');
      if (!this.locked() || this.here.length > 0) return;
      this.here.createComponent(SignInForm);
      setTimeout(() => document.getElementById('email')?.focus());
    } catch {
      // No connection just now, which the strip at the top says: the form comes as soon as there is one.
      setTimeout(() => void this.show(), TRY_AGAIN_MS);
    }
  }
}
