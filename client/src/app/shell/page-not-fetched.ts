import { inject } from '@angular/core';
import { type NavigationError, RedirectCommand, Router } from '@angular/router';

/**
 * A page's code could not be fetched: there is no connection, or a newer version has replaced it. The whole page is loaded
 * anew if that can help; on the very first page it cannot.
 */
export function pageNotFetched({ url }: NavigationError): RedirectCommand | undefined {
  const router = inject(Router);
  if (router.navigated && navigator.onLine) {
    location.assign(url);
    return undefined;
  }
  return new RedirectCommand(router.parseUrl('/unreachable'), { skipLocationChange: true });
}
