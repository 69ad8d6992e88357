import type { Finding } from './answer.ts';
import { judgeAvoided } from './area.ts';
import { type Bits, EmptySets, addBits, countOn, hasBit } from './bits.ts';
import { SUPPORT_NEEDS } from './codes.ts';
import {
  type Moment,
  OPENED_WITH,
  type Place,
  RULES,
  RULE_IDS,
  type Reason,
  type RuleId,
  eligibilityFrom,
  momentAt,
} from './eligibility.ts';
import type { Looked } from './matching.ts';
import { ASPECTS, type PlaceTable, RARE_SETS, rareThings } from './place-table.ts';
import { AVOIDED, LARGE_SURPLUS, seeking } from './ranking.ts';
import type { Story } from './story.ts';
import { AMBER_MS, FRESH_MS, freshness, stateAt } from './unit.ts';

/** What rules found, by the number of the column: 0 where they are content, else one more than its place among `reasons`. */
interface Found {
  readonly at: Uint16Array;
  readonly reasons: (readonly Reason[])[];
}

function nothingFound({ columnCount }: PlaceTable): Found {
  return { at: new Uint16Array(columnCount), reasons: [] };
}

/** One question of a search: an aspect, the household as far as it is asked about, and what was found. */
interface Asking {
  readonly aspect: number;
  readonly story: Story;
  readonly found: Found;
}

const NEED_AT = new Map<string, number>(SUPPORT_NEEDS.map(({ code }, at) => [code, at]));
/** Where the aspects of each rule begin, in the order of the rules. */
const FIRST_OF = RULE_IDS.filter((rule) => rule !== 'NO_CLASH').map(
  (rule) => [rule, ASPECTS.findIndex((one) => one.rule === rule)] as const,
);

/** What is asked for a household, in the order of the rules, and of the needs as they were told. */
function askingsFor(table: PlaceTable, story: Story): readonly Asking[] {
  const found = nothingFound(table);
  const needs = story.needs.map((told, at) => ({
    story: { ...story, needs: [told] },
    at: NEED_AT.get(told.need) ?? 0,
    // A need that was told twice is found twice.
    found: story.needs.findIndex(({ need }) => need === told.need) === at ? found : nothingFound(table),
  }));
  return FIRST_OF.flatMap(([rule, first]) =>
    'isAboutNeeds' in RULES[rule]
      ? needs.map((told) => ({ aspect: first + told.at, story: told.story, found: told.found }))
      : [{ aspect: first, story, found }],
  );
}

/** Places of which the same stands against a household, and the rank of each: see `Hearing.rankOf`. */
interface Standing {
  readonly bits: Bits;
  readonly rankOf: (slot: number) => number;
}

/** Best first: nothing, something to arrange, something to ask, one change, two changes. */
type Standings = Readonly<Record<'fits' | 'arranged' | 'asked' | 'one' | 'two', Standing>>;

/** One household before all places: each rule is asked once for all places that it cannot tell apart. */
export class Hearing {
  readonly unsafe: Bits;
  readonly ask: Bits;
  readonly condition: Bits;
  /** By rule, where it says no. */
  readonly cannot = new Map<RuleId, Bits>();
  /** Places of which one, two, or three rules and more would have to be changed for. */
  readonly ones: Bits;
  readonly twos: Bits;
  readonly threes: Bits;
  readonly moment: Moment;
  /** For what is asked further. */
  readonly sets: EmptySets;
  readonly #telling: readonly Asking[];
  readonly #avoided: readonly number[];
  readonly #ofKind: Int32Array;
  readonly #freshFrom: number;
  readonly #amberFrom: number;
  readonly table: PlaceTable;
  readonly story: Story;
  readonly now: Date;

  constructor(table: PlaceTable, story: Story, now: Date) {
    [this.table, this.story, this.now] = [table, story, now];
    this.moment = momentAt(now);
    this.sets = new EmptySets(table.words);
    [this.unsafe, this.ask, this.condition] = [this.sets.next(), this.sets.next(), this.sets.next()];
    [this.ones, this.twos, this.threes] = [this.sets.next(), this.sets.next(), this.sets.next()];
    this.#freshFrom = now.getTime() - FRESH_MS;
    this.#amberFrom = now.getTime() - AMBER_MS;
    const soft = (story.unsafeAreas ?? []).filter(({ hard }) => !hard);
    this.#avoided = soft.length === 0 ? [] : table.areas.map((area) => AVOIDED.indexOf(judgeAvoided(area, soft)));
    this.#ofKind = ranksOfKinds(table.kindCount, story, this.moment);
    // Those of which nothing was found anywhere need not be asked of any place by itself.
    this.#telling = askingsFor(table, story).filter((asking) => this.#ask(asking));
    this.#countChanges();
  }

