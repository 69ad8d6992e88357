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

/** `"$field.path"`, a literal, or a document of these. Refuses operators and variables by name: this store computes nothing. */
export function compileExpression(expression: unknown): Expression {
  if (Array.isArray(expression)) throw notSupported('an array as an aggregation expression');
  if (isDoc(expression)) return compileFields(expression);
  if (typeof expression !== 'string' || !expression.startsWith('$')) return () => expression;
  if (expression.startsWith('$$')) throw notSupported(`aggregation variable ${expression}`);
  const parts = expression.slice(1).split('.');
  return (doc) => valueAt(doc, parts);
}

/** A document of expressions; fields that come out missing are left out. */
export function compileFields(expressions: Doc): (doc: Doc) => Doc {
  const operator = Object.keys(expressions).find((name) => name.startsWith('$'));
  if (operator) throw notSupported(`aggregation expression ${operator}`);
  const fields = Object.entries(expressions).map(([name, e]) => [name, compileExpression(e)] as const);
  return (doc) => {
    const values = fields.map(([name, e]): [string, unknown] => [name, e(doc)]);
    return Object.fromEntries(values.filter(([, value]) => value !== undefined));
  };
}

function numbersIn(values: readonly unknown[]): number[] {
  return values.map(toNumber).filter((value, i) => !Number.isNaN(value) || Number.isNaN(values[i]));
}

function sum(values: readonly unknown[]): number {
  return numbersIn(values).reduce((total, value) => total + value, 0);
}

function defined(values: readonly unknown[]): unknown[] {
  return values.filter((value) => value !== undefined);
}

function least(values: readonly unknown[], direction: 1 | -1): unknown {
  const present = values.filter((value) => (value ?? null) !== null);
  return present.reduce<unknown>((a, b) => (compare(a, b) * direction <= 0 ? a : b), present[0] ?? null);
}

/** The accumulators of `$group` that are kept: from the values of a group, in order, to one. */
export const ACCUMULATORS: Readonly<Record<string, (values: readonly unknown[]) => unknown>> = {
  $sum: sum,
  $avg: (values) => (numbersIn(values).length > 0 ? sum(values) / numbersIn(values).length : null),
  $min: (values) => least(values, 1),
  $max: (values) => least(values, -1),
  $first: (values) => values[0] ?? null,
  $last: (values) => values.at(-1) ?? null,
  $push: defined,
  $addToSet: (values) => defined(values).filter((v, i, all) => all.findIndex((other) => equal(other, v)) === i),
};
