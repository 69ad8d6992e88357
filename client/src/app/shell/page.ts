import { inject, Injectable, signal, type Signal } from '@angular/core';
import { NavigationEnd, NavigationStart, Router, type ActivatedRouteSnapshot } from '@angular/router';
import { System } from '../api/system';
import { focusHeading } from './focus-heading';

/** Where one is: the address, and whether a survivor may be looking. Leads the focus to each new page. */
@Injectable({ providedIn: 'root' })
export class Page {
  private readonly router = inject(Router);
  private readonly system = inject(System);
  private readonly address = signal('');
  private readonly publicPage = signal(false);
  private wentBack = false;

  readonly url: Signal<string> = this.address.asReadonly();
  /** True on pages that a survivor may see. */
  readonly leaves: Signal<boolean> = this.publicPage.asReadonly();

  constructor() {
    this.router.events.subscribe((event) => {
      if (event instanceof NavigationStart) this.wentBack = event.navigationTrigger === 'popstate';
      if (event instanceof NavigationEnd) this.arrive(event.urlAfterRedirects);
    });
  }

  private arrive(url: string): void {
    void this.system.refreshIfOld();
    const [before, after] = [this.address(), url];
    this.address.set(after);
    this.publicPage.set(innermost(this.router.routerState.snapshot.root).data['leaves'] === true);
    // The first page is left alone: the browser starts it at the top. A filter in the address is the same page.
    if (before === '' || pathOf(before) === pathOf(after)) return;
    if (!this.wentBack) scrollTo(0, 0);
    focusHeading();
  }
}

function innermost(route: ActivatedRouteSnapshot): ActivatedRouteSnapshot {
  return route.firstChild === null ? route : innermost(route.firstChild);
}

function pathOf(url: string): string {
  return url.split('?')[0] ?? '';
}
