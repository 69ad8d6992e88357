import type { CanDeactivateFn, Routes } from '@angular/router';
import { masksWhenLeft } from '../ui/exit-page/mask-when-left';
import type { Draft } from './draft/draft';

/** Pages on which the story is told: nobody leaves them with something unsaved without knowing. */
const savesFirst: CanDeactivateFn<{ readonly draft: Draft }> = (page) => page.draft.mayLeave();
const tells = { canDeactivate: [savesFirst] };
const masks = { canActivate: [masksWhenLeft] };

/** One referral's pages. What can be done on them is decided by the server; they draw what it allows. */
const ofOne: Routes = [
  { path: '', loadComponent: () => import('./referral/referral').then((m) => m.ReferralPage) },
  { path: 'story', ...tells, loadComponent: () => import('./minimum/minimum').then((m) => m.Minimum) },
  { path: 'tasks', loadComponent: () => import('./tasks/tasks').then((m) => m.Tasks) },
  { path: 'household', ...tells, loadComponent: () => import('./household/household').then((m) => m.Household) },
  { path: 'contact', ...tells, loadComponent: () => import('./contact/contact').then((m) => m.Contact) },
  { path: 'needs', ...tells, loadComponent: () => import('./needs/needs').then((m) => m.Needs) },
  { path: 'background', ...tells, loadComponent: () => import('./background/background').then((m) => m.Background) },
  { path: 'check', loadComponent: () => import('./check/check').then((m) => m.Check) },
  { path: 'told', loadComponent: () => import('./told/told').then((m) => m.Told) },
  { path: 'looks', loadComponent: () => import('./looks/looks').then((m) => m.ReferralLooks) },
  { path: 'keep-out', loadComponent: () => import('../exclusions/keep-out/keep-out').then((m) => m.KeepOut) },
  { path: 'matters', loadComponent: () => import('../exclusions/matters/matters').then((m) => m.Matters) },
  {
    path: 'emergency',
    loadComponent: () => import('../exclusions/emergency/emergency').then((m) => m.Emergency),
  },
  {
    path: 'conflict',
    data: { of: 'referral' },
    loadComponent: () => import('../exclusions/conflict/conflict').then((m) => m.Conflict),
  },
  { path: 'compare', loadComponent: () => import('./compare/compare').then((m) => m.Compare) },
  { path: 'places', loadComponent: () => import('./places/places').then((m) => m.Places) },
  { path: 'offer', loadComponent: () => import('./offer/offer').then((m) => m.Offer) },
  { path: 'where', loadComponent: () => import('./where/where').then((m) => m.Where) },
  { path: 'requests/:requestId', loadComponent: () => import('./answer/answer').then((m) => m.Answer) },
  {
    path: 'requests/:requestId/challenge',
    loadComponent: () => import('./challenge/challenge').then((m) => m.Challenge),
  },
  { path: 'conference', loadComponent: () => import('./conference/conference').then((m) => m.Conference) },
  { path: 'reach', loadComponent: () => import('./reach/reach').then((m) => m.Reach) },
  { path: 'police', loadComponent: () => import('./police/police').then((m) => m.Police) },
  { path: 'tonight', loadComponent: () => import('./tonight/tonight').then((m) => m.Tonight) },
  { path: 'unsafe-area', loadComponent: () => import('./unsafe-area/unsafe-area').then((m) => m.AddUnsafeArea) },
  { path: 'agreement', loadComponent: () => import('./agreement/agreement').then((m) => m.Agreement) },
  { path: 'arrange', loadComponent: () => import('./arrange/arrange').then((m) => m.Arrange) },
  { path: 'dates', loadComponent: () => import('./dates/dates').then((m) => m.WatchDates) },
  { path: 'safety', loadComponent: () => import('./safety/safety').then((m) => m.SafetyCheck) },
  { path: 'unmet', loadComponent: () => import('./unmet/unmet').then((m) => m.Unmet) },
  { path: 'escalate', loadComponent: () => import('./escalate/escalate').then((m) => m.Escalate) },
  { path: 'withdraw', loadComponent: () => import('./withdraw/withdraw').then((m) => m.WithdrawReferral) },
];

export const routes: Routes = [
  { path: '', pathMatch: 'full', loadComponent: () => import('./list/list').then((m) => m.ReferralList) },
  { path: 'new', ...tells, ...masks, loadComponent: () => import('./minimum/minimum').then((m) => m.Minimum) },
  { path: ':id', ...masks, children: ofOne },
];
