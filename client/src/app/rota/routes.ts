import type { Routes } from '@angular/router';

export const routes: Routes = [
  { path: '', loadComponent: () => import('./roster/roster').then((m) => m.RosterPage) },
  { path: 'pattern', loadComponent: () => import('./pattern/pattern').then((m) => m.PatternPage) },
  { path: 'cover', loadComponent: () => import('./cover/cover').then((m) => m.CoverPage) },
];
