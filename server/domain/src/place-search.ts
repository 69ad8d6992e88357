import { type Bits, eachBit, hasBit, numberAt, setBit } from './bits.ts';
import { type Place, RULES, shownReasons } from './eligibility.ts';
import { Hearing, coarseRank, firstDifference } from './hearing.ts';
import type { ServiceId, SiteId } from './ids.ts';
import { joinedPlaces } from './joined-place.ts';
import {
  type FoundPlace,
  type Likelihood,
  type List,
  type Looked,
  type PlacesFound,
  type ServiceToAsk,
  isWorthAsking,
  listOf,
  look,
  toFound,
} from './matching.ts';
import type { PlaceTable } from './place-table.ts';
import { SAYINGS, inOrder } from './ranking.ts';
import type { Story } from './story.ts';
import { stateAt } from './unit.ts';

/** So many of each list are shown, unless more or fewer are asked for. */
export const MOST_SHOWN = 50;

/** Places of which nothing may be known for one household: of organisations kept out, and where somebody is in its way. */
export interface Absent {
  readonly services: ReadonlySet<ServiceId>;
  readonly sites: ReadonlySet<SiteId>;
}

const NONE_ABSENT: Absent = { services: new Set(), sites: new Set() };

/** All that is asked of the places in memory. */
export interface SearchWish {
  readonly absent?: Absent;
  readonly most?: number;
}

/** The best so far of one list: never more than are shown. */
class Best {
  readonly slots: number[] = [];
  readonly #ranks: number[] = [];
  #worst = Infinity;
  readonly #hearing: Hearing;
  readonly #most: number;