  /** Says whether anything was found. */
  #ask({ aspect, story, found }: Asking): boolean {
    const { rule } = ASPECTS[aspect] ?? { rule: 'NO_CLASH' as const };
    const { judge } = RULES[rule];
    const before = found.reasons.length;
    const columns = this.table.columns[aspect] ?? [];
    const [first] = columns;
    if (first === undefined) return false;
    const at = { ...this.moment, place: first.sample, story };
    for (const { id, bits, sample } of columns) {
      at.place = sample;
      const findings = judge(at);
      if (findings.length === 0) continue;
      found.at[id] = found.reasons.push(findings.map((finding) => ({ rule, ...finding })));
      for (const { answer } of findings) addBits(this.#bitsFor(answer, rule), bits);
    }
    return found.reasons.length > before;
  }

  #bitsFor(answer: Finding['answer'], rule: RuleId): Bits {
    if (answer === 'NOT_SAFE') return this.unsafe;
    if (answer === 'ASK_PROVIDER') return this.ask;
    if (answer === 'FITS_WITH_CONDITION') return this.condition;
    const bits = this.cannot.get(rule) ?? this.sets.next();
    this.cannot.set(rule, bits);
    return bits;
  }

  #countChanges(): void {
    for (const [rule, bits] of this.cannot) countOn([this.ones, this.twos, this.threes], bits, this.#openedBy(rule));
  }

  /** Where another change opens the place for this rule as well. */
  #openedBy(rule: RuleId): Bits | undefined {
    const other = OPENED_WITH[rule];
    return other && this.cannot.get(other);
  }

  /** What speaks against one place, in the order of the rules and of the needs that were told. */
  reasonsOf(slot: number): readonly Reason[] {
    const reasons: Reason[] = [];
    for (const { aspect, found } of this.#telling) {
      const at = found.at[this.table.columnOf(slot, aspect)] ?? 0;
      if (at > 0) for (const reason of found.reasons[at - 1] ?? []) reasons.push(reason);
    }
    return reasons;
  }

  #reasonCount(slot: number): number {
    let count = 0;
    for (const { aspect, found } of this.#telling) {
      const at = found.at[this.table.columnOf(slot, aspect)] ?? 0;
      if (at > 0) count += found.reasons[at - 1]?.length ?? 0;
    }
    return count;
  }

  lookAt(slot: number): Looked {
    const place = this.table.places[slot] as Place;
    const eligibility = eligibilityFrom(this.reasonsOf(slot));
    const { unit } = place;
    const { status } = stateAt(unit, this.now);
    return { place, eligibility, freshness: freshness(unit.lastConfirmedAt, this.now), status };
  }

  #changesOf(slot: number): number {
    if (!hasBit(this.ones, slot)) return 0;
    if (!hasBit(this.threes, slot)) return hasBit(this.twos, slot) ? 2 : 1;
    const counts = [...this.cannot].filter(([rule, bits]) => {
      const opened = this.#openedBy(rule);
      return hasBit(bits, slot) && !(opened && hasBit(opened, slot));
    });
    return counts.length;
  }

  #answerOf(slot: number): number {
    if (hasBit(this.ones, slot)) return 3;
    if (hasBit(this.ask, slot)) return 2;
    return hasBit(this.condition, slot) ? 1 : 0;
  }

  /** Where a place stands, as one number: what `ranking` orders by but the last thing, which decides between equals only. */
  rankOf(slot: number): number {
    return (this.#changesOf(slot) * 5 + this.#answerOf(slot)) * LOWER + this.#lower(slot);
  }

  /** The part of a rank that is the place's own: areas to avoid, scarce things, age, beds left over. */
  #lower(slot: number): number {
    const { kind, confirmed, area } = this.table;
    const at = confirmed[slot] as number;
    const age = at >= this.#freshFrom ? 0 : at >= this.#amberFrom ? 1 : 2;
    const avoided = this.#avoided.length === 0 ? 0 : (this.#avoided[area[slot] as number] as number);
    return avoided * OF_AVOIDED + age * OF_AGE + (this.#ofKind[kind[slot] as number] as number);
  }

  /** Of some places those that may be shown: what is not safe is not, nor what more than two rules stand against. */
  standings(some: Bits): Standings {
    const { ones, twos, threes, unsafe, ask, condition, sets } = this;
    const [fits, arranged, asked, one, two] = [sets.next(), sets.next(), sets.next(), sets.next(), sets.next()];
    for (let word = 0; word < some.length; word++) {
      const shown = (some[word] as number) & ~((unsafe[word] as number) | (threes[word] as number));
      const [changed, twice] = [ones[word] as number, twos[word] as number];
      const [asks, arranges] = [ask[word] as number, condition[word] as number];
      fits[word] = shown & ~(changed | asks | arranges);
      arranged[word] = shown & arranges & ~(changed | asks);
      asked[word] = shown & asks & ~changed;
      one[word] = shown & changed & ~twice;
      two[word] = shown & twice;
    }
    const standing = (bits: Bits, weight: number): Standing => ({
      bits,
      rankOf: (slot) => weight * LOWER + this.#lower(slot),
    });
    return {
      fits: standing(fits, 0),
      arranged: standing(arranged, 1),
      asked: standing(asked, 2),
      one: standing(one, 5 + 3),
      two: standing(two, 2 * 5 + 3),
    };
  }

  /** Whether the service has not said for so long how things are that it must be asked. */
  isStale(slot: number): boolean {
    return (this.table.confirmed[slot] as number) < this.#amberFrom;
  }

  /** The whole rank: what decides between equals as well. Asked only of places that may be shown. */
  wholeRank(slot: number, rank: number): number {
    return rank * MOST_REASONS + this.#reasonCount(slot);
  }

  /** Which of two places of one rank comes first. */
  isBefore(slot: number, other: number, rank: number): boolean {
    const difference = this.wholeRank(slot, rank) - this.wholeRank(other, rank);
    return difference < 0 || (difference === 0 && this.idOf(slot) < this.idOf(other));
  }

  /** What decides between two of one rank whose reasons are as many. */
  idOf(slot: number): string {
    return this.table.ids[slot] ?? '';
  }
}

