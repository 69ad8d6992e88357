import type { Routes } from '@angular/router';

export const routes: Routes = [
  { path: '', loadComponent: () => import('./board/board').then((m) => m.Board) },
  { path: 'areas', loadComponent: () => import('./areas/areas').then((m) => m.Areas) },
  { path: 'conflicts', loadComponent: () => import('./conflicts/conflicts').then((m) => m.Conflicts) },
  { path: ':id/tonight', loadComponent: () => import('./tonight/tonight').then((m) => m.Tonight) },
  { path: ':id/close', loadComponent: () => import('./close/close').then((m) => m.CloseUnmet) },
];
