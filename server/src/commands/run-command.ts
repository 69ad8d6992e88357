import { type Decision, refuse } from '@openhaven/domain/decision';
import type { AuditEntry, Context, Store } from '../context.ts';
import { BadInputError, KeyUsedError, NotFoundError } from '../errors.ts';

/** What became of a command: ids and codes only, so that a key can give the same answer again. */
export type Outcome = Readonly<Record<string, string | readonly string[]>>;

/** What is asked for: the command's name, the key the client chose for it, and all it was given. */
export interface Wish {
  readonly name: string;
  readonly key: string;
  readonly input: object;
  /** The records it is about, for the audit row of a refusal. */
  readonly about?: Partial<Pick<AuditEntry, 'referralId' | 'requestId' | 'holdId' | 'unitId' | 'placementId'>>;
}

/** Somebody else's change got in between: nothing is saved, and the command is decided again on what is true now. */
class LostRaceError extends Error {
  override readonly name = 'LostRaceError';
}

/**
 * Asserts that a conditional write has won. If not, the command runs again from the start.
 * @throws LostRaceError, which only `runCommand` and `runStep` catch
 */
export function mustBeSaved(saved: boolean): void {
  if (!saved) throw new LostRaceError('the revision has moved on');
}

// Inside a snapshot a write can only lose to the transaction itself, so once more is enough; then it is a fault.
const ATTEMPTS = 3;

const LONGEST_KEY = 100;

/**
 * Runs a command of a person: everything in one transaction, and once only for a key.
 *
 * The same key with the same contents gives the same answer, taken from what was stored; with other contents it is
 * refused. That the key has been used is found when the answer is kept, and undoes all that was done up to there: a first
 * time, which is nearly every time, need not look. A refusal is kept and audited as well, so `work` must refuse before
 * its first write.
 * @throws BadInputError for a key too long to be one
 */
export async function runCommand<T extends Outcome>(
  context: Context,
  wish: Wish,
  work: (tx: Store) => Promise<Decision<T>>,
): Promise<Decision<T>> {
  if (wish.key.length > LONGEST_KEY) throw new BadInputError('idempotencyKey');
  const answer = {
    actorUserId: context.actor.userId,
    key: wish.key,
    now: context.now,
    command: wish.name,
    bodyHash: context.store.idempotency.hash(wish.input),
  };
  try {
    return await runStep(context, async (tx) => {
      const decision = await work(tx);
      if (!decision.allowed) await auditRefusal(tx, context, wish, decision.reason);
      await tx.idempotency.save({ ...answer, outcome: decision });
      return decision;
    });
  } catch (error) {
    // What is not there any more may be what was changed under this key the first time.
    if (!(error instanceof KeyUsedError || error instanceof NotFoundError)) throw error;
    const earlier = await earlierAnswer<T>(context, wish);
    if (earlier === null) throw error;
    return earlier;
  }
}

/** What came of the key when it was used: the same again, or a refusal if it was used for something else. */
async function earlierAnswer<T extends Outcome>(context: Context, wish: Wish): Promise<Decision<T> | null> {
  const { actor, store } = context;
  const earlier = await store.inTransaction((tx) => tx.idempotency.find(actor.userId, wish.key));
  if (earlier === null) return null;
  const isSame = earlier.command === wish.name && store.idempotency.isHashOf(earlier.bodyHash, wish.input);
  return isSame ? (earlier.outcome as Decision<T>) : refuse('KEY_USED_FOR_ANOTHER', 'idempotencyKey');
}

async function auditRefusal(tx: Store, context: Context, { name, about }: Wish, reason: string): Promise<void> {
  const audience = [context.actor.organisationId];
  await tx.audit.add({ action: `${name}.refused`, refused: true, ...about, reason, audience }, context);
}

/** Runs a step of the clock or of a worker: one transaction, without a key. It must be harmless to run twice. */
export async function runStep<T>({ store }: Context, work: (tx: Store) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await store.inTransaction(work);
    } catch (error) {
      // A lost race is decided afresh; anything else, and a race lost again and again, is a fault.
      if (!(error instanceof LostRaceError) || attempt === ATTEMPTS) throw error;
    }
  }
}
