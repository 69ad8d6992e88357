import type { ServiceId } from '@openhaven/domain/ids';
import type { Context, Store } from '../context.ts';

/** A vacancy is fresh for twelve hours; then its service is asked to confirm it. Source: DOMAIN 2.4. */
const CHASE_AFTER_MS = 12 * 3_600_000;

/** Puts off the next reminder of a service to twelve hours from now. */
export async function chaseLater(tx: Store, { now }: Context, serviceId: ServiceId): Promise<void> {
  await tx.outbox.cancel({ name: 'vacancy.chase', match: { serviceId } });
  const dueAt = new Date(now.getTime() + CHASE_AFTER_MS);
  await tx.outbox.add({ name: 'vacancy.chase', data: { serviceId }, dueAt });
}
