import { randomUUID } from 'node:crypto';
import { isElevated } from '@openhaven/domain/access';
import { type Decision, allow, refuse } from '@openhaven/domain/decision';
import type { InvitationId, ServiceId } from '@openhaven/domain/ids';
import { inviteAddress, type Post, postFor, staffName } from '@openhaven/domain/people';
import { newInvitationCode } from '../access/invitation.ts';
import type { Context, Store } from '../context.ts';
import type { InvitationDone } from './ids.ts';
import { requireAdministrator } from './load-person.ts';
import { requireOwnServices } from './own-services.ts';
import { runCommand } from './run-command.ts';

export interface InvitePersonInput extends Post {
  readonly idempotencyKey: string;
  readonly name: string;
  readonly email: string;
  readonly serviceIds: readonly ServiceId[];
}

const DAYS = 7;
const DAY_MS = 86_400_000;

/**
 * Invites somebody to open an account, with a code that the administrator hands over.
 * @returns the code beside the decision: it is kept nowhere, not even for the same key, for which it is null
 */
export async function invitePerson(
  context: Context,
  input: InvitePersonInput,
): Promise<{ readonly decision: Decision<InvitationDone>; readonly code: string | null }> {
  const invitationId = randomUUID() as InvitationId;
  const code = newInvitationCode();
  const wish = { name: 'person.invite', key: input.idempotencyKey, input };
  const decision = await runCommand(context, wish, async (tx) => {
    const wanted = await wantedIn(context, tx, input);
    if (!wanted.allowed) return wanted;
    await tx.invitations.put({ id: invitationId, ...wanted.value, ...ofThis(context) }, code);
    await tx.audit.add({ action: 'person.invited', audience: [context.actor.organisationId] }, context);
    return allow({ invitationId });
  });
  const isNew = decision.allowed && decision.value.invitationId === invitationId;
  return { decision, code: isNew ? code : null };
}

const ofThis = ({ actor, now }: Context) => ({
  organisationId: actor.organisationId,
  invitedBy: actor.userId,
  expiresAt: new Date(now.getTime() + DAYS * DAY_MS),
});

/** Who is to be invited to what, checked. */
async function wantedIn(
  context: Context,
  tx: Store,
  input: InvitePersonInput,
): Promise<Decision<Post & { readonly name: string; readonly email: string }>> {
  requireAdministrator(context);
  await requireOwnServices(context, tx, input.serviceIds);
  const { organisationId, elevatedAt } = context.actor;
  if (!isElevated(elevatedAt, context.now)) return refuse('STEP_UP_NEEDED');
  const name = staffName(input.name);
  if (!name.allowed) return name;
  const email = inviteAddress(input.email, (await tx.organisations.get(organisationId))?.domains ?? []);
  if (!email.allowed) return email;
  const post = postFor(input, await tx.users.rolesIn(organisationId));
  if (!post.allowed) return post;
  if ((await tx.users.forSignIn(email.value)) !== null) return refuse('ADDRESS_TAKEN', 'email');
  return allow({ name: name.value, email: email.value, ...post.value });
}
