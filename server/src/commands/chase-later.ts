import type { ServiceId } from '@openhaven/domain/ids';
import type { Context, Store } from '../context.ts';

/** A vacancy is fresh for twelve hours; then its service is asked to confirm it. Source: DOMAIN 2.4. */
const CHASE_AFTER_MS = 12 * 3_600_000;

/** The instant from which a vacancy confirmed at `confirmedAt` is chased. */
export function chaseFrom(confirmedAt: Date): Date {
  return new Date(confirmedAt.getTime() + CHASE_AFTER_MS);
}

/**
 * Sees to it that somebody looks in twelve hours, or sooner, whether a service has to be reminded. A look that waits
 * already stays: another space of the service may be older than the one that was just seen.
 */
export async function chaseLater(tx: Store, { now }: Context, serviceId: ServiceId): Promise<void> {
  const job = { name: 'vacancy.chase', data: { serviceId } } as const;
  if (!(await tx.outbox.isWaiting(job))) await tx.outbox.add({ ...job, dueAt: chaseFrom(now) });
}
