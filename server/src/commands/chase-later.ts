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
  const waiting = await tx.outbox.waiting('vacancy.chase', [serviceId]);
  if (!waiting.has(serviceId))
    await tx.outbox.add({ name: 'vacancy.chase', data: { serviceId }, dueAt: chaseFrom(now) });
}

/** All that a service shows as free has just been seen: whoever was about to look need not before twelve hours are over. */
export async function chaseAnew(tx: Store, { now }: Context, serviceId: ServiceId): Promise<void> {
  const dueAt = chaseFrom(now);
  const moved = await tx.outbox.move('vacancy.chase', serviceId, dueAt);
  if (!moved) await tx.outbox.add({ name: 'vacancy.chase', data: { serviceId }, dueAt });
}
