import type { Decision } from '@openhaven/domain/decision';
import type { Context } from '../context.ts';
import { actOnPerson, type PersonInput } from './act-on-person.ts';
import type { PersonDone } from './ids.ts';

/** Lets somebody who was shut out come in again, with what they had. */
export function bringBackPerson(context: Context, input: PersonInput): Promise<Decision<PersonDone>> {
  return actOnPerson(context, input, {
    action: 'person.brought-back',
    asksForProof: true,
    refusal: ({ disabledAt }) => (disabledAt === undefined ? 'PERSON_IS_IN' : null),
    work: async (tx, { id }) => {
      await tx.users.enable(id);
      await tx.users.review(id, context.now);
    },
  });
}
