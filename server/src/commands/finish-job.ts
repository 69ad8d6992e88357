import type { Context } from '../context.ts';

/** Finishes a job that had nothing to change. Harmless if it is finished already. */
export async function finishJob({ store, now }: Context, jobId: string): Promise<void> {
  await store.outbox.finish(jobId, now);
}
