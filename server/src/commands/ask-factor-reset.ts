import type { Decision } from '@openhaven/domain/decision';
import type { Context } from '../context.ts';
import { actOnPerson, type PersonInput } from './act-on-person.ts';
import type { PersonDone } from './ids.ts';
import { tellOfReset } from './tell.ts';

/**
 * Asks that what somebody has lost be taken away, so that they can add it anew. Nothing happens until a second person
 * agrees; the person is told, and can stop it.
 */
export function askFactorReset(context: Context, input: PersonInput): Promise<Decision<PersonDone>> {
  const { actor, now } = context;
  return actOnPerson(context, input, {
    action: 'person.reset-asked',
    asksForProof: true,
    refusal: async ({ id, disabledAt }, tx) => {
      if (disabledAt !== undefined) return 'PERSON_IS_OUT';
      return (await tx.factorResets.get(id)) === null ? null : 'RESET_ASKED_ALREADY';
    },
    work: async (tx, person) => {
      const { id: userId, organisationId } = person;
      await tx.factorResets.ask({ userId, organisationId, askedBy: actor.userId, askedAt: now });
      await tellOfReset(tx, context, person);
    },
  });
}
