import type { Routes } from '@angular/router';
import { masksWhenLeft } from '../ui/exit-page/mask-when-left';

const masks = { canActivate: [masksWhenLeft] };

export const routes: Routes = [
  { path: '', loadComponent: () => import('./board/board').then((m) => m.Board) },
  { path: 'again', loadComponent: () => import('./again/again').then((m) => m.Again) },
  { path: 'by-phone', loadComponent: () => import('./by-phone/by-phone').then((m) => m.ByPhone) },
  {
    path: 'by-phone/:serviceId',
    loadComponent: () => import('./by-phone-desk/by-phone-desk').then((m) => m.ByPhoneDesk),
  },
  {
    path: 'by-phone/:serviceId/:requestId',
    loadComponent: () => import('./by-phone-answer/by-phone-answer').then((m) => m.ByPhoneAnswer),
  },
  { path: 'areas', loadComponent: () => import('./areas/areas').then((m) => m.Areas) },
  { path: 'conflicts', ...masks, loadComponent: () => import('./conflicts/conflicts').then((m) => m.Conflicts) },
  { path: 'duplicates', ...masks, loadComponent: () => import('./duplicates/duplicates').then((m) => m.Duplicates) },
  { path: ':id/tonight', ...masks, loadComponent: () => import('./tonight/tonight').then((m) => m.Tonight) },
  { path: ':id/close', ...masks, loadComponent: () => import('./close/close').then((m) => m.CloseUnmet) },
];
