import { Long } from 'bson';
import { type Doc, isDoc } from './document.ts';
import { notSupported } from './errors.ts';
import { compare, equal, toNumber } from './value.ts';

/** What an expression makes of a document; undefined where a field is missing. */
export type Expression = (doc: Doc) => unknown;

function valueAt(value: unknown, parts: readonly string[], at = 0): unknown {
  const part = parts[at];
  if (part === undefined) return value;
  if (Array.isArray(value)) return value.map((v) => valueAt(v, parts, at)).filter((v) => v !== undefined);
  return isDoc(value) && Object.hasOwn(value, part) ? valueAt(value[part], parts, at + 1) : undefined;
}

/**
 * `"$field.path"`, a literal, or a document of these.
 * @throws CommandError 115 naming any operator or variable: this store computes nothing
 */
export function compileExpression(expression: unknown): Expression {
  if (typeof expression === 'string' && expression.startsWith('$')) {
    if (expression.startsWith('$$')) throw notSupported(`aggregation variable ${expression}`);
    const parts = expression.slice(1).split('.');
    return (doc) => valueAt(doc, parts);
  }
  if (Array.isArray(expression)) throw notSupported('an array as an aggregation expression');
  return isDoc(expression) ? compileFields(expression) : () => expression;
}

function compileFields(expressions: Doc): Expression {
  const operator = Object.keys(expressions).find((name) => name.startsWith('$'));
  if (operator) throw notSupported(`aggregation expression ${operator}`);
  const fields = Object.entries(expressions).map(([name, e]) => [name, compileExpression(e)] as const);
  return (doc) =>
    Object.fromEntries(fields.map(([name, e]) => [name, e(doc)]).filter(([, value]) => value !== undefined));
}

/** Takes the values of a group one by one. */
export interface Accumulator {
  add(value: unknown): void;
  result(): unknown;
}

function summing(result: (sum: number, count: number) => unknown): Accumulator {
  let sum = 0;
  let count = 0;
  return {
    add(value) {
      if (typeof value !== 'number' && !(value instanceof Long)) return;
      sum += toNumber(value);
      count++;
    },
    result: () => result(sum, count),
  };
}

/** Keeps one value: the first, then whichever `prefers` it; with nothing kept, null. */
function keeping(prefers: (value: unknown, kept: unknown) => boolean, skipsNull: boolean): Accumulator {
  let kept: unknown;
  let isEmpty = true;
  return {
    add(value) {
      if (skipsNull && (value ?? null) === null) return;
      if (isEmpty || prefers(value, kept)) kept = value;
      isEmpty = false;
    },
    result: () => kept ?? null,
  };
}

function collecting(accepts: (value: unknown, values: readonly unknown[]) => boolean): Accumulator {
  const values: unknown[] = [];
  return {
    add(value) {
      if (value !== undefined && accepts(value, values)) values.push(value);
    },
    result: () => values,
  };
}

/** The accumulators of `$group` that are kept. */
export const ACCUMULATORS: Readonly<Record<string, () => Accumulator>> = {
  $sum: () => summing((sum) => sum),
  $avg: () => summing((sum, count) => (count ? sum / count : null)),
  $min: () => keeping((value, kept) => compare(value, kept) < 0, true),
  $max: () => keeping((value, kept) => compare(value, kept) > 0, true),
  $first: () => keeping(() => false, false),
  $last: () => keeping(() => true, false),
  $push: () => collecting(() => true),
  $addToSet: () => collecting((value, values) => !values.some((other) => equal(value, other))),
};
