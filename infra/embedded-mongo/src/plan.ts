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

/** More than anything else can weigh: no other index leads to fewer documents than one. */
const ONE_DOCUMENT = 1000;
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
    score: score + (isWholeKey ? ONE_DOCUMENT : 0) + (direction ? (used ? 3 : 1) : 0),
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
  const { prefixes, used, score } = matchEqual(index, bounds);
  const isOnePrefix = prefixes.length === 1;
  const next = index.fields[used];
  const bound = next && bounds.get(next.path);
  if (!next || bound?.rank === undefined || bound.equalTo)
    return { ranges: prefixes.map((prefix) => prefixed(prefix, ANY)), score, used, isOnePrefix };
  const range = toRange(bound, next.direction, index.crossesArray[used] === true);
  const ranges = prefixes.map((prefix) => prefixed(prefix, range));
  return { ranges, score: score + ('low' in bound && 'high' in bound ? 7 : 5), used: used + 1, isOnePrefix };
}

function matchEqual(index: Index, bounds: Bounds): { prefixes: Buffer[]; used: number; score: number } {
  let prefixes: Buffer[] = [Buffer.alloc(0)];
  let [used, score] = [0, 0];
  for (const { path, direction } of index.fields) {
    const values = bounds.get(path)?.equalTo;
    if (!values || prefixes.length * values.length > MAX_RANGES) break;
    const keys = distinct(values.map((value) => encodeKey(value, direction)));
    prefixes = joinKeys(prefixes, keys);
    score += keys.length === 1 ? 12 : 9;
    used++;
  }
  return { prefixes, used, score };
}

function prefixed(prefix: Buffer, { low, high }: KeyRange): KeyRange {
  return { low: Buffer.concat([prefix, low]), high: Buffer.concat([prefix, high]) };
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
  const inOrder = fields.map(({ path, direction }, i) => ({ path, direction, isArray: crossesArray[i] === true }));
  const isConstant = ({ path, isArray }: { path: string; isArray: boolean }): boolean =>
    !isArray && bounds.get(path)?.equalTo?.length === 1;
  const constant = new Set(inOrder.filter(isConstant).map(({ path }) => path));
  const varying = inOrder.filter(({ path }) => !constant.has(path));
  const wanted = sortFields(sort).filter(({ path }) => !constant.has(path));
  const turns = wanted.map(({ path, direction }, i) => {
    const field = varying[i];
    return field?.path === path && !field.isArray ? direction * field.direction : 0;
  });
  const first = turns[0] ?? 1;
  return turns.every((turn) => turn === first) ? first : 0;
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
