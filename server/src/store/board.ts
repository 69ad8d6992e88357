import type { Place } from '@openhaven/domain/eligibility';
import type { ServiceId } from '@openhaven/domain/ids';
import type { ClientSession } from 'mongoose';
import type { DataKeys } from './data-keys.ts';
import { type KeptService, services } from './services.ts';
import { sites } from './sites.ts';
import { type KeptUnit, units } from './units.ts';

/** Every unit in use with its service and site, as the rules look at them, and when they were read. */
export interface Board {
  readonly places: readonly (Place & { readonly unit: KeptUnit; readonly service: KeptService })[];
  readonly services: ReadonlyMap<ServiceId, KeptService>;
  /** By the clock of the machine, in milliseconds. */
  readonly readAt: number;
}

/** What search and widening look at: three indexed reads, joined in memory. */
export function board(session: ClientSession | null, dataKeys: DataKeys) {
  return {
    async read(): Promise<Board> {
      const readAt = Date.now();
      const inUse = await units(session).onBoard();
      const active = await services(session).active();
      const known = new Map(active.map((service) => [service.id, service]));
      const published = new Map(
        (await sites(session, dataKeys).ofServices([...known.keys()])).map((site) => [site.id, site]),
      );
      const places = inUse.flatMap((unit) => {
        const [service, site] = [known.get(unit.serviceId), published.get(unit.siteId)];
        return service && site ? [{ unit, service, site }] : [];
      });
      return { places, services: known, readAt };
    },
  };
}
