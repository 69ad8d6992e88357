import { inject } from '@angular/core';
import { type CanActivateFn, RedirectCommand, Router } from '@angular/router';
import { Session } from '../api/session';

/** Lets signed-in people in; shows everybody else the sign-in page at the same address. */
export const signedIn: CanActivateFn = async () => {
  const [session, router] = [inject(Session), inject(Router)];
  const viewer = await session.load().catch(() => null);
  if (viewer) return true;
  const page = viewer === null ? '/unreachable' : '/sign-in';
  return new RedirectCommand(router.parseUrl(page), { skipLocationChange: true });
};
