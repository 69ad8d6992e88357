import { BSONRegExp, Long } from 'bson';
import { type Doc, isDoc, isOperators } from './document.ts';
import { rankOf } from './value.ts';

/** What a filter certainly says of one path: one of these values, or between two of the same type. */
export interface Bound {
  equalTo?: readonly unknown[];
  rank?: number;
  low?: unknown;
  high?: unknown;
}
export type Bounds = Map<string, Bound>;

const LAST_CHARACTER = '\u{10ffff}';

/** Values whose key finds every equal one. Arrays match in two ways; patterns and huge integers have no key. */
function hasKey(value: unknown): boolean {
  if (value === undefined || Array.isArray(value) || value instanceof BSONRegExp) return false;
  if (value instanceof Long && !Number.isSafeInteger(value.toNumber())) return false;
  return rankOf(value) > 0;
}

/** The text with which every match of a case-sensitive, anchored pattern begins; '' if there is none. */
function literalPrefix(source: string): string {
  const literal = /^\^((?:[^\\.*+?()[\]{}^$]|\\[^a-zA-Z0-9])+)/.exec(source)?.[1] ?? '';
  const mayBeAbsent = /^[*?{]/.test(source.slice(1 + literal.length));
  const certain = mayBeAbsent ? literal.replace(/\\?.$/su, '') : literal;
  return source.includes('|') ? '' : certain.replace(/\\(.)/gsu, '$1');
}

function narrowToValues(bound: Bound, values: readonly unknown[]): void {
  if (values.every(hasKey) && (!bound.equalTo || values.length < bound.equalTo.length)) bound.equalTo = values;
}

function narrowToRange(bound: Bound, end: 'low' | 'high', value: unknown): void {
  if (!hasKey(value) || value === null) return;
  const rank = rankOf(value);
  if (bound.rank !== undefined && bound.rank !== rank) return;
  bound.rank = rank;
  bound[end] ??= value;
}

function narrowToPattern(bound: Bound, pattern: unknown, options: unknown = ''): void {
  if (pattern instanceof BSONRegExp) {
    narrowToPattern(bound, pattern.pattern, options || pattern.options);
    return;
  }
  const prefix = typeof pattern === 'string' && options === '' ? literalPrefix(pattern) : '';
  if (prefix === '') return;
  narrowToRange(bound, 'low', prefix);
  narrowToRange(bound, 'high', prefix + LAST_CHARACTER);
}

type Narrow = (bound: Bound, operand: unknown, siblings: Doc) => void;
const NARROW: Readonly<Record<string, Narrow>> = {
  $eq: (bound, operand) => narrowToValues(bound, [operand]),
  $in: (bound, operand) => Array.isArray(operand) && operand.length > 0 && narrowToValues(bound, operand),
  $gt: (bound, operand) => narrowToRange(bound, 'low', operand),
  $gte: (bound, operand) => narrowToRange(bound, 'low', operand),
  $lt: (bound, operand) => narrowToRange(bound, 'high', operand),
  $lte: (bound, operand) => narrowToRange(bound, 'high', operand),
  $regex: (bound, operand, siblings) => narrowToPattern(bound, operand, siblings['$options']),
};

function narrow(bound: Bound, condition: unknown): void {
  if (condition instanceof BSONRegExp) narrowToPattern(bound, condition);
  else if (!isOperators(condition)) narrowToValues(bound, [condition]);
  else for (const [name, operand] of Object.entries(condition)) NARROW[name]?.(bound, operand, condition);
}

/**
 * What a filter certainly says of each path. It may say more: a bound only has to be wide enough, since every candidate is
 * tested again with the whole filter.
 */
export function boundsOf(filter: Doc, prefix = '', into: Bounds = new Map()): Bounds {
  for (const [name, condition] of Object.entries(filter)) {
    if (name === '$and') for (const clause of condition as Doc[]) boundsOf(clause, prefix, into);
    if (!name.startsWith('$')) addBound(into, prefix + name, condition);
  }
  return into;
}

function addBound(into: Bounds, path: string, condition: unknown): void {
  const bound = into.get(path) ?? {};
  narrow(bound, condition);
  if (bound.equalTo || bound.rank !== undefined) into.set(path, bound);
  const element = isOperators(condition) ? condition['$elemMatch'] : undefined;
  if (isDoc(element) && !isOperators(element)) boundsOf(element, `${path}.`, into);
}
