import type { Context } from '../context.ts';
import { type Device, type SignedIn, holds } from './session.ts';

type Moment = Pick<Context, 'store' | 'now'>;

/** Somewhere that somebody is signed in, as they see it. */
export interface OwnSession extends Device {
  /** The hash by which it is kept: it opens nothing. */
  readonly id: string;
  readonly startedAt: Date;
  readonly lastSeenAt: Date;
  /** The one that asks. */
  readonly isThis: boolean;
}

/** Where somebody is signed in now, the latest seen first. */
export async function ownSessions(
  { store, now }: Moment,
  { actor, sessionHash }: SignedIn,
): Promise<readonly OwnSession[]> {
  const open = (await store.sessions.openOf(actor.userId)).filter((session) => holds(session, now));
  return open.map(({ idHash, startedAt, lastSeenAt, browser, system }) => ({
    id: idHash,
    startedAt,
    lastSeenAt,
    browser,
    system,
    isThis: idHash === sessionHash,
  }));
}

/** Ends one of somebody's own sessions. One that is over, or is not theirs, stays as it is. */
export async function endOwnSession({ store, now }: Moment, { actor }: SignedIn, id: string): Promise<void> {
  await store.inTransaction(async (tx) => {
    if ((await tx.sessions.get(id))?.userId !== actor.userId) return;
    await tx.sessions.end(id, now);
    await tx.audit.add({ action: 'session.revoked', audience: [] }, { actor, now });
  });
}

/** Ends all of somebody's sessions but the one that asks. */
export async function endOtherSessions({ store, now }: Moment, { actor, sessionHash }: SignedIn): Promise<void> {
  await store.inTransaction(async (tx) => {
    await tx.sessions.endAllOf(actor.userId, now, sessionHash);
    await tx.audit.add({ action: 'session.others-revoked', audience: [] }, { actor, now });
  });
}
