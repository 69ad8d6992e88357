import { effect, inject, Injectable } from '@angular/core';
import { type CanActivateFn, Router } from '@angular/router';
import { Presence } from '../../api/presence';
import { Cover } from './cover';

/** A minute in which nobody touches anything: whoever was at the desk may be at the door. */
export const MASK_AFTER_MS = 60_000;

/** Pages about one household, and copies of what is kept about somebody. Lists stay: people watch them for what is new. */
const PERSONAL = /^\/(?:(?:referrals|requests|board)\/.|copies)/;

/** Covers a page about somebody once nobody has touched it for a minute. It stays as it is underneath, what was typed as well. */
@Injectable({ providedIn: 'root' })
export class MaskWhenLeft {
  private readonly cover = inject(Cover);
  private readonly presence = inject(Presence);
  private readonly router = inject(Router);
  private focusedBefore: Element | null = null;

  constructor() {
    // For as long as the application runs: it looks at the address each time.
    setInterval(() => this.look(), 1000);
    effect(() => {
      if (!this.cover.covered()) this.comeBack();
    });
  }

  private look(): void {
    const left = this.presence.idleMs() >= MASK_AFTER_MS;
    if (!left || this.cover.covered() || !PERSONAL.test(this.router.url)) return;
    this.focusedBefore = document.activeElement;
    this.cover.hide();
    setTimeout(() => document.getElementById('cover-back')?.focus());
  }

  private comeBack(): void {
    const before = this.focusedBefore;
    this.focusedBefore = null;
    setTimeout(() => (before as HTMLElement | null)?.focus());
  }
}

/** For routes whose pages are about somebody. */
export const masksWhenLeft: CanActivateFn = () => {
  inject(MaskWhenLeft);
  return true;
};
