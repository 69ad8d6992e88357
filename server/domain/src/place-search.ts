import { type Bits, dropBits, eachOf, hasBit, setBit } from './bits.ts';
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

/** The best so far of one list, the first first: never more than are shown. */
class Best {
  readonly slots: number[] = [];
  readonly #ranks: number[] = [];
  #worst = Infinity;
  readonly #hearing: Hearing;
  readonly #most: number;

  constructor(hearing: Hearing, most: number) {
    [this.#hearing, this.#most] = [hearing, most];
  }

  get isFull(): boolean {
    return this.slots.length === this.#most;
  }

  add(slot: number, coarse: number): void {
    const { slots, isFull } = this;
    if (isFull && coarse > this.#worst) return;
    // What decides between equals is asked only of those that may be shown.
    const rank = this.#hearing.wholeRank(slot, coarse);
    let at = isFull ? this.#most - 1 : slots.length;
    if (isFull && !this.#isBefore(slot, rank, at)) return;
    for (; at > 0 && this.#isBefore(slot, rank, at - 1); at--) {
      slots[at] = slots[at - 1] as number;
      this.#ranks[at] = this.#ranks[at - 1] as number;
    }
    slots[at] = slot;
    this.#ranks[at] = rank;
    this.#worst = coarseRank(this.#ranks.at(-1) ?? 0);
  }

  #isBefore(slot: number, rank: number, at: number): boolean {
    const other = this.#ranks[at] ?? 0;
    return rank === other ? this.#hearing.idOf(slot) < this.#hearing.idOf(this.slots[at] ?? 0) : rank < other;
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
  const absent = absentIn(hearing, left);
  const pairs = pairsFor(hearing, absent);
  const open = openAt(hearing);
  dropBits(open, absent);
  // Two that stand together do not stand alone as well.
  for (const { place } of pairs.filter(({ status }) => status === 'AVAILABLE'))
    for (const id of [place.unit.id, place.joinedUnitId]) if (id) setBit(open, table.slotOf(id) ?? 0, false);
  return { hearing, absent, pairs, open, most };
}

function absentIn({ table, sets }: Hearing, { services, sites }: Absent): Bits {
  const absent = sets.next();
  for (const id of services) for (const slot of table.slotsOfService(id)) setBit(absent, slot, true);
  for (const id of sites) for (const slot of table.slotsOfSite(id)) setBit(absent, slot, true);
  return absent;
}

/** What is free at an instant: a hold that has run out reads as free. */
function openAt({ table, sets, now }: Hearing): Bits {
  const open = sets.next();
  open.set(table.vacant);
  for (const slot of table.held) {
    const unit = table.places[slot]?.unit;
    if (unit && stateAt(unit, now).status === 'AVAILABLE') setBit(open, slot, true);
  }
  return open;
}

/** As `searchPlaces`, of places in memory, with the best of each list only. */
export function placesHeard({ hearing, pairs, open, most }: Heard): PlacesFound {
  const best: Record<List, Best> = {
    fits: new Best(hearing, most),
    ask: new Best(hearing, most),
    nearest: new Best(hearing, most),
  };
  rankEach(hearing, open, best);
  const list = (name: List): PlacesFound[List] => {
    const extras = pairs.filter((one) => one.status === 'AVAILABLE' && listOf(one) === name);
    if (extras.length === 0) return best[name].found();
    const all = [...best[name].slots.map((slot) => hearing.lookAt(slot)), ...extras];
    return inOrder(all, hearing.story, hearing.moment).slice(0, most).map(toFound);
  };
  return { fits: list('fits'), ask: list('ask'), nearest: list('nearest') };
}

/** The best that are free, by list. A standing is not gone through where every list it could fill is full of better ones. */
function rankEach(hearing: Hearing, open: Bits, { fits, ask, nearest }: Readonly<Record<List, Best>>): void {
  const { fits: now, arranged, asked, one, two } = hearing.standings(open);
  for (const standing of [now, arranged]) {
    if (fits.isFull && ask.isFull) break;
    eachOf(standing.bits, (slot) => (hearing.isStale(slot) ? ask : fits).add(slot, standing.rankOf(slot)));
  }
  if (!ask.isFull) eachOf(asked.bits, (slot) => ask.add(slot, asked.rankOf(slot)));
  eachOf(one.bits, (slot) => nearest.add(slot, one.rankOf(slot)));
  if (!nearest.isFull) eachOf(two.bits, (slot) => nearest.add(slot, two.rankOf(slot)));
}

/** As `servicesToAsk`, of places in memory, the best only. */
export function servicesHeard(heard: Heard): readonly ServiceToAsk[] {
  const { hearing, pairs, absent, most } = heard;
  const { table, story } = hearing;
  const isListed = servicesListed(heard);
  const inUse = hearing.sets.next().fill(0xffffffff);
  const hard = [...hearing.cannot].flatMap(([rule, bits]) => (RULES[rule].mayBeWaived ? [] : [bits]));
  for (const some of [hearing.unsafe, table.closed, absent, ...hard]) dropBits(inUse, some);
  // By service: its best place so far, and where that stands.
  const [slots, ranks] = [new Int32Array(isListed.length), new Float64Array(isListed.length).fill(Infinity)];
  eachOf(inUse, (slot) => {
    const service = table.service[slot] as number;
    if (isListed[service] === 1 || table.places[slot] === undefined) return;
    const [rank, best] = [hearing.rankOf(slot), ranks[service] as number];
    if (rank > best || (rank === best && !hearing.isBefore(slot, slots[service] as number, rank))) return;
    slots[service] = slot;
    ranks[service] = rank;
  });
  const all = new Best(hearing, most);
  for (const [service, rank] of ranks.entries()) if (rank < Infinity) all.add(slots[service] as number, rank);
  const extras = pairs.filter((pair) => isListed[serviceOf(table, pair)] !== 1 && isWorthAsking(pair));
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

/** The number of the service that a place belongs to. */
function serviceOf(table: PlaceTable, { place }: Looked): number {
  return table.service[table.slotOf(place.unit.id) ?? 0] ?? 0;
}

/** By number: 1 for the services that show a free space which fits or has to be asked about. */
function servicesListed({ hearing, pairs, open }: Heard): Uint8Array {
  const { table } = hearing;
  const listed = new Uint8Array(table.services.length);
  const shown = hearing.sets.next();
  shown.set(open);
  for (const some of [hearing.unsafe, hearing.ones]) dropBits(shown, some);
  eachOf(shown, (slot) => (listed[table.service[slot] as number] = 1));
  for (const pair of pairs)
    if (pair.status === 'AVAILABLE' && listOf(pair) !== 'nearest') listed[serviceOf(table, pair)] = 1;
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
