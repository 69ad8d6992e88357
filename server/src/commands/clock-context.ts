import type { OrganisationId, UserId } from '@openhaven/domain/ids';
import { NO_LIMITS } from '../access/exclusions.ts';
import type { Actor, Context, Store } from '../context.ts';
import { JobOverError } from './job-over.ts';

/** The clock belongs to no organisation and is nobody: its id is no person's. */
const NOBODY = '00000000-0000-4000-8000-000000000000';

const CLOCK: Actor = {
  kind: 'CLOCK',
  userId: NOBODY as UserId,
  organisationId: NOBODY as OrganisationId,
  role: 'CLOCK',
  serviceIds: [],
  limits: NO_LIMITS,
};

/** What a command of the clock runs in. `now` may be virtual. */
export function clockContext(store: Store, now: Date): Context {
  return { actor: CLOCK, now, store };
}

/**
 * A context whose transaction also finishes a job: the work is done and the job is over, or neither. So a job is done
 * once, whoever takes it, however often.
 * @throws JobOverError from the transaction, before any work, if the job was finished or taken back meanwhile
 */
export function finishingContext({ actor, now, store }: Context, jobId: string): Context {
  const inTransaction: Store['inTransaction'] = (work) =>
    store.inTransaction(async (tx) => {
      if (!(await tx.outbox.finish(jobId, now))) throw new JobOverError();
      return work(tx);
    });
  return { actor, now, store: { ...store, inTransaction } };
}
