import type { Context, OutboxRow } from '../context.ts';

/** Jobs that the queue has not been told of, oldest first: at most `limit`. */
export function unrelayedJobs({ store }: Context, limit: number): Promise<readonly OutboxRow[]> {
  return store.outbox.unrelayed(limit);
}
