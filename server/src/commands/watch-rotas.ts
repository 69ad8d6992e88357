import type { ServiceId } from '@openhaven/domain/ids';
import type { NoticeKind } from '@openhaven/domain/notice';
import { type RotaNow, type ToldOfGap, gapAlarms } from '@openhaven/domain/rota-alarm';
import { requirePermission } from '../access/permission.ts';
import { idsOf, staffOf } from '../access/rota.ts';
import type { Context, KeptService, Store } from '../context.ts';
import { runStep } from './run-command.ts';
import { tellRole, tellService } from './tell.ts';

/** What a look at all rotas came to. */
export interface RotasWatched {
  /** How many gaps somebody was told of. */
  readonly told: number;
  readonly failed: readonly { readonly serviceId: ServiceId; readonly error: unknown }[];
}

/**
 * The clock: looks for times ahead in which nobody will be on call. The service's managers are told of each once, up to
 * 48 hours before, and the coordinator up to 12 hours before. What was told is kept in the same transaction as the
 * notices, so that nobody hears of it twice after a crash.
 */
export async function watchRotas(context: Context): Promise<RotasWatched> {
  requirePermission(context.actor, 'rota.watch', {}, 'Rota');
  const { store } = context;
  const services = await store.services.activeAmong(await store.rotas.serviceIds());
  let told = 0;
  const failed: { serviceId: ServiceId; error: unknown }[] = [];
  for (const service of services) {
    try {
      // Most rotas have nothing new: those are looked at without a transaction.
      const { tell, forget } = await alarmsOf(store, context, service.id);
      if (tell.length + forget.length > 0) told += await runStep(context, (tx) => tellOfGaps(tx, context, service));
    } catch (error) {
      // One rota that cannot be looked at must not keep the others from it; whoever called logs it.
      failed.push({ serviceId: service.id, error });
    }
  }
  return { told, failed };
}

async function alarmsOf(store: Store, { now }: Context, serviceId: ServiceId) {
  const rota = await store.rotas.get(serviceId);
  const at: RotaNow = { rota, staff: idsOf(await staffOf(store, serviceId)), now };
  return gapAlarms(at, await store.rotaGaps.ofService(serviceId));
}

const TELL: Record<ToldOfGap, (tx: Store, context: Context, serviceId: ServiceId) => Promise<void>> = {
  MANAGERS: (tx, context, serviceId) => tellService(tx, context, about('ROTA_GAP', serviceId), ['REFUGE_MANAGER']),
  COORDINATOR: (tx, context, serviceId) => tellRole(tx, context, 'COORDINATOR', about('ROTA_GAP_SOON', serviceId)),
};

const about = (kind: NoticeKind, serviceId: ServiceId) => ({ kind, serviceId });

async function tellOfGaps(
  tx: Store,
  context: Context,
  { id: serviceId, organisationId }: KeptService,
): Promise<number> {
  const { tell, forget } = await alarmsOf(tx, context, serviceId);
  await tx.rotaGaps.forget(
    serviceId,
    forget.map(({ from }) => from),
  );
  await tx.rotaGaps.addMany(tell.map((gap) => ({ ...gap, serviceId })));
  for (const { told } of tell) await TELL[told](tx, context, serviceId);
  const rows = tell.map(({ told }) => ({ action: 'rota.gap', reason: told, serviceId, audience: [organisationId] }));
  await tx.audit.addMany(rows, context);
  return tell.length;
}
