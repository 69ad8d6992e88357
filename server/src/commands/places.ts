import type { Place } from '@openhaven/domain/eligibility';
import type { ServiceId } from '@openhaven/domain/ids';
import type { KeptService, Store } from '../context.ts';

/** Every unit in use with its service and site, as the rules look at them. */
export interface Board {
  readonly places: readonly Place[];
  readonly services: ReadonlyMap<ServiceId, KeptService>;
}

/** Reads the whole board: units, services and sites, each in one indexed read. */
export async function placesOnBoard(tx: Store): Promise<Board> {
  const [units, active] = [await tx.units.onBoard(), await tx.services.active()];
  const services = new Map(active.map((service) => [service.id, service]));
  const sites = new Map((await tx.sites.ofServices([...services.keys()])).map((site) => [site.id, site]));
  const places = units.flatMap((unit) => {
    const [service, site] = [services.get(unit.serviceId), sites.get(unit.siteId)];
    return service && site ? [{ unit, service, site }] : [];
  });
  return { places, services };
}
