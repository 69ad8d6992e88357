import { isElevated } from '@openhaven/domain/access';
import { type Decision, allow, refuse } from '@openhaven/domain/decision';
import type { UserId } from '@openhaven/domain/ids';
import type { RefusalCode } from '@openhaven/domain/refusal';
import type { Context, Store, User } from '../context.ts';
import type { PersonDone } from './ids.ts';
import { aboutPerson, personFor } from './load-person.ts';
import { runCommand } from './run-command.ts';

export interface PersonInput {
  readonly idempotencyKey: string;
  readonly personId: UserId;
}

/** What an administrator does with one account. */
export interface PersonAct {
  /** For the record, for example `person.shut-out`. */
  readonly action: string;
  /** Giving access asks for a fresh proof of who one is; taking it away must be quick. */
  readonly asksForProof: boolean;
  /** Why it cannot be done now, or null. */
  readonly refusal: (person: User, tx: Store) => RefusalCode | null | Promise<RefusalCode | null>;
  readonly work: (tx: Store, person: User) => Promise<void>;
}

/** One act of an administrator on one account of their own organisation, and never on their own account. */
export function actOnPerson(context: Context, input: PersonInput, act: PersonAct): Promise<Decision<PersonDone>> {
  const { personId } = input;
  return runCommand(context, { name: act.action, key: input.idempotencyKey, input }, async (tx) => {
    const person = await personFor(context, tx, personId);
    if (personId === context.actor.userId) return refuse('NOT_YOURSELF');
    if (act.asksForProof && !isElevated(context.actor.elevatedAt, context.now)) return refuse('STEP_UP_NEEDED');
    const reason = await act.refusal(person, tx);
    if (reason !== null) return refuse(reason);
    await act.work(tx, person);
    await tx.audit.add({ action: act.action, ...aboutPerson(person) }, context);
    return allow({ personId });
  });
}
