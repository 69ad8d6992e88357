import type { Routes } from '@angular/router';
import { signedIn } from '../shell/signed-in';
import { masksWhenLeft } from '../ui/exit-page/mask-when-left';

export const routes: Routes = [
  {
    path: 'second-factor',
    data: { leaves: true },
    loadComponent: () => import('./second-factor/second-factor').then((m) => m.SecondFactor),
  },
  {
    path: 'account',
    canActivate: [signedIn],
    loadComponent: () => import('./your-account/your-account').then((m) => m.YourAccount),
  },
  {
    path: 'rota/:serviceId',
    canActivate: [signedIn],
    loadChildren: () => import('../rota/routes').then((m) => m.routes),
  },
  {
    path: 'likely-place',
    canActivate: [signedIn],
    loadComponent: () => import('../likely-place/likely-place').then((m) => m.LikelyPlacePage),
  },
  {
    path: 'unmet-needs',
    canActivate: [signedIn],
    loadComponent: () => import('../coordination/gaps/gaps').then((m) => m.Gaps),
  },
  {
    path: 'answers',
    canActivate: [signedIn],
    loadComponent: () => import('../coordination/answers/answers').then((m) => m.Answers),
  },
  {
    path: 'unusual-looks',
    canActivate: [signedIn],
    loadComponent: () => import('../people/unusual-looks/unusual-looks').then((m) => m.UnusualLooks),
  },
  {
    path: 'retention',
    canActivate: [signedIn],
    loadComponent: () => import('../people/retention/retention').then((m) => m.RetentionPage),
  },
  {
    path: 'copies',
    canActivate: [signedIn, masksWhenLeft],
    loadComponent: () => import('../people/copies/copies').then((m) => m.Copies),
  },
  {
    path: 'ring-back',
    canActivate: [signedIn],
    loadComponent: () => import('../people/ring-back/ring-back').then((m) => m.RingBack),
  },
  {
    path: 'weekly-looks',
    canActivate: [signedIn],
    loadComponent: () => import('../people/weekly-looks/weekly-looks').then((m) => m.WeeklyLooks),
  },
  { path: 'join', data: { leaves: true }, loadComponent: () => import('../people/join/join').then((m) => m.Join) },
  {
    path: 'people',
    canActivate: [signedIn],
    children: [
      { path: '', loadComponent: () => import('../people/list/list').then((m) => m.People) },
      { path: 'invite', loadComponent: () => import('../people/invite/invite').then((m) => m.Invite) },
      { path: 'county', loadComponent: () => import('../people/county/county').then((m) => m.CountyAccounts) },
      { path: ':id', loadComponent: () => import('../people/person/person').then((m) => m.Person) },
    ],
  },
];
