import type { Place } from '@openhaven/domain/eligibility';
import type { ServiceId } from '@openhaven/domain/ids';
import { PlaceTable } from '@openhaven/domain/place-table';
import type { ClientSession } from 'mongoose';
import type { DataKeys } from './data-keys.ts';
import { type KeptService, services } from './services.ts';
import { sites } from './sites.ts';
import { type KeptUnit, units } from './units.ts';

/** A unit in use with its service and site, as the rules look at it. */
type KeptPlace = Place & { readonly unit: KeptUnit; readonly service: KeptService };

/** Every unit in use with its service and site, and when they were read. */
export interface Board {
  readonly places: readonly KeptPlace[];
  readonly services: ReadonlyMap<ServiceId, KeptService>;
  /** By the clock of the machine, in milliseconds. */
  readonly readAt: number;
}

/** The same in memory, as searches ask it. */
export interface LiveBoard {
  readonly table: PlaceTable;
  readonly services: ReadonlyMap<ServiceId, KeptService>;
  readonly readAt: number;
}

/** What search and widening look at: three indexed reads, joined in memory. */
export function board(session: ClientSession | null, dataKeys: DataKeys) {
  const source = sourceOf(session, dataKeys);
  const memory = new BoardInMemory(source);
  return {
    read: () => source.read(),

    /** Every place in memory, up to date. Outside a transaction it is kept; a transaction reads its own. */
    live: (): Promise<LiveBoard> => (session === null ? memory.upToDate() : new BoardInMemory(source).upToDate()),
  };
}

type Source = ReturnType<typeof sourceOf>;

/** Where places are read from. */
function sourceOf(session: ClientSession | null, dataKeys: DataKeys) {
  const [allUnits, allServices, allSites] = [units(session), services(session), sites(session, dataKeys)];

  async function join(inUse: readonly KeptUnit[], active: readonly KeptService[]): Promise<readonly KeptPlace[]> {
    const known = new Map(active.map((service) => [service.id, service]));
    const published = new Map((await allSites.ofServices([...known.keys()])).map((site) => [site.id, site]));
    return inUse.flatMap((unit) => {
      const [service, site] = [known.get(unit.serviceId), published.get(unit.siteId)];
      return service && site ? [{ unit, service, site }] : [];
    });
  }
  const boardOf = async (
    inUse: readonly KeptUnit[],
    active: readonly KeptService[],
    readAt: number,
  ): Promise<Board> => ({
    places: await join(inUse, active),
    services: new Map(active.map((one) => [one.id, one])),
    readAt,
  });

  return {
    async read(): Promise<Board> {
      const readAt = Date.now();
      return boardOf(await allUnits.onBoard(), await allServices.active(), readAt);
    },

    /** The services of which anything was written since an instant of real time, and what they are now. */
    async touchedSince(at: Date): Promise<Board & { readonly ids: readonly ServiceId[] }> {
      const readAt = Date.now();
      const touched = await Promise.all([
        allUnits.servicesTouchedSince(at),
        allServices.touchedSince(at),
        allSites.servicesTouchedSince(at),
      ]);
      const ids = [...new Set(touched.flat())];
      if (ids.length === 0) return { ids, places: [], services: new Map(), readAt };
      return { ids, ...(await boardOf(await allUnits.ofServices(ids), await allServices.activeAmong(ids), readAt)) };
    },
  };
}

/**
 * A write is dated when it is made and seen when its transaction has committed, perhaps by the clock of another machine:
 * so far back is read again. Once in a while farther, for clocks that do not agree.
 */
const OVERLAP_MS = 12_000;
const FAR_OVERLAP_MS = 120_000;
const FAR_EVERY_MS = 60_000;

interface Kept extends LiveBoard {
  readonly services: Map<ServiceId, KeptService>;
  readAt: number;
  farAt: number;
}

/** Every place, read once and from then on by what has changed. */
class BoardInMemory {
  readonly #source: Source;
  #kept: Promise<Kept> | undefined;
  #running: Promise<void> | undefined;
  #next: Promise<void> | undefined;

  constructor(source: Source) {
    this.#source = source;
  }

  /** Whatever was committed before this was asked is in it. */
  async upToDate(): Promise<LiveBoard> {
    const isNew = this.#kept === undefined;
    this.#kept ??= this.#begin();
    try {
      const kept = await this.#kept;
      if (!isNew) await this.#refreshInTurn(kept);
      return kept;
    } catch (error) {
      // What failed half way is read anew the next time.
      this.#kept = undefined;
      throw error;
    }
  }

  async #begin(): Promise<Kept> {
    const { places, services: active, readAt } = await this.#source.read();
    return { table: new PlaceTable(places), services: new Map(active), readAt, farAt: readAt };
  }

  /** One at a time, or an older reading could come after a newer; whoever asks meanwhile is served by one more. */
  #refreshInTurn(kept: Kept): Promise<void> {
    if (this.#running === undefined) {
      this.#running = this.#refresh(kept).finally(() => (this.#running = undefined));
      return this.#running;
    }
    this.#next ??= this.#running
      .catch(() => undefined)
      .then(() => {
        this.#next = undefined;
        return this.#refreshInTurn(kept);
      });
    return this.#next;
  }

  async #refresh(kept: Kept): Promise<void> {
    const isFar = Date.now() - kept.farAt > FAR_EVERY_MS;
    const since = new Date(kept.readAt - (isFar ? FAR_OVERLAP_MS : OVERLAP_MS));
    const { ids, places, services: active, readAt } = await this.#source.touchedSince(since);
    // Whatever is not read again is no longer there: a space that is closed, a service that takes nobody.
    for (const id of ids) {
      kept.table.removeService(id);
      kept.services.delete(id);
    }
    for (const [id, service] of active) kept.services.set(id, service);
    for (const place of places) kept.table.put(place);
    kept.readAt = readAt;
    if (isFar) kept.farAt = readAt;
  }
}
