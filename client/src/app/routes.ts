import type { Routes } from '@angular/router';
import { signedIn } from './shell/signed-in';

/** Pages that a survivor may see: the button on them ends the session and leaves for a neutral site. */
const leaves = { leaves: true };

export const routes: Routes = [
  { path: '', pathMatch: 'full', redirectTo: 'work' },
  { path: 'sign-in', data: leaves, loadComponent: () => import('./sign-in/sign-in').then((m) => m.SignIn) },
  { path: 'help', data: leaves, loadComponent: () => import('./public/help/help').then((m) => m.Help) },
  {
    path: 'accessibility',
    data: leaves,
    loadComponent: () => import('./public/accessibility/accessibility').then((m) => m.Accessibility),
  },
  { path: 'unreachable', loadComponent: () => import('./public/unreachable/unreachable').then((m) => m.Unreachable) },
  {
    path: '',
    canActivate: [signedIn],
    children: [
      { path: 'work', loadComponent: () => import('./work-list/work-list').then((m) => m.WorkList) },
      { path: 'referrals', loadChildren: () => import('./referrals/routes').then((m) => m.routes) },
      { path: 'requests', loadChildren: () => import('./requests/routes').then((m) => m.routes) },
      { path: 'vacancies', loadChildren: () => import('./vacancies/routes').then((m) => m.routes) },
      { path: 'placements', loadChildren: () => import('./placements/routes').then((m) => m.routes) },
      { path: 'board', loadChildren: () => import('./coordination/routes').then((m) => m.routes) },
    ],
  },
  // People, how they sign in, and what few look at: addresses of their own, looked up last so that the first download knows none of them.
  { path: '', loadChildren: () => import('./account/routes').then((m) => m.routes) },
  { path: '**', data: leaves, loadComponent: () => import('./public/not-found/not-found').then((m) => m.NotFound) },
];
