import { inject, Injectable, signal, type Signal } from '@angular/core';
import { Session } from '../../api/session';

/** A page that says nothing about anybody. */
const NEUTRAL_SITE = 'https://www.bbc.co.uk/weather';
const NEUTRAL_TITLE = 'Calendar';

/** Hides what is on the screen at once. */
@Injectable({ providedIn: 'root' })
export class Cover {
  private readonly session = inject(Session);
  private readonly isCovered = signal(false);
  private titleBefore = '';

  readonly covered: Signal<boolean> = this.isCovered.asReadonly();

  /** For staff: a neutral page lies over this one, which stays as it is underneath. */
  hide(): void {
    if (this.covered()) return;
    this.titleBefore = document.title;
    document.title = NEUTRAL_TITLE;
    this.isCovered.set(true);
  }

  show(): void {
    if (!this.covered()) return;
    document.title = this.titleBefore;
    this.isCovered.set(false);
  }

  /** For pages that a survivor may see: cover, end the session, and go where nothing points back. History is not erased. */
  leave(): void {
    this.hide();
    void this.session.signOut();
    location.replace(NEUTRAL_SITE);
  }
}
