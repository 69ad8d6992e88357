import type { Routes } from '@angular/router';
import { masksWhenLeft } from '../ui/exit-page/mask-when-left';

export const routes: Routes = [
  { path: '', loadComponent: () => import('./inbox/inbox').then((m) => m.Inbox) },
  {
    path: ':id',
    canActivate: [masksWhenLeft],
    children: [
      { path: '', loadComponent: () => import('./request/request').then((m) => m.RequestDetail) },
      { path: 'offer', loadComponent: () => import('./offer/offer').then((m) => m.Offer) },
      { path: 'question', loadComponent: () => import('./question/question').then((m) => m.AskQuestion) },
      { path: 'decline', loadComponent: () => import('./decline/decline').then((m) => m.Decline) },
      { path: 'withdraw', loadComponent: () => import('./withdraw/withdraw').then((m) => m.Withdraw) },
      { path: 'where', loadComponent: () => import('./where/where').then((m) => m.TellWhere) },
      { path: 'looks', loadComponent: () => import('./looks/looks').then((m) => m.RequestLooks) },
      {
        path: 'conflict',
        data: { of: 'request' },
        loadComponent: () => import('../exclusions/conflict/conflict').then((m) => m.Conflict),
      },
      { path: 'arrival', loadComponent: () => import('./arrival/arrival').then((m) => m.Arrival) },
    ],
  },
];
