import { randomUUID } from 'node:crypto';
import type { UserId } from '@openhaven/domain/ids';
import type { RefusalCode } from '@openhaven/domain/refusal';
import type { Context } from '../context.ts';
import { hashPassword } from '../crypto/password.ts';
import { newSpokenCode } from '../crypto/spoken-code.ts';
import { newPasswordFault } from './new-password.ts';
import { type Device, actorFrom, beginSession } from './session.ts';
import type { SecondFactorRule } from './sign-in.ts';
import { NO_LIMITS } from './exclusions.ts';

/** A code for somebody who is invited: handed over in person or by telephone, because an e-mail may be read by others. */
export const newInvitationCode = newSpokenCode;

/** What somebody who was invited brings along. */
export interface Joining {
  readonly email: string;
  readonly code: string;
  readonly password: string;
}

/** What became of it: an account and a session, or what is wrong with the password, or nothing that fits. */
export type Joined =
  | { readonly is: 'IN'; readonly token: string; readonly limited: boolean }
  | { readonly is: 'PASSWORD'; readonly fault: RefusalCode }
  | { readonly is: 'NOT_INVITED' };

/** Opens an account with an invitation, which is used up by it. A wrong code says nothing about who is invited. */
export async function join(
  { store, now }: Pick<Context, 'store' | 'now'>,
  { email, code, password }: Joining,
  { rule, device }: { readonly rule: SecondFactorRule; readonly device: Device },
): Promise<Joined> {
  const address = email.trim().toLowerCase();
  const fault = newPasswordFault(password, address);
  if (fault !== null) return { is: 'PASSWORD', fault };
  const passwordHash = await hashPassword(password);
  return store.inTransaction(async (tx) => {
    const invitation = await tx.invitations.take(address, code, now);
    if (invitation === null || (await tx.users.forSignIn(address)) !== null) return { is: 'NOT_INVITED' };
    const { name, organisationId, role, serviceIds } = invitation;
    const id = randomUUID() as UserId;
    const user = { id, name, email: address, organisationId, role, serviceIds, reviewedAt: now };
    await tx.users.add(user, passwordHash);
    const act = { actor: actorFrom(user, NO_LIMITS), now };
    await tx.audit.add({ action: 'person.joined', personId: id, audience: [organisationId] }, act);
    const limited = rule === 'required';
    const token = await beginSession({ store: tx, now }, id, { ...device, ...(limited && { limited }) });
    return { is: 'IN', token, limited };
  });
}
