import { bootstrapApplication } from '@angular/platform-browser';
import {
  PreloadAllModules,
  provideRouter,
  withComponentInputBinding,
  withNavigationErrorHandler,
  withPreloading,
} from '@angular/router';
import { App } from './app/app';
import { routes } from './app/routes';
import { pageNotFetched } from './app/shell/page-not-fetched';

// All pages are fetched after the first one, so that a lost connection does not keep anybody from the next.
const router = provideRouter(
  routes,
  withComponentInputBinding(),
  withPreloading(PreloadAllModules),
  withNavigationErrorHandler(pageNotFetched),
);

await bootstrapApplication(App, { providers: [router] });
