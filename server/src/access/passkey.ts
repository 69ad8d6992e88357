import type { Context } from '../context.ts';
import {
  creationOptions,
  passkeyIdIn,
  passkeyMade,
  passkeySigned,
  type PasskeySite,
  requestOptions,
} from '../crypto/passkey.ts';
import { newToken, tokenHash } from '../crypto/token.ts';
import { NotSignedInError } from '../errors.ts';
import { type Added, added } from './authenticator-app.ts';
import { factorsOf, hasFactor } from './factors.ts';
import { type Device, type SignedIn, actorFrom, beginSession, elevateSession } from './session.ts';
import { NO_LIMITS } from './exclusions.ts';

type Moment = Pick<Context, 'store' | 'now'>;
type Ticket = NonNullable<Awaited<ReturnType<Context['store']['tickets']['take']>>>;
type Passkey = NonNullable<Awaited<ReturnType<Context['store']['passkeys']['get']>>>;

/** What a browser is asked to do with a passkey, and the ticket with which it hands in the answer. */
export interface PasskeyQuestion {
  readonly ticket: string;
  readonly options: object;
}

/** The answer of a browser, with the ticket of its question. */
export interface PasskeyAnswer {
  readonly site: PasskeySite;
  readonly ticket: string;
  readonly answer: unknown;
}

const WITHIN_MS = 5 * 60_000;

/** A challenge that is signed once, within five minutes, by the browser that asked for it. */
async function challenge({ store, now }: Moment, about: Pick<Ticket, 'purpose' | 'userId'>) {
  const [ticket, text] = [newToken(), newToken()];
  const expiresAt = new Date(now.getTime() + WITHIN_MS);
  await store.tickets.add({ idHash: tokenHash(ticket), challenge: text, expiresAt, triesLeft: 1, ...about });
  return { ticket, challenge: text };
}

/** The challenge behind a ticket, used up by asking. Null: over, of another kind, or somebody else's. */
async function challengeOf(
  { store, now }: Moment,
  ticket: string,
  { purpose, userId }: Pick<Ticket, 'purpose' | 'userId'>,
): Promise<string | null> {
  const taken = await store.tickets.take(tokenHash(ticket), now);
  return taken?.purpose === purpose && taken.userId === userId ? (taken.challenge ?? null) : null;
}

/** Asks the browser to make a passkey for somebody. */
export async function askToAdd(moment: Moment, { actor }: SignedIn, site: PasskeySite): Promise<PasskeyQuestion> {
  const user = await moment.store.users.get(actor.userId);
  if (user === null) throw new NotSignedInError();
  const existing = await moment.store.passkeys.ofPeople([user.id]);
  const asked = await challenge(moment, { purpose: 'ADD_PASSKEY', userId: user.id });
  const options = await creationOptions(site, user, { challenge: asked.challenge, existing });
  return { ticket: asked.ticket, options };
}

/**
 * Keeps the passkey that the browser has made.
 * @returns null if the answer is not right, or belongs to another question: nothing has changed
 */
export async function addPasskey(
  moment: Moment,
  who: SignedIn,
  { site, ticket, answer, name }: PasskeyAnswer & { readonly name: string },
): Promise<Added | null> {
  const { userId } = who.actor;
  const text = await challengeOf(moment, ticket, { purpose: 'ADD_PASSKEY', userId });
  const made = text === null ? null : await passkeyMade(site, text, answer);
  if (made === null) return null;
  const { now } = moment;
  return moment.store.inTransaction(async (tx) => {
    if ((await tx.passkeys.get(made.id)) !== null) return null;
    await tx.passkeys.add({ ...made, userId, name, addedAt: now });
    await tx.audit.add({ action: 'factor.passkey-added', audience: [] }, { actor: who.actor, now });
    return added({ store: tx, now }, who);
  });
}

/**
 * Takes a passkey away.
 * @param isLastAllowed whether somebody may be left with a password alone
 * @returns false if it is the last thing that shows who they are, and one is asked for: nothing has changed
 */
