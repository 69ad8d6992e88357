import type { Routes } from '@angular/router';

export const routes: Routes = [
  { path: 'new', loadComponent: () => import('./minimum/minimum').then((m) => m.Minimum) },
  { path: ':id/story', loadComponent: () => import('./minimum/minimum').then((m) => m.Minimum) },
  { path: ':id/tasks', loadComponent: () => import('./tasks/tasks').then((m) => m.Tasks) },
  { path: ':id/household', loadComponent: () => import('./household/household').then((m) => m.Household) },
  { path: ':id/contact', loadComponent: () => import('./contact/contact').then((m) => m.Contact) },
  { path: ':id/needs', loadComponent: () => import('./needs/needs').then((m) => m.Needs) },
  { path: ':id/background', loadComponent: () => import('./background/background').then((m) => m.Background) },
  { path: ':id/check', loadComponent: () => import('./check/check').then((m) => m.Check) },
  { path: ':id/places', loadComponent: () => import('./places/places').then((m) => m.Places) },
];
