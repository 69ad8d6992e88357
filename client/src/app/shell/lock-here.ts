import { Directive, effect, inject, untracked, ViewContainerRef } from '@angular/core';
import { Session } from '../api/session';

const TRY_AGAIN_MS = 3000;

/** Puts the sign-in form here while the session has ended under a page. It is fetched only then. */
@Directive({ selector: '[appLockHere]' })
export class LockHere {
  private readonly here = inject(ViewContainerRef);
  private readonly locked = inject(Session).locked;

  constructor() {
    effect(() => {
      const wanted = this.locked();
      untracked(() => (wanted ? void this.show() : this.here.clear()));
    });
  }

  private async show(): Promise<void> {
    try {
      const { SignInForm } = await import('../sign-in/sign-in-form');
      if (this.locked() && this.here.length === 0) this.here.createComponent(SignInForm);
    } catch {
      // No connection just now, which the strip at the top says: the form comes as soon as there is one.
      setTimeout(() => void this.show(), TRY_AGAIN_MS);
    }
  }
}
