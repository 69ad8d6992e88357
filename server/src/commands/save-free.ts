import type { ServiceId } from '@openhaven/domain/ids';
import type { Context, KeptUnit, Store } from '../context.ts';
import { aboutUnit } from './about.ts';
import { chaseLater } from './chase-later.ts';
import { mustBeSaved } from './run-command.ts';
import { sayFreed } from './say-freed.ts';

/** Units of a service are free again: those who look for one are told, and the service is chased when that has grown old. */
export async function saveFree(
  tx: Store,
  context: Context,
  { serviceId, free, written }: { serviceId: ServiceId; free: readonly KeptUnit[]; written: string },
): Promise<void> {
  for (const unit of free) {
    mustBeSaved(await tx.units.save(unit));
    await sayFreed(tx, context, unit.id);
  }
  await chaseLater(tx, context, serviceId);
  await tx.audit.addMany(
    free.map((unit) => ({ action: written, ...aboutUnit(unit) })),
    context,
  );
}
