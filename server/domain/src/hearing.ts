import type { Finding } from './answer.ts';
import { judgeAvoided } from './area.ts';
import { type Bits, addBits, addBoth, hasBit, numberAt, without } from './bits.ts';
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
import type { List, Looked } from './matching.ts';
import { ASPECTS, type PlaceTable, rareThings } from './place-table.ts';
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
  readonly #telling: readonly Asking[];
  readonly #avoided: readonly number[];
  readonly #beds: number;
  readonly #needs: number;
  readonly #freshFrom: number;
  readonly #amberFrom: number;
  readonly table: PlaceTable;
  readonly story: Story;
  readonly now: Date;

  constructor(table: PlaceTable, story: Story, now: Date) {
    [this.table, this.story, this.now] = [table, story, now];
    this.moment = momentAt(now);
    [this.unsafe, this.ask, this.condition] = [table.none(), table.none(), table.none()];
    [this.ones, this.twos, this.threes] = [table.none(), table.none(), table.none()];
    this.#freshFrom = now.getTime() - FRESH_MS;
    this.#amberFrom = now.getTime() - AMBER_MS;
    const soft = (story.unsafeAreas ?? []).filter(({ hard }) => !hard);
    this.#avoided = soft.length === 0 ? [] : table.areas.map((area) => AVOIDED.indexOf(judgeAvoided(area, soft)));
    this.#beds = seeking(story, this.moment).beds;
    const { wheelchair, adaptedBathroom, carerRoom } = story.access;
    this.#needs = rareThings({
      wheelchair: wheelchair === 'YES',
      adaptedBathroom: adaptedBathroom === 'YES',
      carerRoom: carerRoom === 'YES',
    });
    // Those of which nothing was found anywhere need not be asked of any place by itself.
    this.#telling = askingsFor(table, story).filter((asking) => this.#ask(asking));
    this.#countChanges();
  }

  /** Says whether anything was found. */
  #ask({ aspect, story, found }: Asking): boolean {
    const rule = ASPECTS[aspect]?.rule ?? 'NO_CLASH';
    const before = found.reasons.length;
    for (const { id, bits, sample } of this.table.columns[aspect]?.values() ?? []) {
      const findings = RULES[rule].judge({ ...this.moment, place: sample, story });
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
    const bits = this.cannot.get(rule) ?? this.table.none();
    this.cannot.set(rule, bits);
    return bits;
  }

  #countChanges(): void {
    const { ones, twos, threes } = this;
    for (const [rule, bits] of this.cannot) {
      const own = without(bits, this.#openedBy(rule));
      addBoth(threes, twos, own);
      addBoth(twos, ones, own);
      addBits(ones, own);
    }
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

  /** The part of a rank that is the place's own: beds left over, age, scarce things, areas to avoid. */
  #lower(slot: number): number {
    const { table } = this;
    const surplus = numberAt(table.beds, slot) - this.#beds;
    const scarce = numberAt(RARE_COUNT, numberAt(table.rare, slot) & ~this.#needs) + (surplus >= LARGE_SURPLUS ? 1 : 0);
    const confirmed = numberAt(table.confirmed, slot);
    const age = confirmed >= this.#freshFrom ? 0 : confirmed >= this.#amberFrom ? 1 : 2;
    const avoided = numberAt(this.#avoided, numberAt(table.area, slot));
    return ((avoided * 6 + scarce) * 3 + age) * 512 + surplus + 256;
  }

  /**
   * Calls for each place of some, by list, with its rank: three rules or more against it, or not safe, and it is in none.
   * The one loop that a search runs for every free place.
   */
  eachRanked(open: Bits, absent: Bits, call: Readonly<Record<List, (slot: number, rank: number) => void>>): void {
    const { ones, twos, threes, unsafe, ask, condition } = this;
    for (let word = 0; word < open.length; word++) {
      const out = numberAt(unsafe, word) | numberAt(threes, word) | numberAt(absent, word);
      let left = numberAt(open, word) & ~out;
      const [one, two, asks, arranged] = [
        numberAt(ones, word),
        numberAt(twos, word),
        numberAt(ask, word),
        numberAt(condition, word),
      ];
      while (left !== 0) {
        const bit = left & -left;
        left &= left - 1;
        const slot = (word << 5) + 31 - Math.clz32(bit);
        const lower = this.#lower(slot);
        if ((one & bit) !== 0) call.nearest(slot, ((two & bit) !== 0 ? 2 * 5 + 3 : 5 + 3) * LOWER + lower);
        else if ((asks & bit) !== 0) call.ask(slot, 2 * LOWER + lower);
        else {
          const rank = ((arranged & bit) !== 0 ? LOWER : 0) + lower;
          if (isStaleRank(lower)) call.ask(slot, rank);
          else call.fits(slot, rank);
        }
      }
    }
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
    return this.table.places[slot]?.unit.id ?? '';
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

/** All that a rank has below changes and answer. */
const LOWER = 3 * 6 * 3 * 512;
const isStaleRank = (lower: number): boolean => Math.floor(lower / 512) % 3 === 2;
/** How many rare things the bits stand for. */
const RARE_COUNT = [0, 1, 1, 2, 1, 2, 2, 3] as const;
