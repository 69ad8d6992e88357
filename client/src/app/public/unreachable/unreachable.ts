import { Component, inject } from '@angular/core';
import { Router } from '@angular/router';

/** The server did not answer when the pages were opened. */
@Component({ selector: 'app-unreachable', templateUrl: './unreachable.html' })
export class Unreachable {
  private readonly router = inject(Router);

  protected async tryAgain(): Promise<void> {
    await this.router.navigateByUrl(location.pathname + location.search, { onSameUrlNavigation: 'reload' });
  }
}
