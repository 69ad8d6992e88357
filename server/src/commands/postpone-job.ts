import type { Context } from '../context.ts';

/** Gives a taken job back, to be taken again from an instant on. A job that is over stays over. */
export async function postponeJob(
  { store }: Context,
  { jobId, until, attempts }: { jobId: string; until: Date; attempts: number },
): Promise<void> {
  await store.outbox.postpone(jobId, until, attempts);
}
