import { type Decision, allow } from '@openhaven/domain/decision';
import type { LookDigestId } from '@openhaven/domain/ids';
import { requirePermission } from '../access/permission.ts';
import type { Context } from '../context.ts';
import { NotFoundError } from '../errors.ts';
import { runCommand } from './run-command.ts';

/** Somebody who answers for it has gone through what their people were shown. Twice is once. */
export function readLookDigest(
  context: Context,
  input: { idempotencyKey: string; id: LookDigestId },
): Promise<Decision<{ readonly id: LookDigestId }>> {
  const { actor } = context;
  return runCommand(context, { name: 'look-digest.read', key: input.idempotencyKey, input }, async (tx) => {
    const digest = await tx.lookDigests.get(input.id);
    if (digest === null) throw new NotFoundError('LookDigest');
    requirePermission(actor, 'looks.digest', { referrerOrganisationId: digest.organisationId }, 'LookDigest');
    await tx.lookDigests.read(digest.id, actor.userId);
    await tx.audit.add({ action: 'look-digest.read', silent: true, audience: [] }, context);
    return allow({ id: digest.id });
  });
}
