import { type Decision, allow } from '@openhaven/domain/decision';
import type { InvitationId } from '@openhaven/domain/ids';
import { requirePermission } from '../access/permission.ts';
import type { Context } from '../context.ts';
import { NotFoundError } from '../errors.ts';
import type { InvitationDone } from './ids.ts';
import { runCommand } from './run-command.ts';

/** Takes an invitation back: its code opens nothing any more. */
export function withdrawInvitation(
  context: Context,
  input: { idempotencyKey: string; invitationId: InvitationId },
): Promise<Decision<InvitationDone>> {
  const { invitationId } = input;
  const { organisationId } = context.actor;
  return runCommand(context, { name: 'person.withdraw-invitation', key: input.idempotencyKey, input }, async (tx) => {
    const invitation = await tx.invitations.get(invitationId);
    if (invitation === null) throw new NotFoundError('Invitation');
    const whose = { referrerOrganisationId: invitation.organisationId };
    requirePermission(context.actor, 'accounts.manage', whose, 'Invitation');
    await tx.invitations.remove(invitationId);
    await tx.audit.add({ action: 'person.invitation-withdrawn', audience: [organisationId] }, context);
    return allow({ invitationId });
  });
}
