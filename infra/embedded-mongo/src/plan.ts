import { type Bound, type Bounds, boundsOf } from './bounds.ts';
import type { Collection, KeyRange } from './collection.ts';
import { type Doc, isDoc, isOperators } from './document.ts';
import { invalid } from './errors.ts';
import { compileFilter } from './filter.ts';
import { distinct, type Index, joinKeys } from './index-spec.ts';
import { encodeKey } from './key.ts';
import { sortFields } from './path.ts';
import { equal } from './value.ts';

/** Reading one index, in order or against it. */
export interface IndexScan {
  readonly index: Index;
  readonly ranges: readonly KeyRange[];
  readonly isReverse: boolean;
}

/** How the documents of a query will be found: through an index, through several for `$or`, or by reading all (none). */
export interface Plan {
  readonly scans: readonly IndexScan[];
  readonly isSorted: boolean;
  readonly score: number;
}

const MAX_RANGES = 5000;
const MAX_BRANCHES = 20;
const LAST = Buffer.of(0xff);

/** The best way to answer a query. `hint` names an index or gives its key. */
export function planQuery(collection: Collection, filter: Doc, sort: Doc, hint: unknown): Plan {
  const bounds = boundsOf(filter);
  const plans = collection.indexes
    .filter(({ name, spec }) => hint === undefined || (isDoc(hint) ? equal(spec['key'], hint) : name === hint))
    .filter(({ partial }) => !partial || implies(filter, bounds, partial.filter))
    .map((index) => planIndex(index, bounds, sort));
  const best = plans.reduce<Plan | null>((a, b) => (a && a.score >= b.score ? a : b), null);
  if (hint !== undefined && !best) throw invalid('hint provided does not correspond to an index that holds the answer');
  if (best && (best.score > 0 || hint !== undefined)) return best;
  return planBranches(collection, filter) ?? { scans: [], isSorted: Object.keys(sort).length === 0, score: 0 };
}

function planBranches(collection: Collection, filter: Doc): Plan | null {
  const branches = filter['$or'];
  if (!Array.isArray(branches) || branches.length > MAX_BRANCHES) return null;
  const plans = branches.map((branch) => planQuery(collection, branch as Doc, {}, undefined));
  if (plans.some(({ scans }) => scans.length === 0)) return null;
  return { scans: plans.flatMap(({ scans }) => scans), isSorted: false, score: 1 };
}

function planIndex(index: Index, bounds: Bounds, sort: Doc): Plan {
  const { ranges, score, used, isOnePrefix } = matchFields(index, bounds);
  const wantsOrder = Object.keys(sort).length > 0;
  const direction = isOnePrefix && wantsOrder ? sortDirection(index, bounds, sort) : 0;
  const isWholeKey = index.isUnique && isOnePrefix && used === index.fields.length;
  return {
    scans: [{ index, ranges, isReverse: direction < 0 }],
    isSorted: !wantsOrder || direction !== 0,
    score: score + (isWholeKey ? 4 : 0) + (direction ? (used ? 3 : 1) : 0),
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
    const values = bounds.get(path)?.equalTo;
    if (!values || prefixes.length * values.length > MAX_RANGES) break;
    const keys = distinct(values.map((value) => encodeKey(value, direction)));
    prefixes = joinKeys(prefixes, keys);
    score += keys.length === 1 ? 12 : 9;
    used++;
  }
  const isOnePrefix = prefixes.length === 1;
  const next = index.fields[used];
  const bound = next && bounds.get(next.path);
  const isBetween = next !== undefined && bound?.rank !== undefined && !bound.equalTo;
  const range = isBetween ? toRange(bound, next.direction, index.crossesArray[used] === true) : ANY;
  if (isBetween) score += bound.low !== undefined && bound.high !== undefined ? 7 : 5;
  const ranges = prefixes.map((prefix) => ({
    low: Buffer.concat([prefix, range.low]),
    high: Buffer.concat([prefix, range.high]),
  }));
  return { ranges, score, used: used + (isBetween ? 1 : 0), isOnePrefix };
}

const ANY: KeyRange = { low: Buffer.alloc(0), high: Buffer.concat([LAST, LAST]) };

/** Of an array, each end may be met by another element, so only one of them narrows. An open end stops at its type. */
function toRange({ low, high: top, rank = 0 }: Bound, direction: 1 | -1, isArray: boolean): KeyRange {
  const high = isArray && low !== undefined ? undefined : top;
  const [first, last] = direction > 0 ? [low, high] : [high, low];
  const typeByte = direction > 0 ? rank : 255 - rank;
  return {
    low: first === undefined ? Buffer.of(typeByte) : encodeKey(first, direction),
    high: last === undefined ? Buffer.of(typeByte + 1) : Buffer.concat([encodeKey(last, direction), LAST]),
  };
}

/** 1 or -1 if reading the index that way gives the sort's order; 0 if neither does. */
function sortDirection({ fields, crossesArray }: Index, bounds: Bounds, sort: Doc): number {
  const isConstant = (path: string, i: number): boolean => !crossesArray[i] && bounds.get(path)?.equalTo?.length === 1;
  const constant = new Set(fields.map(({ path }) => path).filter(isConstant));
  let at = 0;
  let direction = 0;
  for (const wanted of sortFields(sort)) {
    if (constant.has(wanted.path)) continue;
    while (constant.has(fields[at]?.path ?? '')) at++;
    const field = fields[at];
    if (field?.path !== wanted.path || crossesArray[at]) return 0;
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
  const nest = (value: unknown): Doc => parts.reduce((below, part) => ({ [part]: below }), value as Doc);
  return values.every((value) => value !== null && holds(nest(value)));
}