/** More reasons than this nothing has: each rule and each need gives a few. */
const MOST_REASONS = 1024;
/** How many values each part of a rank can have, the last first: reasons, beds left over, age, scarce things, avoided, answer. */
const PART_SIZES = [MOST_REASONS, 512, 3, 6, 3, 5] as const;
/** By what a whole rank is divided so that only its first parts are left, one, two and so on. */
const FIRST_PARTS = PART_SIZES.map((_, at) => PART_SIZES.slice(0, PART_SIZES.length - at).reduce((a, b) => a * b, 1));

/** The first part, in the order of `ranking`, in which a whole rank differs from another; -1 if none does. */
export function firstDifference(rank: number, other: number): number {
  if (rank === other) return -1;
  const at = FIRST_PARTS.findIndex((divisor) => Math.floor(rank / divisor) !== Math.floor(other / divisor));
  return at < 0 ? FIRST_PARTS.length : at;
}

/** A whole rank without what decides between equals. */
export const coarseRank = (whole: number): number => Math.floor(whole / MOST_REASONS);

/** What a step of each part of a rank below the answer weighs: beds left over 1, and so on up. */
const [OF_AGE, OF_SCARCE, OF_AVOIDED, LOWER] = [512, 3 * 512, 6 * 3 * 512, 3 * 6 * 3 * 512];
/** How many rare things the bits stand for. */
const RARE_COUNT = [0, 1, 1, 2, 1, 2, 2, 3] as const;

/** What a rank says of each kind of place for one household: rare things that it does not need, and beds left over. */
function ranksOfKinds(count: number, story: Story, moment: Moment): Int32Array {
  const { wheelchair, adaptedBathroom, carerRoom } = story.access;
  const needs = rareThings({
    wheelchair: wheelchair === 'YES',
    adaptedBathroom: adaptedBathroom === 'YES',
    carerRoom: carerRoom === 'YES',
  });
  const { beds } = seeking(story, moment);
  const ranks = new Int32Array(count);
  for (let kind = 0; kind < count; kind++) {
    const [surplus, rare] = [Math.floor(kind / RARE_SETS) - beds, kind % RARE_SETS];
    const scarce = (RARE_COUNT[rare & ~needs] ?? 0) + (surplus >= LARGE_SURPLUS ? 1 : 0);
    ranks[kind] = scarce * OF_SCARCE + surplus + 256;
  }
  return ranks;
}
