import type { Context } from '../context.ts';
import { appLink, newAppSecret, stepOfCode } from '../crypto/app-code.ts';
import { newSpokenCode } from '../crypto/spoken-code.ts';
import { NotSignedInError } from '../errors.ts';
import { factorsOf, hasFactor } from './factors.ts';
import { type SignedIn, elevateSession } from './session.ts';
import { grantForRules } from './look.ts';

type Moment = Pick<Context, 'store' | 'now'>;

const RECOVERY_CODES = 10;

/** What an app has to be told to show the codes of this account. */
export interface AppOffer {
  readonly secret: string;
  readonly link: string;
}

/** Something that somebody signs in with has been added: the session goes on under a new id. */
export interface Added {
  /** The token for the cookie. */
  readonly token: string;
  /** To be shown once: none if the person has some from before. */
  readonly recoveryCodes: readonly string[];
}

/** Makes a secret for an app. It counts for nothing until a code shows that the app has it. */
export async function offerApp({ store }: Moment, { actor }: SignedIn): Promise<AppOffer> {
  const user = await store.users.get(actor.userId);
  if (user === null) throw new NotSignedInError();
  const secret = newAppSecret();
  await store.credentials.offerApp(user.id, secret);
  return { secret, link: appLink(secret, user.email) };
}

/**
 * Keeps the app to which the offered secret was given.
 * @returns null if the code is not that app's: nothing has changed
 */
export function confirmApp({ store, now }: Moment, who: SignedIn, code: string): Promise<Added | null> {
  const { userId } = who.actor;
  return store.inTransaction(async (tx) => {
    const secret = (await tx.credentials.get(userId))?.offeredSecret?.open(grantForRules('SIGN_IN'));
    const step = secret === undefined ? null : stepOfCode(secret, code.replace(/\s/g, ''), now);
    if (secret === undefined || step === null) return null;
    await tx.credentials.keepApp(userId, { secret, step, now });
    await tx.audit.add({ action: 'factor.app-added', audience: [] }, { actor: who.actor, now });
    return added({ store: tx, now }, who);
  });
}

/** What is the same whatever has been added. */
export async function added({ store, now }: Moment, who: SignedIn): Promise<Added> {
  const { recoveryCodesLeft } = await factorsOf(store, who.actor.userId);
  const recoveryCodes = recoveryCodesLeft > 0 ? [] : await makeRecoveryCodes({ store, now }, who);
  return { token: await elevateSession(store, who, now), recoveryCodes };
}

/**
 * Takes the app away.
 * @param isLastAllowed whether somebody may be left with a password alone
 * @returns false if it is the last thing that shows who they are, and one is asked for: nothing has changed
 */
export function removeApp({ store, now }: Moment, { actor }: SignedIn, isLastAllowed: boolean): Promise<boolean> {
  return store.inTransaction(async (tx) => {
    const left = { ...(await factorsOf(tx, actor.userId)), app: false };
    if (!isLastAllowed && !hasFactor(left)) return false;
    await tx.credentials.forgetApp(actor.userId);
    await tx.audit.add({ action: 'factor.app-removed', audience: [] }, { actor, now });
    return true;
  });
}

/** Puts ten new recovery codes in place of those that are left. */
export function renewRecoveryCodes({ store, now }: Moment, who: SignedIn): Promise<readonly string[]> {
  return store.inTransaction((tx) => makeRecoveryCodes({ store: tx, now }, who));
}

async function makeRecoveryCodes({ store, now }: Moment, { actor }: SignedIn): Promise<readonly string[]> {
  const codes = Array.from({ length: RECOVERY_CODES }, newSpokenCode);
  await store.credentials.keepRecoveryCodes(actor.userId, codes);
  await store.audit.add({ action: 'factor.recovery-codes-made', audience: [] }, { actor, now });
  return codes;
}
