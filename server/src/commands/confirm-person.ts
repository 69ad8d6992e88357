import type { Decision } from '@openhaven/domain/decision';
import type { Context } from '../context.ts';
import { actOnPerson, type PersonInput } from './act-on-person.ts';
import type { PersonDone } from './ids.ts';

/** The review of access: somebody still needs theirs. Nobody vouches for themselves. */
export function confirmPerson(context: Context, input: PersonInput): Promise<Decision<PersonDone>> {
  return actOnPerson(context, input, {
    action: 'person.confirmed',
    asksForProof: false,
    refusal: ({ disabledAt }) => (disabledAt === undefined ? null : 'PERSON_IS_OUT'),
    work: (tx, { id }) => tx.users.review(id, context.now),
  });
}