export function removePasskey(
  { store, now }: Moment,
  { actor }: SignedIn,
  { id, isLastAllowed }: { readonly id: string; readonly isLastAllowed: boolean },
): Promise<boolean> {
  return store.inTransaction(async (tx) => {
    const own = await tx.passkeys.ofPeople([actor.userId]);
    if (!own.some((passkey) => passkey.id === id)) return true;
    const left = { ...(await factorsOf(tx, actor.userId)), passkeys: own.length - 1 };
    if (!isLastAllowed && !hasFactor(left)) return false;
    await tx.passkeys.remove(id, actor.userId);
    await tx.audit.add({ action: 'factor.passkey-removed', audience: [] }, { actor, now });
    return true;
  });
}

/** Asks a browser to sign in with whichever passkey it has: nobody has said yet who they are. */
export async function askToSignIn(moment: Moment, site: PasskeySite): Promise<PasskeyQuestion> {
  const asked = await challenge(moment, { purpose: 'SIGN_IN_BY_PASSKEY' });
  return { ticket: asked.ticket, options: await requestOptions(site, asked.challenge) };
}

/**
 * Signs somebody in by passkey: who they are and that it is they, in one.
 * @returns the token for the cookie; null for any answer that is not right, an unknown passkey, and somebody shut out
 */
export async function signInByPasskey(moment: Moment, given: PasskeyAnswer, device: Device): Promise<string | null> {
  const { store, now } = moment;
  const text = await challengeOf(moment, given.ticket, { purpose: 'SIGN_IN_BY_PASSKEY' });
  const passkey = text === null ? null : await signer(moment, given, text);
  const user = passkey && (await store.users.get(passkey.userId));
  if (!user || user.disabledAt !== undefined) return null;
  return store.inTransaction(async (tx) => {
    await tx.audit.add(
      { action: 'session.started', reason: 'PASSKEY', audience: [] },
      { actor: actorFrom(user, NO_LIMITS), now },
    );
    return beginSession({ store: tx, now }, user.id, device);
  });
}

/** Asks somebody who is signed in to sign with one of their own passkeys. */
export async function askToStepUp(moment: Moment, { actor }: SignedIn, site: PasskeySite): Promise<PasskeyQuestion> {
  const own = await moment.store.passkeys.ofPeople([actor.userId]);
  const asked = await challenge(moment, { purpose: 'STEP_UP_BY_PASSKEY', userId: actor.userId });
  return { ticket: asked.ticket, options: await requestOptions(site, asked.challenge, own) };
}

/**
 * Lets somebody prove by passkey once more who they are.
 * @returns the token of the session's new id for the cookie, or null
 */
export async function stepUpByPasskey(moment: Moment, who: SignedIn, given: PasskeyAnswer): Promise<string | null> {
  const { store, now } = moment;
  const { actor } = who;
  const text = await challengeOf(moment, given.ticket, { purpose: 'STEP_UP_BY_PASSKEY', userId: actor.userId });
  const passkey = text === null ? null : await signer(moment, given, text);
  const proved = passkey?.userId === actor.userId;
  return store.inTransaction(async (tx) => {
    const action = proved ? 'session.stepped-up' : 'session.step-up-refused';
    await tx.audit.add({ action, reason: 'PASSKEY', ...(!proved && { refused: true }), audience: [] }, { actor, now });
    return proved ? elevateSession(tx, who, now) : null;
  });
}

/** The passkey that has signed the challenge, once and now. */
async function signer({ store, now }: Moment, { site, answer }: PasskeyAnswer, text: string): Promise<Passkey | null> {
  const id = passkeyIdIn(answer);
  const passkey = id === null ? null : await store.passkeys.get(id);
  if (passkey === null) return null;
  const counter = await passkeySigned(site, text, { passkey, answer });
  return counter !== null && (await store.passkeys.use(passkey, { counter, now })) ? passkey : null;
}
