import { type ClosingCounts, countClosing } from '@openhaven/domain/closure';
import type { ServiceId } from '@openhaven/domain/ids';
import { hiddenFrom } from '../access/exclusions.ts';
import { requirePermission } from '../access/permission.ts';
import { type UnitsWish, unitsMeant } from '../access/units-meant.ts';
import type { Context, KeptService, KeptUnit } from '../context.ts';
import { NotFoundError } from '../errors.ts';

/** What would happen if these units were closed now: spaces and households, no more. */
export async function closingPreview(context: Context, wish: UnitsWish): Promise<ClosingCounts> {
  const units = await unitsMeant(context, context.store, wish, 'units.close');
  return countClosing(units, context.now);
}

/** The units of a service, and in which of them somebody lives who has to move. */
export interface HouseView {
  readonly service: KeptService;
  readonly units: readonly KeptUnit[];
  readonly toMove: readonly KeptUnit[];
}

/** A service's own house as it stands. */
export async function houseOf({ store, actor }: Context, serviceId: ServiceId): Promise<HouseView> {
  requirePermission(actor, 'units.close', { serviceId }, 'Service');
  const service = await store.services.get(serviceId);
  if (service === null) throw new NotFoundError('Service');
  const units = await store.units.ofServices([serviceId]);
  const hidden = hiddenFrom(actor);
  const rows = (await store.displaced.openOfServices([serviceId])).filter(
    ({ referralId }) => !hidden.includes(referralId),
  );
  const stays = new Set(rows.map(({ placementId }) => placementId));
  const toMove = units.filter(({ state }) => 'placementId' in state && stays.has(state.placementId));
  return { service, units, toMove };
}
