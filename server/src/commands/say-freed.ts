import type { UnitId } from '@openhaven/domain/ids';
import type { Context, Store } from '../context.ts';

/** A unit has come free: those who look for such a place are told, as soon as it is so for good. */
export async function sayFreed(tx: Store, { now }: Context, unitId: UnitId): Promise<void> {
  await tx.outbox.add({ name: 'unit.freed', data: { unitId, told: [] }, dueAt: now });
}
