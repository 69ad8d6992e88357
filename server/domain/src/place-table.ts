import type { AreaCode } from './area.ts';
import { type Bits, WORD, setBit } from './bits.ts';
import { SUPPORT_NEEDS, type SupportNeed } from './codes.ts';
import { type Place, RULES, RULE_IDS, type RuleId } from './eligibility.ts';
import type { ServiceId, SiteId, UnitId } from './ids.ts';

/** One thing that a rule looks at: the rule itself, or one of the needs that it is asked about. */
export interface Aspect {
  readonly rule: RuleId;
  readonly need: SupportNeed | undefined;
}

// Who is in whose way is another question for each household: those places are left out of its search.
const ASKED_OF_ALL = RULE_IDS.filter((rule) => rule !== 'NO_CLASH');

export const ASPECTS: readonly Aspect[] = ASKED_OF_ALL.flatMap((rule): readonly Aspect[] =>
  'isAboutNeeds' in RULES[rule] ? SUPPORT_NEEDS.map(({ code }) => ({ rule, need: code })) : [{ rule, need: undefined }],
);

/** All places that one aspect cannot tell apart. */
export interface Column {
  /** Its number among all columns. */
  readonly id: number;
  readonly bits: Bits;
  readonly sample: Place;
}

/** Rare things that a place has, a bit for each; or that a household needs. */
export function rareThings(has: Readonly<Record<'wheelchair' | 'adaptedBathroom' | 'carerRoom', boolean>>): number {
  return (has.wheelchair ? 1 : 0) | (has.adaptedBathroom ? 2 : 0) | (has.carerRoom ? 4 : 0);
}

/** How many sets of rare things there are. */
export const RARE_SETS = 8;

/** Whether the rules see the same in both: only who is there, or when it was confirmed, may differ. */
function looksAlike(one: Place, other: Place): boolean {
  const isSame = (a: object, b: object): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);
  return (
    isSame(one.unit.features, other.unit.features) &&
    isSame(one.service.policy, other.service.policy) &&
    isSame(one.site, other.site)
  );
}

/**
 * Places in memory, in columns: for each thing that a rule looks at, which places look the same. Read by `place-search`.
 * What it is given last of a unit is what it knows.
 */
export class PlaceTable {
  /** How many bits a set of places has. */
  capacity = 0;
  /** By slot. */
  places: (Place | undefined)[] = [];
  ids: UnitId[] = [];
  /** By aspect. */
  columns: Column[][] = [];
  #columnAt: Map<string, Column>[] = [];
  vacant: Bits = new Uint32Array(0);
  closed: Bits = new Uint32Array(0);
  readonly held = new Set<number>();
  readonly adjoining = new Set<number>();
  /** What an order looks at of each place: `kind` is its beds and rare things as one number. */
  kind = new Uint16Array(0);
  confirmed = new Float64Array(0);
  area = new Uint16Array(0);
  readonly areas: AreaCode[] = [];
  /** Kinds of places are below it. */
  kindCount = 0;
  /** The service of each place, by its place among `services`. */
  service = new Uint32Array(0);
  readonly services: ServiceId[] = [];
  readonly #areaAt = new Map<AreaCode, number>();
  readonly #serviceAt = new Map<ServiceId, number>();
  readonly #slotOf = new Map<UnitId, number>();
  readonly #ofService = new Map<ServiceId, Set<number>>();
  readonly #ofSite = new Map<SiteId, Set<number>>();
  #free: number[] = [];
  #own = new Int32Array(0);
  #columnCount = 0;

  constructor(places: readonly Place[] = []) {
    for (const place of places) this.put(place);
  }

  /** How many columns there are: their numbers are below it. */
  get columnCount(): number {
    return this.#columnCount;
  }

  get size(): number {
    return this.#slotOf.size;
  }

  /** How many words a set of places has. */
  get words(): number {
    return this.capacity / WORD;
  }

  none(): Bits {
    return new Uint32Array(this.words);
  }

  slotOf(id: UnitId): number | undefined {
    return this.#slotOf.get(id);
  }

  slotsOfService(id: ServiceId): Iterable<number> {
    return this.#ofService.get(id) ?? [];
  }

  slotsOfSite(id: SiteId): Iterable<number> {
    return this.#ofSite.get(id) ?? [];
  }

  /** The number of the column in which a place stands for an aspect. */
  columnOf(slot: number, aspect: number): number {
    return this.#own[slot * ASPECTS.length + aspect] ?? -1;
  }

