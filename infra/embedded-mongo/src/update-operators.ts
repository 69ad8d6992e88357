import { BSONRegExp, Long } from 'bson';
import { type Doc, isDoc, isOperators } from './document.ts';
import { CommandError, invalid, notSupported } from './errors.ts';
import { compileFilter } from './filter.ts';
import { ensureAt, findAt } from './update-path.ts';
import { compare, equal, toNumber } from './value.ts';

type UpdateOperator = (doc: Doc, path: string, operand: unknown) => void;

/** A copy of a value from the request: one update may put it into many documents. */
function copy<T>(value: T): T {
  if (Array.isArray(value)) return value.map(copy) as T;
  if (isDoc(value)) return Object.fromEntries(Object.entries(value).map(([name, v]) => [name, copy(v)])) as T;
  return value;
}

const set: UpdateOperator = (doc, path, operand) => {
  const { parent, key } = ensureAt(doc, path);
  parent[key] = copy(operand);
};

const unset: UpdateOperator = (doc, path) => {
  const place = findAt(doc, path);
  if (!place) return;
  if (Array.isArray(place.parent)) place.parent[place.key] = null;
  else delete place.parent[place.key];
};

/** Whole numbers stay whole beyond 2^53 only as Long, so a Long on either side makes the sum one. */
function add(a: unknown, b: unknown): unknown {
  if (!(a instanceof Long) && !(b instanceof Long)) return toNumber(a) + toNumber(b);
  if (!Number.isInteger(toNumber(a)) || !Number.isInteger(toNumber(b))) return toNumber(a) + toNumber(b);
  return toLong(a).add(toLong(b));
}

function toLong(value: unknown): Long {
  return value instanceof Long ? value : Long.fromNumber(toNumber(value));
}

function isNumeric(value: unknown): boolean {
  return typeof value === 'number' || value instanceof Long;
}

const increment: UpdateOperator = (doc, path, operand) => {
  const { parent, key } = ensureAt(doc, path);
  const present = parent[key];
  if (!isNumeric(operand) || (present !== undefined && !isNumeric(present)))
    throw new CommandError(14, `Cannot apply $inc to a value of non-numeric type (field '${path}')`);
  parent[key] = present === undefined ? operand : add(present, operand);
};

function replaceIf(isBetter: (order: number) => boolean): UpdateOperator {
  return (doc, path, operand) => {
    const { parent, key } = ensureAt(doc, path);
    if (parent[key] === undefined || isBetter(compare(operand, parent[key]))) parent[key] = copy(operand);
  };
}

function arrayAt(doc: Doc, path: string, operator: string): unknown[] {
  const { parent, key } = ensureAt(doc, path);
  if (parent[key] === undefined) parent[key] = [];
  const array = parent[key];
  if (!Array.isArray(array)) throw invalid(`The field '${path}' must be an array for ${operator}`);
  return array;
}

/** `{ $each: [...] }` with the modifiers that are kept, or the operand itself as the one item. */
function itemsOf(operand: unknown, operator: string, modifiers: readonly string[]): { items: unknown[]; rest: Doc } {
  if (!isDoc(operand) || !('$each' in operand)) return { items: [operand], rest: {} };
  const { $each: items, ...rest } = operand;
  const odd = Object.keys(rest).find((name) => !modifiers.includes(name));
  if (odd) throw notSupported(`${operator} with ${odd}`);
  if (!Array.isArray(items)) throw invalid(`The argument to $each in ${operator} must be an array`);
  return { items, rest };
}

const push: UpdateOperator = (doc, path, operand) => {
  const { items, rest } = itemsOf(operand, '$push', ['$slice']);
  const array = arrayAt(doc, path, '$push');
  array.push(...copy(items));
  if (!('$slice' in rest)) return;
  const slice = toNumber(rest['$slice']);
  if (!Number.isInteger(slice)) throw invalid('$slice must be a whole number');
  array.splice(slice >= 0 ? slice : 0, slice >= 0 ? array.length : Math.max(0, array.length + slice));
};

const addToSet: UpdateOperator = (doc, path, operand) => {
  const { items } = itemsOf(operand, '$addToSet', []);
  const array = arrayAt(doc, path, '$addToSet');
  for (const item of items) if (!array.some((element) => equal(element, item))) array.push(copy(item));
};

/** What `$pull` takes out: a document is a filter on elements, operators and patterns test them, anything else is equal. */
function pulls(operand: unknown): (element: unknown) => boolean {
  if (isOperators(operand) || operand instanceof BSONRegExp) {
    const matches = compileFilter({ element: operand });
    return (element) => matches({ element });
  }
  if (!isDoc(operand)) return (element) => equal(element, operand);
  const matches = compileFilter(operand);
  return (element) => isDoc(element) && matches(element);
}

const pull: UpdateOperator = (doc, path, operand) => {
  const isPulled = pulls(operand);
  const place = findAt(doc, path);
  if (!place) return;
  const array = place.parent[place.key];
  if (!Array.isArray(array)) throw invalid(`Cannot apply $pull to the non-array field '${path}'`);
  place.parent[place.key] = array.filter((element) => !isPulled(element));
};

/** Every update operator that is kept, by name. */
export const UPDATE_OPERATORS: Readonly<Record<string, UpdateOperator>> = {
  $set: set,
  $setOnInsert: set,
  $unset: unset,
  $inc: increment,
  $min: replaceIf((order) => order < 0),
  $max: replaceIf((order) => order > 0),
  $push: push,
  $addToSet: addToSet,
  $pull: pull,
};
