import { inject, Injectable, signal, type Signal } from '@angular/core';
import { NavigationEnd, Router } from '@angular/router';

export interface FlashMessage {
  readonly text: string;
  readonly success: boolean;
}

/** Says once, at the top of the page, what an act has done. Gone after the next change of page. */
@Injectable({ providedIn: 'root' })
export class Flash {
  private readonly router = inject(Router);
  private readonly current = signal<FlashMessage | undefined>(undefined);
  private fresh = false;

  readonly message: Signal<FlashMessage | undefined> = this.current.asReadonly();

  constructor() {
    this.router.events.subscribe((event) => {
      if (!(event instanceof NavigationEnd)) return;
      if (!this.fresh) this.current.set(undefined);
      this.fresh = false;
    });
  }

  /** Shows a message here and now. */
  say(text: string, success = true): void {
    this.current.set({ text, success });
  }

  /** Shows a message on another page, after going there. */
  async sayAt(path: string, text: string): Promise<void> {
    this.fresh = true;
    this.say(text);
    await this.router.navigateByUrl(path);
  }
}
