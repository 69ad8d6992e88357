import type { RefusalCode } from '@openhaven/domain/refusal';
import type { Context } from '../context.ts';
import { checkPassword, hashPassword } from '../crypto/password.ts';
import { newPasswordFault } from './new-password.ts';
import { type SignedIn, elevateSession } from './session.ts';

/** What becomes of the wish for another password. WRONG: the present one was not that. */
export type PasswordChange =
  | { readonly is: 'CHANGED'; readonly token: string }
  | { readonly is: 'WRONG' }
  | { readonly is: 'PASSWORD'; readonly fault: RefusalCode };

/**
 * Gives somebody another password for their present one. Wherever else they are signed in, they are no more: whoever knew
 * the old one may be there. Of two at once the second finds that the present one is another.
 */
export async function changePassword(
  { store, now }: Pick<Context, 'store' | 'now'>,
  who: SignedIn,
  { current, password }: { readonly current: string; readonly password: string },
): Promise<PasswordChange> {
  const { userId } = who.actor;
  const user = await store.users.get(userId);
  const known = user && (await store.users.forSignIn(user.email));
  const isRight = await checkPassword(current, known?.passwordHash);
  const fault = known && isRight ? newPasswordFault(password, known.user.email) : null;
  if (fault !== null) return { is: 'PASSWORD', fault };
  const hash = isRight ? await hashPassword(password) : '';
  return store.inTransaction(async (tx) => {
    const isChanged = known && isRight && (await tx.users.setPassword(userId, { from: known.passwordHash, to: hash }));
    const action = isChanged ? 'account.password-changed' : 'account.password-refused';
    await tx.audit.add({ action, ...(!isChanged && { refused: true }), audience: [] }, { actor: who.actor, now });
    if (!isChanged) return { is: 'WRONG' };
    await tx.sessions.endAllOf(userId, now, who.sessionHash);
    return { is: 'CHANGED', token: await elevateSession(tx, who, now) };
  });
}