  constructor(hearing: Hearing, most: number) {
    [this.#hearing, this.#most] = [hearing, most];
  }

  add(slot: number, coarse: number): void {
    const isFull = this.slots.length === this.#most;
    if (isFull && coarse > this.#worst) return;
    // What decides between equals is asked only of those that may be shown.
    const rank = this.#hearing.wholeRank(slot, coarse);
    const at = this.#placeFor(slot, rank);
    if (at === this.#most) return;
    this.slots.splice(at, 0, slot);
    this.#ranks.splice(at, 0, rank);
    if (isFull) {
      this.slots.pop();
      this.#ranks.pop();
    }
    this.#worst = coarseRank(numberAt(this.#ranks, this.#ranks.length - 1));
  }

  /** Where a place belongs among those that are kept. */
  #placeFor(slot: number, rank: number): number {
    let [low, high] = [0, this.slots.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      const other = numberAt(this.#ranks, middle);
      const isTie = rank === other;
      const isBefore = isTie ? this.#isNamedBefore(slot, middle) : rank < other;
      if (isBefore) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  #isNamedBefore(slot: number, at: number): boolean {
    return this.#hearing.idOf(slot) < this.#hearing.idOf(numberAt(this.slots, at));
  }

  /** What is shown: each place with what set it below the best. */
  found(): readonly FoundPlace[] {
    const best = this.#ranks[0] ?? 0;
    return this.slots.map((slot, at) => {
      const lowerBecause = SAYINGS[firstDifference(this.#ranks[at] ?? 0, best)];
      return toFound({ item: this.#hearing.lookAt(slot), lowerBecause });
    });
  }
}

/** Two side by side where a family needs both: few, so that each is looked at by itself. */
function pairsFor({ table, cannot, story, moment, now }: Hearing, absent: Bits): readonly Looked[] {
  const tooSmall = cannot.get('ENOUGH_BEDS');
  if (tooSmall === undefined) return [];
  const some = new Set<Place>();
  for (const slot of table.adjoining) {
    const { adjoins } = table.places[slot]?.unit ?? {};
    const other = adjoins && table.slotOf(adjoins);
    if (other === undefined) continue;
    if ([slot, other].some((one) => !hasBit(tooSmall, one) || hasBit(absent, one))) continue;
    for (const one of [slot, other]) some.add(table.places[one] as Place);
  }
  return joinedPlaces([...some], story, moment.on, now)
    .map((pair) => look(pair, story, moment, now))
    .filter((looked) => listOf(looked) !== undefined);
}

/** A household before the places in memory: what is found for it is read off it by list, and by service. */
export interface Heard {
  readonly hearing: Hearing;
  readonly absent: Bits;
  readonly open: Bits;
  readonly pairs: readonly Looked[];
  readonly most: number;
}

/** Asks all rules about all places, once for all that is to be read off. */
export function hear(
  table: PlaceTable,
  story: Story,
  now: Date,
  { absent: left = NONE_ABSENT, most = MOST_SHOWN }: SearchWish = {},
): Heard {
  const hearing = new Hearing(table, story, now);
  const absent = absentIn(table, left);
  const pairs = pairsFor(hearing, absent);
  const open = openAt(table, now);
  // Two that stand together do not stand alone as well.
  for (const { place } of pairs.filter(({ status }) => status === 'AVAILABLE'))
    for (const id of [place.unit.id, place.joinedUnitId]) if (id) setBit(open, table.slotOf(id) ?? 0, false);
  return { hearing, absent, pairs, open, most };
}

function absentIn(table: PlaceTable, { services, sites }: Absent): Bits {
  const absent = table.none();
  for (const id of services) for (const slot of table.slotsOfService(id)) setBit(absent, slot, true);
  for (const id of sites) for (const slot of table.slotsOfSite(id)) setBit(absent, slot, true);
  return absent;
}

/** What is free at an instant: a hold that has run out reads as free. */
function openAt(table: PlaceTable, now: Date): Bits {
  const open = table.vacant.slice();
  for (const slot of table.held) {
    const unit = table.places[slot]?.unit;
    if (unit && stateAt(unit, now).status === 'AVAILABLE') setBit(open, slot, true);
  }
  return open;
}

/** As `searchPlaces`, of places in memory, with the best of each list only. */
export function placesHeard({ hearing, pairs, open, absent, most }: Heard): PlacesFound {
  const best: Record<List, Best> = {
    fits: new Best(hearing, most),
    ask: new Best(hearing, most),
    nearest: new Best(hearing, most),
  };
  hearing.eachRanked(open, absent, {
    fits: (slot, rank) => best.fits.add(slot, rank),
    ask: (slot, rank) => best.ask.add(slot, rank),
    nearest: (slot, rank) => best.nearest.add(slot, rank),
  });
  const list = (name: List): PlacesFound[List] => {
    const extras = pairs.filter((one) => one.status === 'AVAILABLE' && listOf(one) === name);
    if (extras.length === 0) return best[name].found();
    const all = [...best[name].slots.map((slot) => hearing.lookAt(slot)), ...extras];
    return inOrder(all, hearing.story, hearing.moment).slice(0, most).map(toFound);
  };
  return { fits: list('fits'), ask: list('ask'), nearest: list('nearest') };
}

/** As `servicesToAsk`, of places in memory, the best only. */
export function servicesHeard(heard: Heard): readonly ServiceToAsk[] {
  const { hearing, pairs, absent, most } = heard;
  const { table, story } = hearing;
  const serviceAt = (slot: number): ServiceId => (table.places[slot] as Place).service.id;
  const listed = servicesListed(heard, serviceAt);
  const inUse = table.none().fill(0xffffffff);
  const hard = [...hearing.cannot].flatMap(([rule, bits]) => (RULES[rule].mayBeWaived ? [] : [bits]));
  // In numbers: the slot of each service's best place so far, and where it stands.
  const [slots, ranks] = [new Map<ServiceId, number>(), new Map<ServiceId, number>()];
  eachBit(inUse, [hearing.unsafe, table.closed, absent, ...hard], (slot) => {
    if (table.places[slot] === undefined) return;
    const id = serviceAt(slot);
    if (listed.has(id)) return;
    const rank = hearing.rankOf(slot);
    const best = ranks.get(id);
    if (best !== undefined && (rank > best || (rank === best && !hearing.isBefore(slot, slots.get(id) ?? 0, rank))))
      return;
    slots.set(id, slot);
    ranks.set(id, rank);
  });
  const all = new Best(hearing, most);
  for (const [id, slot] of slots) all.add(slot, ranks.get(id) ?? 0);
  const extras = pairs.filter((pair) => !listed.has(pair.place.service.id) && isWorthAsking(pair));
  const looked = [...all.slots.map((slot) => hearing.lookAt(slot)), ...extras];
  return firstOfEach(inOrder(looked, story, hearing.moment).map(({ item }) => item)).slice(0, most);
}

/** All that an agency outside the county learns before it refers: yes, no, or ask. Never a count. */
export function likelihoodOf(table: PlaceTable, story: Story, now: Date): Likelihood {
  const heard = hear(table, story, now, { most: 1 });
  const { fits, ask } = placesHeard(heard);
  if (fits.length > 0) return 'YES';
  return ask.length > 0 || servicesHeard(heard).length > 0 ? 'ASK' : 'NO';
}

/** Services that show a free space which fits or has to be asked about. */
function servicesListed(
  { hearing, pairs, open, absent }: Heard,
  serviceAt: (slot: number) => ServiceId,
): ReadonlySet<ServiceId> {
  const listed = new Set<ServiceId>();
  eachBit(open, [hearing.unsafe, hearing.ones, absent], (slot) => listed.add(serviceAt(slot)));
  for (const pair of pairs)
    if (pair.status === 'AVAILABLE' && listOf(pair) !== 'nearest') listed.add(pair.place.service.id);
  return listed;
}

/** Each service once, by its best place. */
function firstOfEach(looked: readonly Looked[]): readonly ServiceToAsk[] {
  const first = new Map<ServiceId, ServiceToAsk>();
  for (const { place, eligibility } of looked) {
    const { service } = place;
    if (!first.has(service.id))
      first.set(service.id, { service, answer: eligibility.answer, reasons: shownReasons(eligibility) });
  }
  return [...first.values()];
}
