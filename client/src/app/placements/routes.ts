import type { Routes } from '@angular/router';

export const routes: Routes = [{ path: '', loadComponent: () => import('./stays/stays').then((m) => m.Stays) }];
