import type { ServiceId } from '@openhaven/domain/ids';
import type { Actor, Context, Limits } from '../context.ts';
import { newToken, tokenHash } from '../crypto/token.ts';
import { NotSignedInError } from '../errors.ts';
import { limitsOf, noteNamesakes } from './exclusions.ts';

type Store = Context['store'];
type Session = NonNullable<Awaited<ReturnType<Store['sessions']['get']>>>;

const MINUTE_MS = 60_000;
/** Without a sign of the person for so long, a session is over: somebody else may sit there now. */
const IDLE_MS = 20 * MINUTE_MS;
/** A session is over after so long, whatever is done in it: a long shift and no more. */
const LONGEST_MS = 600 * MINUTE_MS;
/** Being at work is noted no oftener than this: a write for every request would be waste. */
const NOTED_EVERY_MS = MINUTE_MS / 2;

/** Somebody signed in, as one request sees it. */
export interface SignedIn {
  readonly actor: Actor;
  /** How the session is known in the store. The token itself is known to the browser only. */
  readonly sessionHash: string;
  /** When it will be over if nothing is done, and when in any case. */
  readonly idleEndsAt: Date;
  readonly endsAt: Date;
  /** Signed in with a password alone where more is asked for: may add what is missing, and nothing else. */
  readonly limited: boolean;
}

/** What is kept of the browser in which a session began. */
export type Device = Pick<Session, 'browser' | 'system'>;

/** What is kept of how a session began. */
export type SessionTraits = Device & Pick<Session, 'limited'>;

/** Whether a session still holds: not ended, not idle for too long, not too old. */
export function holds(session: Session, now: Date): boolean {
  return session.endedAt === undefined && now < idleEnd(session) && now < session.expiresAt;
}

function idleEnd({ lastSeenAt }: Session): Date {
  return new Date(lastSeenAt.getTime() + IDLE_MS);
}

/**
 * Begins a session with an id of its own. What the browser sent before is of no use for it.
 * @returns the token for the cookie; only its hash is kept
 */
export async function beginSession(
  { store, now }: Pick<Context, 'store' | 'now'>,
  userId: Actor['userId'],
  traits: SessionTraits,
): Promise<string> {
  const token = newToken();
  const expiresAt = new Date(now.getTime() + LONGEST_MS);
  await store.sessions.add({ idHash: tokenHash(token), userId, startedAt: now, lastSeenAt: now, expiresAt, ...traits });
  await store.users.noteSeen(userId, now);
  return token;
}

/**
 * Goes on under a new id, because the person has proved once more who they are: whoever got hold of the old one has
 * gained nothing. How long the session may last does not change; what it lacked to be a whole one it has now.
 * @returns the token for the cookie
 */
export async function elevateSession(store: Store, { sessionHash }: SignedIn, now: Date): Promise<string> {
  const before = await store.sessions.get(sessionHash);
  if (before === null) throw new NotSignedInError();
  const { limited: _limited, ...session } = before;
  const token = newToken();
  await store.sessions.end(sessionHash, now);
  await store.sessions.add({ ...session, idHash: tokenHash(token), lastSeenAt: now, elevatedAt: now });
  return token;
}

/**
 * Who holds this token now, or null. Asked of the database each time, so that access taken away is gone at once.
 */
export async function signedIn(store: Store, token: string, now: Date): Promise<SignedIn | null> {
  const session = await store.sessions.get(tokenHash(token));
  if (session === null || !holds(session, now)) return null;
  const user = await store.users.get(session.userId);
  if (user === null || user.disabledAt !== undefined) return null;
  const limits = await limitsOf(store, user, now);
  await noteNamesakes(store, { user, now }, limits);
  return {
    actor: { ...actorFrom(user, limits), ...(session.elevatedAt && { elevatedAt: session.elevatedAt }) },
    sessionHash: session.idHash,
    idleEndsAt: idleEnd(session),
    endsAt: session.expiresAt,
    limited: session.limited === true,
  };
}

/** Notes that the person is at work. A page that refreshes itself is no sign of a person. */
export async function noteActivity(store: Store, { sessionHash, idleEndsAt }: SignedIn, now: Date): Promise<void> {
  const seenMsAgo = IDLE_MS - (idleEndsAt.getTime() - now.getTime());
  if (seenMsAgo >= NOTED_EVERY_MS) await store.sessions.touch(sessionHash, now);
}

/** Which of these sessions still hold, their people included. For streams that stay open. */
export async function stillHolding(store: Store, hashes: readonly string[], now: Date): Promise<ReadonlySet<string>> {
  const open = (await store.sessions.getMany(hashes)).filter((session) => holds(session, now));
  const people = await store.users.getMany([...new Set(open.map(({ userId }) => userId))]);
  const allowed = new Set(people.filter(({ disabledAt }) => disabledAt === undefined).map(({ id }) => id));
  return new Set(open.filter(({ userId }) => allowed.has(userId)).map(({ idHash }) => idHash));
}

/** The person as commands and queries know them. */
export function actorFrom(user: NonNullable<Awaited<ReturnType<Store['users']['get']>>>, limits: Limits): Actor {
  const { id, organisationId, role, serviceIds } = user;
  return {
    kind: 'PERSON',
    userId: id,
    organisationId,
    role,
    serviceIds: serviceIds satisfies readonly ServiceId[],
    limits,
  };
}
