import type { Routes } from '@angular/router';

export const routes: Routes = [
  { path: '', loadComponent: () => import('./list/list').then((m) => m.Vacancies) },
  {
    path: 'answers/:serviceId',
    loadComponent: () => import('../coordination/answers/answers').then((m) => m.Answers),
  },
  { path: 'policy/:serviceId', loadComponent: () => import('./policy/policy').then((m) => m.Policy) },
  { path: 'again', loadComponent: () => import('../coordination/again/again').then((m) => m.Again) },
  {
    path: 'phone-codes/:serviceId',
    loadComponent: () => import('./phone-codes/phone-codes').then((m) => m.PhoneCodes),
  },
  { path: 'close/:serviceId', loadComponent: () => import('./closing/closing').then((m) => m.Closing) },
  { path: 'reopen/:serviceId', loadComponent: () => import('./reopening/reopening').then((m) => m.Reopening) },
  {
    path: ':id',
    children: [
      { path: '', loadComponent: () => import('./unit/unit').then((m) => m.UnitDetail) },
      { path: 'out-of-use', loadComponent: () => import('./out-of-use/out-of-use').then((m) => m.OutOfUse) },
      { path: 'notice', loadComponent: () => import('./notice/notice').then((m) => m.Notice) },
      { path: 'departure', loadComponent: () => import('./departure/departure').then((m) => m.Departure) },
    ],
  },
];
