import { bootstrapApplication } from '@angular/platform-browser';
import { provideRouter, withComponentInputBinding, withNavigationErrorHandler, withPreloading } from '@angular/router';
import { App } from './app/app';
import { routes } from './app/routes';
import { pageNotFetched } from './app/shell/page-not-fetched';
import { PreloadLater } from './app/shell/preload-later';

const router = provideRouter(
  routes,
  withComponentInputBinding(),
  withPreloading(PreloadLater),
  withNavigationErrorHandler(pageNotFetched),
);

await bootstrapApplication(App, { providers: [router] });
