import type { Context, OutboxRow } from '../context.ts';

/**
 * Takes a job that is due, for as long as the lease runs: decided by one write. Whoever dies with it loses it to the next
 * one when the lease is over.
 * @returns null if it is done, taken back, not due yet, or in somebody's hands
 */
export function takeDueJob(
  { store, now }: Context,
  { jobId, leaseMs }: { jobId: string; leaseMs: number },
): Promise<OutboxRow | null> {
  return store.outbox.take(jobId, now, leaseMs);
}
