import { isElevated } from '@openhaven/domain/access';
import { type Decision, allow, refuse } from '@openhaven/domain/decision';
import { resetTakesEffectAt } from '@openhaven/domain/factor-reset';
import { requirePermission } from '../access/permission.ts';
import type { Context } from '../context.ts';
import { NotFoundError } from '../errors.ts';
import type { PersonInput } from './act-on-person.ts';
import type { PersonDone } from './ids.ts';
import { aboutPerson } from './load-person.ts';
import { runCommand } from './run-command.ts';

/** The second of two people agrees: an administrator of the same organisation, or the coordinator. Never who asked, nor the person. */
export function confirmFactorReset(context: Context, input: PersonInput): Promise<Decision<PersonDone>> {
  const { actor, now } = context;
  const { personId } = input;
  return runCommand(context, { name: 'person.confirm-reset', key: input.idempotencyKey, input }, async (tx) => {
    const [person, reset] = [await tx.users.get(personId), await tx.factorResets.get(personId)];
    if (person === null) throw new NotFoundError('User');
    const whose = { referrerOrganisationId: person.organisationId };
    requirePermission(actor, 'factorReset.confirm', whose, 'User');
    // The coordinator knows those alone for whom somebody has asked: others are nobody to them.
    if (reset === null && actor.organisationId !== person.organisationId) throw new NotFoundError('User');
    if (reset === null || reset.takesEffectAt !== undefined) return refuse('RESET_NOT_OPEN');
    if (actor.userId === reset.askedBy || actor.userId === personId) return refuse('RESET_NEEDS_ANOTHER');
    if (!isElevated(actor.elevatedAt, now)) return refuse('STEP_UP_NEEDED');
    const dueAt = resetTakesEffectAt(person.role, now);
    await tx.factorResets.confirm(personId, dueAt);
    await tx.outbox.add({ name: 'factor.reset', data: { personId }, dueAt });
    await tx.audit.add({ action: 'person.reset-confirmed', ...aboutPerson(person) }, context);
    return allow({ personId });
  });
}
