import { inject } from '@angular/core';
import { RedirectCommand, Router, type CanActivateFn, type Routes } from '@angular/router';
import { Session } from './api/session';

/** Lets signed-in people in; shows everybody else the sign-in page at the same address. */
const signedIn: CanActivateFn = async () => {
  const [session, router] = [inject(Session), inject(Router)];
  const viewer = await session.load().catch(() => null);
  if (viewer) return true;
  const page = viewer === null ? '/unreachable' : '/sign-in';
  return new RedirectCommand(router.parseUrl(page), { skipLocationChange: true });
};

/** Pages that a survivor may see: the button on them ends the session and leaves for a neutral site. */
const leaves = { leaves: true };

export const routes: Routes = [
  { path: '', pathMatch: 'full', redirectTo: 'work' },
  { path: 'sign-in', data: leaves, loadComponent: () => import('./sign-in/sign-in').then((m) => m.SignIn) },
  {
    path: 'second-factor',
    data: leaves,
    loadComponent: () => import('./account/second-factor/second-factor').then((m) => m.SecondFactor),
  },
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
      {
        path: 'likely-place',
        loadComponent: () => import('./likely-place/likely-place').then((m) => m.LikelyPlacePage),
      },
      { path: 'requests', loadChildren: () => import('./requests/routes').then((m) => m.routes) },
      { path: 'vacancies', loadChildren: () => import('./vacancies/routes').then((m) => m.routes) },
      { path: 'placements', loadChildren: () => import('./placements/routes').then((m) => m.routes) },
      {
        path: 'account',
        loadComponent: () => import('./account/your-account/your-account').then((m) => m.YourAccount),
      },
      { path: 'board', loadChildren: () => import('./coordination/routes').then((m) => m.routes) },
    ],
  },
  { path: '**', data: leaves, loadComponent: () => import('./public/not-found/not-found').then((m) => m.NotFound) },
];
