import type { ServiceId } from '@openhaven/domain/ids';
import { isFree } from '@openhaven/domain/unit';
import { requirePermission } from '../access/permission.ts';
import type { Context, KeptUnit } from '../context.ts';
import { chaseFrom } from './chase-later.ts';
import { runStep } from './run-command.ts';
import { tellService } from './tell.ts';

/**
 * The clock: asks a service to confirm what it shows as free, if that has grown old, and looks again in twelve hours.
 * Nothing free, nothing to chase: it then ends until something is free again.
 */
export function chaseVacancies(context: Context, { serviceId }: { serviceId: ServiceId }): Promise<void> {
  requirePermission(context.actor, 'vacancies.chase', {}, 'Service');
  const { now } = context;
  return runStep(context, async (tx) => {
    // Two sweeps may have asked for the same look: the first takes the other back.
    await tx.outbox.cancel([serviceId], 'vacancy.chase');
    const free = (await tx.units.ofServices([serviceId])).filter((unit) => isFree(unit, now));
    const oldest = oldestOf(free);
    if (oldest === undefined) return;
    const isOld = chaseFrom(oldest) <= now;
    if (isOld) await tellService(tx, context, { kind: 'CONFIRM_VACANCIES', serviceId });
    const dueAt = chaseFrom(isOld ? now : oldest);
    await tx.outbox.add({ name: 'vacancy.chase', data: { serviceId }, dueAt });
  });
}

function oldestOf(units: readonly KeptUnit[]): Date | undefined {
  const times = units.map(({ lastConfirmedAt }) => lastConfirmedAt.getTime());
  return times.length === 0 ? undefined : new Date(Math.min(...times));
}

/**
 * Asks for a look at every service that shows a space nobody has confirmed for twelve hours and that nobody is about to
 * look at: holds that lapse and services that are new begin here.
 */
export async function chaseDueVacancies(context: Context): Promise<void> {
  requirePermission(context.actor, 'vacancies.chase', {}, 'Service');
  const { now, store } = context;
  const twelveHoursAgo = new Date(2 * now.getTime() - chaseFrom(now).getTime());
  const old = (await store.units.freeUnconfirmedSince(twelveHoursAgo)).filter((unit) => isFree(unit, now));
  const serviceIds = [...new Set(old.map((unit) => unit.serviceId))];
  const waiting = await store.outbox.waiting('vacancy.chase', serviceIds);
  const unwatched = serviceIds.filter((serviceId) => !waiting.has(serviceId));
  await store.outbox.add(
    ...unwatched.map((serviceId) => ({ name: 'vacancy.chase', data: { serviceId }, dueAt: now }) as const),
  );
}
