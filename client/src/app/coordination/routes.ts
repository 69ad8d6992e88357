import type { Routes } from '@angular/router';
import { masksWhenLeft } from '../ui/exit-page/mask-when-left';

const masks = { canActivate: [masksWhenLeft] };

export const routes: Routes = [
  { path: '', loadComponent: () => import('./board/board').then((m) => m.Board) },
  { path: 'again', loadComponent: () => import('./again/again').then((m) => m.Again) },
  { path: 'areas', loadComponent: () => import('./areas/areas').then((m) => m.Areas) },
  { path: 'conflicts', ...masks, loadComponent: () => import('./conflicts/conflicts').then((m) => m.Conflicts) },
  { path: 'duplicates', ...masks, loadComponent: () => import('./duplicates/duplicates').then((m) => m.Duplicates) },
  { path: ':id/tonight', ...masks, loadComponent: () => import('./tonight/tonight').then((m) => m.Tonight) },
  { path: ':id/close', ...masks, loadComponent: () => import('./close/close').then((m) => m.CloseUnmet) },
];
