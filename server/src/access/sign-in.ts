import type { Context } from '../context.ts';
import { checkPassword } from '../crypto/password.ts';
import { tokenHash } from '../crypto/token.ts';
import { NO_LIMITS } from './exclusions.ts';
import { type SignedIn, actorFrom, beginSession, elevateSession } from './session.ts';

export interface Credentials {
  readonly email: string;
  readonly password: string;
}

/**
 * Signs somebody in with address and password.
 *
 * A wrong password, an unknown address and somebody who has been shut out are the same from outside, in words and in time.
 * @returns the token for the cookie, or null
 */
export async function signIn(
  { store, now }: Pick<Context, 'store' | 'now'>,
  { email, password }: Credentials,
): Promise<string | null> {
  const known = await store.users.forSignIn(email);
  const right = await checkPassword(password, known?.passwordHash);
  if (known === null || !right || known.user.disabledAt !== undefined) return null;
  return store.inTransaction(async (tx) => {
    await tx.audit.add({ action: 'session.started', audience: [] }, { actor: actorFrom(known.user, NO_LIMITS), now });
    return beginSession(tx, known.user.id, now);
  });
}

/** Ends a session at the wish of whoever holds it. */
export async function signOut({ store, now }: Pick<Context, 'store' | 'now'>, who: SignedIn): Promise<void> {
  await store.inTransaction(async (tx) => {
    await tx.audit.add({ action: 'session.ended', audience: [] }, { actor: who.actor, now });
    await tx.sessions.end(who.sessionHash, now);
  });
}

/** Ends the session that a browser still held when it began another: an id is never used for two people. */
export async function endSessionOf({ store, now }: Pick<Context, 'store' | 'now'>, token: string): Promise<void> {
  await store.sessions.end(tokenHash(token), now);
}

/**
 * Lets somebody who is signed in prove once more who they are.
 * @returns the token of the session's new id for the cookie, or null if the password is not right
 */
export async function stepUp(
  { store, now }: Pick<Context, 'store' | 'now'>,
  who: SignedIn,
  password: string,
): Promise<string | null> {
  const user = await store.users.get(who.actor.userId);
  const known = user && (await store.users.forSignIn(user.email));
  if (!(await checkPassword(password, known?.passwordHash))) {
    await store.audit.add(
      { action: 'session.step-up-refused', refused: true, audience: [] },
      { actor: who.actor, now },
    );
    return null;
  }
  return store.inTransaction(async (tx) => {
    await tx.audit.add({ action: 'session.stepped-up', audience: [] }, { actor: who.actor, now });
    return elevateSession(tx, who, now);
  });
}
