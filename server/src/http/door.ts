import type { Request } from 'express';
import { type SignedIn, noteActivity, signedIn } from '../access/session.ts';
import type { SecondFactorRule } from '../access/sign-in.ts';
import type { Context } from '../context.ts';
import type { Log } from '../log.ts';
import type { IsOwnOrigin } from './json-body.ts';
import { SIGNED_OUT } from './refusal.ts';
import { tokenFrom } from './session-cookie.ts';

/** What every route needs to know. */
export interface Door {
  readonly store: Context['store'];
  readonly clock: () => Date;
  readonly log: Log;
  readonly isOwnOrigin: IsOwnOrigin;
  readonly secondFactor: SecondFactorRule;
  /** The address under which people open the pages. */
  readonly publicUrl: string;
  /**
   * Who sends this request, by the session in its cookie; null for nobody.
   *
   * Somebody whose session is limited, because they have yet to add a second way to show who they are, is nobody unless
   * `evenLimited` is said: so a new route cannot forget it.
   * @param seen whether the request is a sign of the person being at work, which keeps the session
   */
  whoIs(request: Request, seen: Seen): Promise<SignedIn | null>;
}

interface Seen {
  readonly atWork: boolean;
  readonly evenLimited?: boolean;
}

/** The instant at which a request acts, and on what. */
export function momentOf({ store, clock }: Door): Pick<Context, 'store' | 'now'> {
  return { store, now: clock() };
}

/** Who does something at the page. @throws HttpRefusal if nobody is signed in */
export async function knownBy(
  door: Door,
  request: Request,
  { evenLimited = false }: { readonly evenLimited?: boolean } = {},
): Promise<SignedIn> {
  const who = await door.whoIs(request, { atWork: true, evenLimited });
  if (who === null) throw SIGNED_OUT;
  return who;
}

export interface DoorOptions {
  readonly store: Context['store'];
  readonly clock: () => Date;
  readonly log: Log;
  readonly publicUrl: string;
  readonly production: boolean;
  readonly secondFactor: SecondFactorRule;
}

export function doorTo({ store, clock, log, publicUrl, production, secondFactor }: DoorOptions): Door {
  return {
    store,
    clock,
    log,
    secondFactor,
    publicUrl,
    // On a developer's machine the pages are opened under several names and ports.
    isOwnOrigin: (origin, host) => origin === publicUrl || (!production && origin === `http://${host ?? ''}`),
    async whoIs(request, { atWork, evenLimited = false }) {
      const token = tokenFrom(request);
      if (token === null) return null;
      const now = clock();
      const who = await signedIn(store, token, now);
      if (who === null || (who.limited && !evenLimited)) return null;
      if (atWork) await noteActivity(store, who, now);
      return who;
    },
  };
}
