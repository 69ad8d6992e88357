import type { ServiceId } from '@openhaven/domain/ids';
import { isFree } from '@openhaven/domain/unit';
import { requirePermission } from '../access/permission.ts';
import type { Context, KeptUnit } from '../context.ts';
import { chaseFrom } from './chase-later.ts';
import { runStep } from './run-command.ts';
import { tellServices } from './tell.ts';

const MOST_AT_ONCE = 20;

/**
 * The clock: asks a service to confirm what it shows as free, if that has grown old, and looks again in twelve hours.
 * Nothing free, nothing to chase: it then ends until something is free again.
 *
 * Other services whose look is due and in nobody's hands are looked at with it, so that a morning on which all are due,
 * or the end of an outage, is one step and one telling.
 */
export function chaseVacancies(context: Context, { serviceId }: { serviceId: ServiceId }): Promise<void> {
  requirePermission(context.actor, 'vacancies.chase', {}, 'Service');
  const { now } = context;
  return runStep(context, async (tx) => {
    const others = await tx.outbox.dueOf('vacancy.chase', now, MOST_AT_ONCE);
    const serviceIds = [...new Set([serviceId, ...(others as readonly ServiceId[])])];
    // Two sweeps may have asked for the same look: the first takes the other back.
    await tx.outbox.cancel(serviceIds, 'vacancy.chase');
    const free = (await tx.units.ofServices(serviceIds)).filter((unit) => isFree(unit, now));
    const looks = serviceIds.flatMap((id) => lookAgain(id, oldestOf(free, id), now));
    const old = looks.filter(({ isOld }) => isOld);
    await tellServices(
      tx,
      context,
      old.map(({ job }) => ({ kind: 'CONFIRM_VACANCIES', serviceId: job.data.serviceId })),
    );
    await tx.outbox.add(...looks.map(({ job }) => job));
  });
}

/** The next look at a service that shows something free, and whether it is to be reminded now. */
function lookAgain(serviceId: ServiceId, oldest: Date | undefined, now: Date) {
  if (oldest === undefined) return [];
  const isOld = chaseFrom(oldest) <= now;
  const dueAt = chaseFrom(isOld ? now : oldest);
  return [{ isOld, job: { name: 'vacancy.chase', data: { serviceId }, dueAt } as const }];
}

function oldestOf(units: readonly KeptUnit[], id: ServiceId): Date | undefined {
  const times = units.filter(({ serviceId }) => serviceId === id).map((unit) => unit.lastConfirmedAt.getTime());
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
