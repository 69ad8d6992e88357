import type { Context } from '../context.ts';
import { checkPassword } from '../crypto/password.ts';
import { newToken, tokenHash } from '../crypto/token.ts';
import { NO_LIMITS } from './exclusions.ts';
import { factorsOf, hasFactor, useCode } from './factors.ts';
import { type Device, type SessionTraits, type SignedIn, actorFrom, beginSession, elevateSession } from './session.ts';

type Moment = Pick<Context, 'store' | 'now'>;
type User = NonNullable<Awaited<ReturnType<Context['store']['users']['get']>>>;

export interface Credentials {
  readonly email: string;
  readonly password: string;
}

/** Whether everybody needs more than a password. */
export type SecondFactorRule = 'required' | 'optional';

/** What a right password leads to: a session, whole or limited, or the question for a code. */
export type PasswordAccepted =
  | { readonly next: 'NOTHING' | 'ENROL'; readonly token: string }
  /** `app`: the person has one; else only a recovery code serves, or a passkey in place of all this. */
  | { readonly next: 'CODE'; readonly ticket: string; readonly app: boolean };

const CODE_WITHIN_MS = 5 * 60_000;
const CODE_TRIES = 5;

/**
 * Signs somebody in with address and password, or takes them as far as the code that their account asks for.
 *
 * A wrong password, an unknown address and somebody who has been shut out are the same from outside, in words and in time.
 * @returns null if it is not right
 */
export async function signIn(
  { store, now }: Moment,
  { email, password }: Credentials,
  { rule, device }: { readonly rule: SecondFactorRule; readonly device: Device },
): Promise<PasswordAccepted | null> {
  const known = await store.users.forSignIn(email);
  const right = await checkPassword(password, known?.passwordHash);
  if (known === null || !right || known.user.disabledAt !== undefined) return null;
  const { user } = known;
  const factors = await factorsOf(store, user.id);
  if (hasFactor(factors)) return { next: 'CODE', ticket: await askForCode({ store, now }, user), app: factors.app };
  const limited = rule === 'required';
  const token = await store.inTransaction((tx) =>
    begin({ store: tx, now }, user, limited ? { ...device, limited } : device),
  );
  return { next: limited ? 'ENROL' : 'NOTHING', token };
}

async function begin({ store, now }: Moment, user: User, traits: SessionTraits): Promise<string> {
  await store.audit.add({ action: 'session.started', audience: [] }, { actor: actorFrom(user, NO_LIMITS), now });
  return beginSession({ store, now }, user.id, traits);
}

async function askForCode({ store, now }: Moment, { id: userId }: User): Promise<string> {
  const ticket = newToken();
  const expiresAt = new Date(now.getTime() + CODE_WITHIN_MS);
  await store.tickets.add({ idHash: tokenHash(ticket), purpose: 'CODE', userId, expiresAt, triesLeft: CODE_TRIES });
  return ticket;
}

/** Whose second step it is, while the ticket of the first one holds; null once it is over. */
export async function halfSignedIn({ store, now }: Moment, ticket: string): Promise<User['id'] | null> {
  const held = await store.tickets.get(tokenHash(ticket), now);
  return held?.purpose === 'CODE' ? (held.userId ?? null) : null;
}

/**
 * The second step: the code of the app, or a recovery code.
 * @returns the token for the cookie; null if the code is not right or was used before
 */
export async function signInWithCode(
  { store, now }: Moment,
  ticket: string,
  { code, device }: { readonly code: string; readonly device: Device },
): Promise<string | null> {
  const userId = await halfSignedIn({ store, now }, ticket);
  const user = userId && (await store.users.get(userId));
  if (!user || user.disabledAt !== undefined) return null;
  return store.inTransaction(async (tx) => {
    const used = await useCode({ store: tx, now }, user.id, code);
    if (used === null || (await tx.tickets.take(tokenHash(ticket), now)) === null) {
      await tx.tickets.miss(tokenHash(ticket));
      const refused = { action: 'session.code-refused', refused: true, audience: [] } as const;
      await tx.audit.add(refused, { actor: actorFrom(user, NO_LIMITS), now });
      return null;
    }
    if (used === 'RECOVERY') {
      await tx.audit.add(
        { action: 'factor.recovery-code-used', audience: [] },
        { actor: actorFrom(user, NO_LIMITS), now },
      );
    }
    return begin({ store: tx, now }, user, device);
  });
}

/** Ends a session at the wish of whoever holds it. */
export async function signOut({ store, now }: Moment, who: SignedIn): Promise<void> {
  await store.inTransaction(async (tx) => {
    await tx.audit.add({ action: 'session.ended', audience: [] }, { actor: who.actor, now });
    await tx.sessions.end(who.sessionHash, now);
  });
}

/** Ends the session that a browser still held when it began another: an id is never used for two people. */
export async function endSessionOf({ store, now }: Moment, token: string): Promise<void> {
  await store.sessions.end(tokenHash(token), now);
}

/**
 * Lets somebody who is signed in prove once more who they are: with the password, and a code where the account has one.
 * @returns the token of the session's new id for the cookie, or null if either is not right
 */
export async function stepUp(
  { store, now }: Moment,
  who: SignedIn,
  { password, code }: { readonly password: string; readonly code: string | null },
): Promise<string | null> {
  const { userId } = who.actor;
  const user = await store.users.get(userId);
  const known = user && (await store.users.forSignIn(user.email));
  const right = await checkPassword(password, known?.passwordHash);
  const needsCode = hasFactor(await factorsOf(store, userId));
  return store.inTransaction(async (tx) => {
    // The code is looked at only after the password, so that a wrong password uses none up.
    const proved = right && (!needsCode || (await useCode({ store: tx, now }, userId, code ?? '')) !== null);
    const action = proved ? 'session.stepped-up' : 'session.step-up-refused';
    await tx.audit.add({ action, ...(!proved && { refused: true }), audience: [] }, { actor: who.actor, now });
    return proved ? elevateSession(tx, who, now) : null;
  });
}
