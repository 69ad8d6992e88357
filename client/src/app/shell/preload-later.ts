import { Injectable } from '@angular/core';
import type { PreloadingStrategy, Route } from '@angular/router';
import { Observable } from 'rxjs';

const AFTER_MS = 3000;

/**
 * Fetches every page in the background, so that a lost connection or a new version does not keep anybody from the next
 * one. Not at once: first comes what the open page needs.
 */
@Injectable({ providedIn: 'root' })
export class PreloadLater implements PreloadingStrategy {
  preload(_route: Route, load: () => Observable<unknown>): Observable<unknown> {
    return new Observable((listener) => {
      const timer = setTimeout(() => load().subscribe(listener), AFTER_MS);
      return () => {
        clearTimeout(timer);
      };
    });
  }
}
