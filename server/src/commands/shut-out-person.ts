import type { Decision } from '@openhaven/domain/decision';
import type { Context } from '../context.ts';
import { actOnPerson, type PersonInput } from './act-on-person.ts';
import type { PersonDone } from './ids.ts';

/**
 * Shuts somebody out who leaves, or whose account is in wrong hands: every session ends, open pages too, and the codes for
 * the telephone that they have made are worth nothing any more.
 */
export function shutOutPerson(context: Context, input: PersonInput): Promise<Decision<PersonDone>> {
  return actOnPerson(context, input, {
    action: 'person.shut-out',
    asksForProof: false,
    refusal: ({ disabledAt }) => (disabledAt === undefined ? null : 'PERSON_IS_OUT'),
    work: async (tx, { id }) => {
      await tx.users.disable(id, context.now);
      await tx.sessions.endAllOf(id, context.now);
      await tx.phoneCodes.forgetOf(id);
    },
  });
}