  /** Adds a place, or brings what is known of its unit up to date. */
  put(place: Place): void {
    const before = this.#slotOf.get(place.unit.id);
    if (before === undefined && this.#free.length === 0) this.#grow();
    const slot = before ?? this.#free.pop() ?? 0;
    const old = this.places[slot];
    this.places[slot] = place;
    this.#slotOf.set(place.unit.id, slot);
    if (old === undefined || !looksAlike(old, place)) {
      if (old !== undefined) this.#lift(slot, old);
      this.#lay(slot, place);
    }
    this.#note(slot, place);
  }

  /** Takes away the units of a service, before they are put anew. */
  removeService(id: ServiceId): void {
    for (const slot of [...this.slotsOfService(id)]) {
      const old = this.places[slot];
      if (old === undefined) continue;
      this.#lift(slot, old);
      for (const bits of [this.vacant, this.closed]) setBit(bits, slot, false);
      for (const some of [this.held, this.adjoining]) some.delete(slot);
      this.#slotOf.delete(old.unit.id);
      this.places[slot] = undefined;
      this.#free.push(slot);
    }
  }

  /** Twice as much room: every column is made anew, which happens a few times in all. */
  #grow(): void {
    const all = this.places.filter((place) => place !== undefined);
    this.capacity = Math.max(WORD, 2 * this.capacity);
    [this.places, this.ids] = [[], []];
    this.columns = ASPECTS.map(() => []);
    this.#columnAt = ASPECTS.map(() => new Map<string, Column>());
    [this.vacant, this.closed] = [this.none(), this.none()];
    [this.kind, this.confirmed] = [new Uint16Array(this.capacity), new Float64Array(this.capacity)];
    [this.area, this.service] = [new Uint16Array(this.capacity), new Uint32Array(this.capacity)];
    [this.#own, this.#columnCount] = [new Int32Array(this.capacity * ASPECTS.length), 0];
    for (const kept of [this.held, this.adjoining, this.#slotOf, this.#ofService, this.#ofSite]) kept.clear();
    this.#free = Array.from({ length: this.capacity }, (_, at) => this.capacity - 1 - at);
    for (const place of all) this.put(place);
  }

  #columnFor(aspect: number, place: Place): Column {
    const { rule, need } = ASPECTS[aspect] ?? { rule: 'NO_CLASH', need: undefined };
    const columns = this.#columnAt[aspect] as Map<string, Column>;
    const key = RULES[rule].sees(place, need);
    const kept = columns.get(key);
    if (kept !== undefined) return kept;
    const column = { id: this.#columnCount++, bits: this.none(), sample: place };
    columns.set(key, column);
    this.columns[aspect]?.push(column);
    return column;
  }

  #lay(slot: number, place: Place): void {
    for (let aspect = 0; aspect < ASPECTS.length; aspect++) {
      const { id, bits } = this.#columnFor(aspect, place);
      this.#own[slot * ASPECTS.length + aspect] = id;
      setBit(bits, slot, true);
    }
    addTo(this.#ofService, place.service.id, slot);
    addTo(this.#ofSite, place.site.id, slot);
  }

  #lift(slot: number, old: Place): void {
    for (let aspect = 0; aspect < ASPECTS.length; aspect++) setBit(this.#columnFor(aspect, old).bits, slot, false);
    this.#ofService.get(old.service.id)?.delete(slot);
    this.#ofSite.get(old.site.id)?.delete(slot);
  }

  #note(slot: number, { unit, site, service }: Place): void {
    const { adultBeds, childBeds } = unit.features;
    const kind = (adultBeds + childBeds) * RARE_SETS + rareThings(unit.features);
    this.ids[slot] = unit.id;
    this.kind[slot] = kind;
    this.kindCount = Math.max(this.kindCount, kind + 1);
    this.confirmed[slot] = unit.lastConfirmedAt.getTime();
    this.area[slot] = numberOf(site.publishedArea, this.areas, this.#areaAt);
    this.service[slot] = numberOf(service.id, this.services, this.#serviceAt);
    setBit(this.vacant, slot, unit.state.status === 'AVAILABLE');
    setBit(this.closed, slot, unit.state.status === 'CLOSED');
    mark(this.held, slot, unit.state.status === 'HELD');
    mark(this.adjoining, slot, unit.adjoins !== undefined);
  }
}

/** The number of something in a list, to which it is added where it is new. */
function numberOf<T>(one: T, all: T[], numbers: Map<T, number>): number {
  const at = numbers.get(one) ?? all.push(one) - 1;
  numbers.set(one, at);
  return at;
}

function addTo<K>(map: Map<K, Set<number>>, key: K, slot: number): void {
  map.set(key, (map.get(key) ?? new Set()).add(slot));
}

function mark(some: Set<number>, slot: number, is: boolean): void {
  if (is) some.add(slot);
  else some.delete(slot);
}
