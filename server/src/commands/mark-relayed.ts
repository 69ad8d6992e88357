import type { Context } from '../context.ts';

/** Notes that the queue has been told of these. Should it forget them, the sweep does not. */
export async function markRelayed({ store }: Context, jobIds: readonly string[]): Promise<void> {
  if (jobIds.length > 0) await store.outbox.markRelayed(jobIds);
}
