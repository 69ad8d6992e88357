import { isElevated } from '@openhaven/domain/access';
import { type Decision, allow, refuse } from '@openhaven/domain/decision';
import { type Post, postFor } from '@openhaven/domain/people';
import type { Context } from '../context.ts';
import type { PersonInput } from './act-on-person.ts';
import type { PersonDone } from './ids.ts';
import { aboutPerson, personFor } from './load-person.ts';
import { requireOwnServices } from './own-services.ts';
import { runCommand } from './run-command.ts';

/** Somebody moves to another role or other services: their sessions end, so that no open page shows what is not theirs now. */
export function changePerson(context: Context, input: PersonInput & Post): Promise<Decision<PersonDone>> {
  const { personId, serviceIds } = input;
  return runCommand(context, { name: 'person.change', key: input.idempotencyKey, input }, async (tx) => {
    const person = await personFor(context, tx, personId);
    await requireOwnServices(context, tx, serviceIds);
    if (personId === context.actor.userId) return refuse('NOT_YOURSELF');
    if (!isElevated(context.actor.elevatedAt, context.now)) return refuse('STEP_UP_NEEDED');
    if (person.disabledAt !== undefined) return refuse('PERSON_IS_OUT');
    const post = postFor(input, await tx.users.rolesIn(person.organisationId));
    if (!post.allowed) return post;
    await tx.users.move(personId, post.value);
    await tx.sessions.endAllOf(personId, context.now);
    await tx.audit.add({ action: 'person.changed', reason: post.value.role, ...aboutPerson(person) }, context);
    return allow({ personId });
  });
}
