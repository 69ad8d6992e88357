import { type Decision, allow, refuse } from '@openhaven/domain/decision';
import type { Context } from '../context.ts';
import type { PersonDone } from './ids.ts';
import { runCommand } from './run-command.ts';

/** Somebody has lost nothing: what was asked about their own account is stopped, from any session of theirs. */
export function stopFactorReset(context: Context, input: { idempotencyKey: string }): Promise<Decision<PersonDone>> {
  const { userId, organisationId } = context.actor;
  return runCommand(context, { name: 'person.stop-reset', key: input.idempotencyKey, input }, async (tx) => {
    if ((await tx.factorResets.get(userId)) === null) return refuse('RESET_NOT_OPEN');
    await tx.factorResets.remove(userId);
    await tx.outbox.cancel([userId], 'factor.reset');
    const about = { personId: userId, audience: [organisationId] };
    await tx.audit.add({ action: 'person.reset-stopped', ...about }, context);
    return allow({ personId: userId });
  });
}
