import type { Bound, Bounds } from './bounds.ts';
import { boundsOf } from './bounds.ts';
import type { Collection, KeyRange } from './collection.ts';
import { type Doc, isDoc, isOperators } from './document.ts';
import { invalid } from './errors.ts';
import { compileFilter } from './filter.ts';
import { distinct, type Index } from './index-spec.ts';
import { encodeKey } from './key.ts';
import { sortFields } from './path.ts';
import { equal } from './value.ts';

/** Reading one index, in order or against it. */
export interface IndexPlan {
  readonly kind: 'INDEX';
  readonly index: Index;
  readonly ranges: readonly KeyRange[];
  readonly isReverse: boolean;
  readonly isSorted: boolean;
}

/** How the documents of a query will be found: through an index, through one for each branch of `$or`, or by reading all. */
export type Plan =
  | IndexPlan
  | { readonly kind: 'OR'; readonly parts: readonly IndexPlan[]; readonly isSorted: boolean }
  | { readonly kind: 'SCAN'; readonly isSorted: boolean };

const MAX_RANGES = 5000;
const MAX_BRANCHES = 20;
const LAST = Buffer.of(0xff);

/** The best way to answer a query. `hint` names an index or gives its key. */
export function planQuery(collection: Collection, filter: Doc, sort: Doc, hint: unknown): Plan {
  const bounds = boundsOf(filter);
  if (hint !== undefined) return planHint(collection, filter, bounds, sort, hint);
  let best: Candidate | null = null;
  for (const index of collection.indexes) {
    const candidate = planIndex(index, filter, bounds, sort);
    if (candidate && candidate.isUseful && candidate.score > (best?.score ?? 0)) best = candidate;
  }
  return best?.plan ?? planBranches(collection, filter) ?? { kind: 'SCAN', isSorted: isEmpty(sort) };
}

function isEmpty(doc: Doc): boolean {
  return Object.keys(doc).length === 0;
}

function planHint(collection: Collection, filter: Doc, bounds: Bounds, sort: Doc, hint: unknown): Plan {
  const index = collection.indexes.find(({ name, spec }) => (isDoc(hint) ? equal(spec['key'], hint) : name === hint));
  const candidate = index && planIndex(index, filter, bounds, sort);
  if (!candidate) throw invalid('hint provided does not correspond to an existing index that holds the answer');
  return candidate.plan;
}

function planBranches(collection: Collection, filter: Doc): Plan | null {
  const branches = filter['$or'];
  if (!Array.isArray(branches) || branches.length > MAX_BRANCHES) return null;
  const plans = branches.map((branch) => planQuery(collection, branch as Doc, {}, undefined));
  const parts = plans.filter((plan) => plan.kind === 'INDEX');
  return parts.length === plans.length ? { kind: 'OR', parts, isSorted: false } : null;
}

interface Candidate {
  readonly plan: IndexPlan;
  readonly score: number;
  readonly isUseful: boolean;
}

function planIndex(index: Index, filter: Doc, bounds: Bounds, sort: Doc): Candidate | null {
  if (index.partial && !implies(filter, bounds, index.partial.filter)) return null;
  const { ranges, score, used, isOnePrefix } = matchFields(index, bounds);
  const direction = isOnePrefix && !isEmpty(sort) ? sortDirection(index, bounds, sort) : 0;
  const isWholeKey = index.isUnique && isOnePrefix && used === index.fields.length;
  return {
    plan: { kind: 'INDEX', index, ranges, isReverse: direction < 0, isSorted: isEmpty(sort) || direction !== 0 },
    score: score + (isWholeKey ? 4 : 0) + (direction ? (used ? 3 : 1) : 0),
    isUseful: used > 0 || direction !== 0,
  };
}

interface FieldMatch {
  readonly ranges: readonly KeyRange[];
  readonly score: number;
  readonly used: number;
  readonly isOnePrefix: boolean;
}

