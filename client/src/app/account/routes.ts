import type { Routes } from '@angular/router';
import { signedIn } from '../shell/signed-in';

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
];
