import type { UserId } from '@openhaven/domain/ids';
import { requirePermission } from '../access/permission.ts';
import type { AuditEntry, Context, Store, User } from '../context.ts';
import { NotFoundError } from '../errors.ts';

/** An account, for an administrator of the organisation whose it is: to everybody else it does not exist. */
export async function personFor({ actor }: Context, tx: Store, id: UserId): Promise<User> {
  const person = await tx.users.get(id);
  if (person === null) throw new NotFoundError('User');
  // An account is its organisation's own, as a referral is.
  requirePermission(actor, 'accounts.manage', { referrerOrganisationId: person.organisationId }, 'User');
  return person;
}

/** Lets pass the administrators of the viewer's own organisation. */
export function requireAdministrator({ actor }: Context): void {
  requirePermission(actor, 'accounts.manage', { referrerOrganisationId: actor.organisationId }, 'User');
}

/** Whom an audit row is about, and who is told. */
export const aboutPerson = ({ id, organisationId }: User): Pick<AuditEntry, 'personId' | 'audience'> => ({
  personId: id,
  audience: [organisationId],
});
