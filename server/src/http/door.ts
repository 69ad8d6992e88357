import type { Request } from 'express';
import { type SignedIn, noteActivity, signedIn } from '../access/session.ts';
import type { Context } from '../context.ts';
import type { Log } from '../log.ts';
import type { IsOwnOrigin } from './json-body.ts';
import { tokenFrom } from './session-cookie.ts';

/** What every route needs to know. */
export interface Door {
  readonly store: Context['store'];
  readonly clock: () => Date;
  readonly log: Log;
  readonly isOwnOrigin: IsOwnOrigin;
  /**
   * Who sends this request, by the session in its cookie; null for nobody.
   * @param seen whether the request is a sign of the person being at work, which keeps the session
   */
  whoIs(request: Request, seen: { readonly atWork: boolean }): Promise<SignedIn | null>;
}

export interface DoorOptions {
  readonly store: Context['store'];
  readonly clock: () => Date;
  readonly log: Log;
  readonly publicUrl: string;
  readonly production: boolean;
}

export function doorTo({ store, clock, log, publicUrl, production }: DoorOptions): Door {
  return {
    store,
    clock,
    log,
    // On a developer's machine the pages are opened under several names and ports.
    isOwnOrigin: (origin, host) => origin === publicUrl || (!production && origin === `http://${host ?? ''}`),
    async whoIs(request, { atWork }) {
      const token = tokenFrom(request);
      if (token === null) return null;
      const now = clock();
      const who = await signedIn(store, token, now);
      if (who && atWork) await noteActivity(store, who, now);
      return who;
    },
  };
}
