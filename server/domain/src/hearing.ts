import type { Finding } from './answer.ts';
import { judgeAvoided } from './area.ts';
import { type Bits, addBits, addBoth, hasBit, without } from './bits.ts';
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
import { FRESHNESS, freshness, freshnessOfAge, stateAt } from './unit.ts';

/** What a rule found, by the number of the column; nothing where it is content. */
type Found = Map<number, readonly Finding[]>;

const PLAIN = ASPECTS.flatMap(({ need }, aspect) => (need === undefined ? [aspect] : []));
const NEED_AT = new Map<string, number>(SUPPORT_NEEDS.map(({ code }, at) => [code, at]));
const OF_NEED = new Map<string, readonly number[]>(
  SUPPORT_NEEDS.map(({ code }) => [code, ASPECTS.flatMap(({ need }, aspect) => (need === code ? [aspect] : []))]),
);
/** Where the aspects of each rule begin, in the order of the rules. */
const FIRST_OF = RULE_IDS.filter((rule) => rule !== 'NO_CLASH').map(
  (rule) => [rule, ASPECTS.findIndex((one) => one.rule === rule)] as const,
);

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
  readonly #found: Found = new Map();
  /** How many findings each column has, of the rules that are not about needs. */
  readonly #counted: Uint8Array;
  readonly #ofNeed: readonly Found[];
  readonly #counts = new Map<number, number>();
  readonly #needAspects: readonly (readonly number[])[];
  readonly #avoided: readonly number[];
  readonly #beds: number;
  readonly #needs: number;
  readonly table: PlaceTable;
  readonly story: Story;
  readonly now: Date;

  constructor(table: PlaceTable, story: Story, now: Date) {
    [this.table, this.story, this.now] = [table, story, now];
    this.moment = momentAt(now);
    [this.unsafe, this.ask, this.condition] = [table.none(), table.none(), table.none()];
    [this.ones, this.twos, this.threes] = [table.none(), table.none(), table.none()];
    this.#counted = new Uint8Array(table.columnCount);
    this.#ofNeed = story.needs.map(() => new Map());
    this.#needAspects = story.needs.map(({ need }) => OF_NEED.get(need) ?? []);
    this.#avoided = table.areas.map((area) => AVOIDED.indexOf(judgeAvoided(area, story.unsafeAreas ?? [])));
    this.#beds = seeking(story, this.moment).beds;
    const { wheelchair, adaptedBathroom, carerRoom } = story.access;
    this.#needs = rareThings({
      wheelchair: wheelchair === 'YES',
      adaptedBathroom: adaptedBathroom === 'YES',
      carerRoom: carerRoom === 'YES',
    });
    for (const aspect of PLAIN) this.#ask(aspect, story, this.#found);
    for (const [at, told] of story.needs.entries())
      for (const aspect of this.#needAspects[at] ?? [])
        this.#ask(aspect, { ...story, needs: [told] }, this.#ofNeed[at] ?? this.#found);
    this.#countChanges();
  }

  #ask(aspect: number, story: Story, found: Found): void {
    const rule = ASPECTS[aspect]?.rule ?? 'NO_CLASH';
    for (const { id, bits, sample } of this.table.columns[aspect]?.values() ?? []) {
      const findings = RULES[rule].judge({ ...this.moment, place: sample, story });
      if (findings.length === 0) continue;
      found.set(id, findings);
      if (found === this.#found) this.#counted[id] = findings.length;
      for (const { answer } of findings) addBits(this.#bitsFor(answer, rule), bits);
    }
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
    const add = (rule: RuleId, found: Found | undefined, aspect: number): void => {
      for (const finding of found?.get(this.table.columnOf(slot, aspect)) ?? []) reasons.push({ rule, ...finding });
    };
    for (const [rule, first] of FIRST_OF) {
      if (!('isAboutNeeds' in RULES[rule])) add(rule, this.#found, first);
      else
        for (const [at, { need }] of this.story.needs.entries())
          add(rule, this.#ofNeed[at], first + (NEED_AT.get(need) ?? 0));
    }
    return reasons;
  }

  #reasonCount(slot: number): number {
    const known = this.#counts.get(slot);
    if (known !== undefined) return known;
    let count = 0;
    for (const aspect of PLAIN) count += this.#counted[this.table.columnOf(slot, aspect)] ?? 0;
    for (const [at, aspects] of this.#needAspects.entries())
      for (const aspect of aspects) count += this.#ofNeed[at]?.get(this.table.columnOf(slot, aspect))?.length ?? 0;
    this.#counts.set(slot, count);
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
    const { table } = this;
    const surplus = (table.beds[slot] ?? 0) - this.#beds;
    const scarce = bitCount((table.rare[slot] ?? 0) & ~this.#needs) + (surplus >= LARGE_SURPLUS ? 1 : 0);
    const head = this.#changesOf(slot) * 5 + this.#answerOf(slot);
    const middle = (head * 3 + (this.#avoided[table.area[slot] ?? 0] ?? 0)) * 6 + scarce;
    return (middle * 3 + this.freshnessOf(slot)) * 512 + surplus + 256;
  }

  /** As the place of a word in `FRESHNESS`. */
  freshnessOf(slot: number): number {
    return FRESHNESS.indexOf(freshnessOfAge(this.now.getTime() - (this.table.confirmed[slot] ?? 0)));
  }

  /** Between two of one rank: negative if the first comes first. */
  tie(one: number, other: number): number {
    const idOf = (slot: number): string => this.table.places[slot]?.unit.id ?? '';
    return this.#reasonCount(one) - this.#reasonCount(other) || (idOf(one) < idOf(other) ? -1 : 1);
  }

  listAt(slot: number): List {
    if (hasBit(this.ones, slot)) return 'nearest';
    return hasBit(this.ask, slot) || FRESHNESS[this.freshnessOf(slot)] === 'STALE' ? 'ask' : 'fits';
  }
}

const bitCount = (bits: number): number => (bits & 1) + ((bits >> 1) & 1) + ((bits >> 2) & 1);
