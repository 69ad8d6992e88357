import { bootstrapApplication } from '@angular/platform-browser';
import { provideRouter, withComponentInputBinding } from '@angular/router';
import { App } from './app/app';
import { routes } from './app/routes';

await bootstrapApplication(App, { providers: [provideRouter(routes, withComponentInputBinding())] });