/** Takes fields from the left: any number that equal something, then at most one that lies between. */
function matchFields(index: Index, bounds: Bounds): FieldMatch {
  let prefixes: Buffer[] = [Buffer.alloc(0)];
  let score = 0;
  let used = 0;
  for (const { path, direction } of index.fields) {
    const bound = bounds.get(path);
    if (!bound?.equalTo || prefixes.length * bound.equalTo.length > MAX_RANGES) break;
    const keys = distinct(bound.equalTo.map((value) => encodeKey(value, direction)));
    prefixes = prefixes.flatMap((prefix) => keys.map((key) => Buffer.concat([prefix, key])));
    score += keys.length === 1 ? 12 : 9;
    used++;
  }
  const isOnePrefix = prefixes.length === 1;
  const next = index.fields[used];
  const bound = next && bounds.get(next.path);
  if (!bound || bound.rank === undefined || bound.equalTo) {
    const ranges = prefixes.map((low) => ({ low, high: Buffer.concat([low, LAST, LAST]) }));
    return { ranges, score, used, isOnePrefix };
  }
  const range = toRange(bound, bound.rank, next.direction, index.crossesArray[used] === true);
  const ranges = prefixes.map((prefix) => ({
    low: Buffer.concat([prefix, range.low]),
    high: Buffer.concat([prefix, range.high]),
  }));
  return {
    ranges,
    score: score + (bound.low !== undefined && bound.high !== undefined ? 7 : 5),
    used: used + 1,
    isOnePrefix,
  };
}

/** Of an array, each end may be met by another element, so only one of them narrows. An open end stops at its type. */
function toRange(bound: Bound, rank: number, direction: 1 | -1, isArray: boolean): KeyRange {
  const low = bound.low;
  const high = isArray && low !== undefined ? undefined : bound.high;
  const [first, last] = direction > 0 ? [low, high] : [high, low];
  const typeByte = direction > 0 ? rank : 255 - rank;
  return {
    low: first === undefined ? Buffer.of(typeByte) : encodeKey(first, direction),
    high: last === undefined ? Buffer.of(typeByte + 1) : Buffer.concat([encodeKey(last, direction), LAST]),
  };
}

/** 1 or -1 if reading the index that way gives the sort's order; 0 if neither does. */
function sortDirection(index: Index, bounds: Bounds, sort: Doc): number {
  const constant = new Set(
    index.fields
      .filter(({ path }, i) => !index.crossesArray[i] && bounds.get(path)?.equalTo?.length === 1)
      .map((f) => f.path),
  );
  let at = 0;
  let direction = 0;
  for (const wanted of sortFields(sort)) {
    if (constant.has(wanted.path)) continue;
    while (constant.has(index.fields[at]?.path ?? '')) at++;
    const field = index.fields[at];
    if (!field || field.path !== wanted.path || index.crossesArray[at]) return 0;
    const turn = wanted.direction * field.direction;
    if (direction && turn !== direction) return 0;
    direction = turn;
    at++;
  }
  return direction || 1;
}

/** Whether every document that the query can match is in the partial index. When in doubt, no. */
function implies(filter: Doc, bounds: Bounds, partial: Doc): boolean {
  return Object.entries(partial).every(([path, condition]) => {
    if (path === '$and') return (condition as Doc[]).every((clause) => implies(filter, bounds, clause));
    if (path in filter && equal(filter[path], condition)) return true;
    const bound = bounds.get(path);
    if (bound?.equalTo) return allHold(path, condition, bound.equalTo);
    return bound?.rank !== undefined && isOperators(condition) && Object.keys(condition).join() === '$exists';
  });
}

function allHold(path: string, condition: unknown, values: readonly unknown[]): boolean {
  const holds = compileFilter({ [path]: condition });
  const parts = path.split('.').reverse();
  return values.every(
    (value) => value !== null && holds(parts.reduce<Doc>((below, part) => ({ [part]: below }), value as Doc)),
  );
}
