import type { UserId } from '@openhaven/domain/ids';
import { requirePermission } from '../access/permission.ts';
import type { Context } from '../context.ts';
import { aboutPerson } from './load-person.ts';
import { runStep } from './run-command.ts';

/** The time to stop it is over: passkeys, app and recovery codes are gone, and every session with them. */
export async function resetFactors(context: Context, { personId }: { personId: UserId }): Promise<void> {
  requirePermission(context.actor, 'factorReset.run', {}, 'User');
  const { now } = context;
  await runStep(context, async (tx) => {
    const [person, reset] = [await tx.users.get(personId), await tx.factorResets.get(personId)];
    // Stopped meanwhile, or too early: the record decides, not the job.
    if (person === null || reset?.takesEffectAt === undefined || reset.takesEffectAt > now) return;
    await tx.credentials.forgetAll(personId);
    await tx.passkeys.removeAllOf(personId);
    await tx.sessions.endAllOf(personId, now);
    await tx.factorResets.remove(personId);
    await tx.audit.add({ action: 'person.factors-reset', ...aboutPerson(person) }, context);
  });
}
