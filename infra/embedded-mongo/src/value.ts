import { type Binary, Long, type ObjectId } from 'bson';
import type { Doc } from './document.ts';
import { notSupported } from './errors.ts';

/** Stands for an empty array in sort and index keys, where it comes before null. */
export const EMPTY_ARRAY = Symbol('empty array');

/** A value's place in BSON's order of types; also the first byte of its index key. Gaps leave room for "just after". */
export const RANK = {
  empty: 3,
  null: 5,
  number: 10,
  string: 15,
  object: 20,
  array: 25,
  binary: 30,
  id: 35,
  boolean: 40,
  date: 45,
} as const;

const PRIMITIVE_RANK: Readonly<Record<string, number>> = {
  undefined: RANK.null,
  number: RANK.number,
  string: RANK.string,
  boolean: RANK.boolean,
  symbol: RANK.empty,
};
const BSON_RANK: Readonly<Record<string, number>> = { ObjectId: RANK.id, Long: RANK.number, Binary: RANK.binary };

/** The rank of a value; a missing one counts as null. Refuses types that have no place in a filter, sort or index here. */
export function rankOf(value: unknown): number {
  const primitive = PRIMITIVE_RANK[typeof value];
  if (primitive !== undefined) return primitive;
  if (value === null) return RANK.null;
  if (Array.isArray(value)) return RANK.array;
  if (value instanceof Date) return RANK.date;
  const type = (value as { _bsontype?: string })._bsontype;
  if (type === undefined) return RANK.object;
  const rank = BSON_RANK[type];
  if (rank === undefined) throw notSupported(`comparing or indexing a value of BSON type ${type}`);
  return rank;
}

/** A number or Long as a JavaScript number; NaN for anything else. */
export function toNumber(value: unknown): number {
  if (typeof value === 'number') return value;
  return value instanceof Long ? value.toNumber() : Number.NaN;
}

/** A whole number of any width, as of a cursor's id; 0 for anything else. */
export function toBigInt(value: unknown): bigint {
  if (value instanceof Long) return value.toBigInt();
  return Number.isInteger(value) ? BigInt(Number(value)) : 0n;
}

/** The bytes that a Binary holds, without its spare room. */
export function bytesOf(value: Binary): Uint8Array {
  return value.buffer.subarray(0, value.position);
}

/** A document as a list that compares, and is keyed, as the document: for each field its type, its name, its value. */
export function fieldList(doc: Doc): unknown[] {
  return Object.entries(doc).flatMap(([name, value]) => [rankOf(value), name, value]);
}

function compareNumbers(a: unknown, b: unknown): number {
  if (a instanceof Long && b instanceof Long) return a.compare(b);
  const [x, y] = [toNumber(a), toNumber(b)];
  if (Number.isNaN(x) || Number.isNaN(y)) return Number(Number.isNaN(y)) - Number(Number.isNaN(x));
  return x === y ? 0 : x < y ? -1 : 1;
}

function compareArrays(a: readonly unknown[], b: readonly unknown[]): number {
  for (let i = 0; i < a.length && i < b.length; i++) {
    const order = compare(a[i], b[i]);
    if (order) return order;
  }
  return a.length - b.length;
}

function compareBinaries(a: Binary, b: Binary): number {
  const [x, y] = [bytesOf(a), bytesOf(b)];
  return x.length - y.length || a.sub_type - b.sub_type || Buffer.compare(x, y);
}

const COMPARE: Readonly<Record<number, (a: never, b: never) => number>> = {
  [RANK.number]: compareNumbers,
  [RANK.string]: (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b)),
  [RANK.object]: (a: Doc, b: Doc) => compareArrays(fieldList(a), fieldList(b)),
  [RANK.array]: compareArrays,
  [RANK.binary]: compareBinaries,
  [RANK.id]: (a: ObjectId, b: ObjectId) => Buffer.compare(a.id, b.id),
  [RANK.boolean]: (a: boolean, b: boolean) => Number(a) - Number(b),
  [RANK.date]: (a: Date, b: Date) => a.getTime() - b.getTime(),
};

/** BSON's order over values of any type: negative, zero or positive. */
export function compare(a: unknown, b: unknown): number {
  if (a === b) return 0;
  const rank = rankOf(a);
  return rank - rankOf(b) || (COMPARE[rank]?.(a as never, b as never) ?? 0);
}

/** Equality as a filter, `$addToSet` or `$group` sees it: 1 equals Long(1); field order counts. */
export function equal(a: unknown, b: unknown): boolean {
  return compare(a, b) === 0;
}
