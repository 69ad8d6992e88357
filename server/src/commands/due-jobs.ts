import type { Context, OutboxRow } from '../context.ts';

/** Jobs that are due and in nobody's hands, longest due first: at most `limit`. */
export function dueJobs({ store, now }: Context, limit: number): Promise<readonly OutboxRow[]> {
  return store.outbox.due(now, limit);
}
