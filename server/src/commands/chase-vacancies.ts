import type { ServiceId } from '@openhaven/domain/ids';
import { freshness, isFree } from '@openhaven/domain/unit';
import type { Context } from '../context.ts';
import { chaseLater } from './chase-later.ts';
import { runStep } from './run-command.ts';
import { tellService } from './tell.ts';

/** The clock: asks a service to confirm what it shows as free, if that has grown old; and looks again in twelve hours. */
export function chaseVacancies(context: Context, { serviceId }: { serviceId: ServiceId }): Promise<void> {
  const { now } = context;
  return runStep(context, async (tx) => {
    const units = await tx.units.ofServices([serviceId]);
    const old = units.filter((unit) => isFree(unit, now) && freshness(unit.lastConfirmedAt, now) !== 'FRESH');
    if (old.length > 0) await tellService(tx, context, { kind: 'CONFIRM_VACANCIES', serviceId });
    if (units.length > 0) await chaseLater(tx, context, serviceId);
  });
}
