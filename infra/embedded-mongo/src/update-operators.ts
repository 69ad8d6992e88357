import { BSONRegExp, Long } from 'bson';
import { type Doc, isDoc, isOperators } from './document.ts';
import { CommandError, invalid, notSupported } from './errors.ts';
import { compileFilter } from './filter.ts';
import { isPosition } from './path.ts';
import { compare, equal, toNumber } from './value.ts';

type UpdateOperator = (doc: Doc, path: string, operand: unknown) => void;
type Place = { readonly parent: Doc; readonly key: string };

const MAX_PADDING = 1000;

/** The place that a path names, or null if there is nothing. */
function findAt(doc: Doc, path: string): Place | null {
  const parts = path.split('.');
  const key = parts.pop() ?? '';
  const parent = parts.reduce<unknown>((value, part) => (isObject(value) ? value[part] : undefined), doc);
  const isThere = isObject(parent) && Object.hasOwn(parent, key) && (isDoc(parent) || isPosition(key));
  return isThere ? { parent, key } : null;
}

/** A document, or an array taken as one whose names are positions. */
function isObject(value: unknown): value is Doc {
  return isDoc(value) || Array.isArray(value);
}

/**
 * The place that a path names, creating documents on the way and filling arrays up with null.
 * @throws CommandError 28 if something that is neither document nor array stands in the way
 */
export function ensureAt(doc: Doc, path: string): Place {
  const parts = path.split('.');
  const key = parts.pop() ?? '';
  let parent: unknown = doc;
  for (const part of parts) {
    const here = enter(parent, part, path);
    if (!Object.hasOwn(here, part)) here[part] = {};
    parent = here[part];
  }
  return { parent: enter(parent, key, path), key };
}

function enter(parent: unknown, key: string, path: string): Doc {
  if (!isObject(parent) || key === '__proto__') throw new CommandError(28, `Cannot create field '${key}' in '${path}'`);
  if (!Array.isArray(parent)) return parent;
  if (!isPosition(key)) throw new CommandError(28, `Cannot create field '${key}' in the array of '${path}'`);
  if (Number(key) > parent.length + MAX_PADDING) throw invalid(`array index too large in '${path}'`);
  while (parent.length < Number(key)) parent.push(null);
  return parent;
}

/** A copy of a value from the request: one update may put it into many documents. */
function copy<T>(value: T): T {
  if (Array.isArray(value)) return value.map(copy) as T;
  return (isDoc(value) ? Object.fromEntries(Object.entries(value).map(([name, v]) => [name, copy(v)])) : value) as T;
}

const set: UpdateOperator = (doc, path, operand) => {
  const { parent, key } = ensureAt(doc, path);
  parent[key] = copy(operand);
};

const unset: UpdateOperator = (doc, path) => {
  const place = findAt(doc, path);
  if (place && Array.isArray(place.parent)) place.parent[Number(place.key)] = null;
  else if (place) Reflect.deleteProperty(place.parent, place.key);
};

/** Whole numbers stay whole beyond 2^53 only as Long, so a Long on either side makes the sum one. */
function add(a: unknown, b: unknown): unknown {
  const isLong = a instanceof Long || b instanceof Long;
  if (!isLong || !Number.isInteger(toNumber(a)) || !Number.isInteger(toNumber(b))) return toNumber(a) + toNumber(b);
  return Long.fromString(String(a)).add(Long.fromString(String(b)));
}

const increment: UpdateOperator = (doc, path, operand) => {
  const { parent, key } = ensureAt(doc, path);
  const isNumeric = (value: unknown): boolean => typeof value === 'number' || value instanceof Long;
  if (!isNumeric(operand) || !isNumeric(parent[key] ?? (Object.hasOwn(parent, key) ? null : 0)))
    throw new CommandError(14, `Cannot apply $inc to a value of non-numeric type (field '${path}')`);
  parent[key] = Object.hasOwn(parent, key) ? add(parent[key], operand) : operand;
};

function replaceIf(isBetter: (order: number) => boolean): UpdateOperator {
  return (doc, path, operand) => {
    const { parent, key } = ensureAt(doc, path);
    if (!Object.hasOwn(parent, key) || isBetter(compare(operand, parent[key]))) parent[key] = copy(operand);
  };
}

function arrayAt(doc: Doc, path: string, operator: string): unknown[] {
  const { parent, key } = ensureAt(doc, path);
  if (!Object.hasOwn(parent, key)) parent[key] = [];
  const array = parent[key];
  if (!Array.isArray(array)) throw invalid(`The field '${path}' must be an array for ${operator}`);
  return array;
}

/** `{ $each: [...] }` with the modifiers that are kept, or the operand itself as the one item. */
function itemsOf(operand: unknown, operator: string, modifiers: readonly string[]): { items: unknown[]; rest: Doc } {
  if (!isDoc(operand) || !('$each' in operand)) return { items: [copy(operand)], rest: {} };
  const { $each: items, ...rest } = operand;
  const odd = Object.keys(rest).find((name) => !modifiers.includes(name));
  if (odd) throw notSupported(`${operator} with ${odd}`);
  if (!Array.isArray(items)) throw invalid(`The argument to $each in ${operator} must be an array`);
  return { items: copy(items), rest };
}

const push: UpdateOperator = (doc, path, operand) => {
  const { items, rest } = itemsOf(operand, '$push', ['$slice']);
  const array = arrayAt(doc, path, '$push');
  array.push(...items);
  const slice = toNumber(rest['$slice'] ?? array.length);
  if (!Number.isInteger(slice)) throw invalid('$slice must be a whole number');
  array.splice(slice >= 0 ? slice : 0, slice >= 0 ? array.length : Math.max(0, array.length + slice));
};

const addToSet: UpdateOperator = (doc, path, operand) => {
  const { items } = itemsOf(operand, '$addToSet', []);
  const array = arrayAt(doc, path, '$addToSet');
  for (const item of items) if (!array.some((element) => equal(element, item))) array.push(item);
};

/** What `$pull` takes out: a document is a filter on elements, operators and patterns test them, anything else is equal. */
function pulls(operand: unknown): (element: unknown) => boolean {
  if (isDoc(operand) && !isOperators(operand)) {
    const matches = compileFilter(operand);
    return (element) => isDoc(element) && matches(element);
  }
  if (!isDoc(operand) && !(operand instanceof BSONRegExp)) return (element) => equal(element, operand);
  const matches = compileFilter({ element: operand });
  return (element) => matches({ element });
}

const pull: UpdateOperator = (doc, path, operand) => {
  const isPulled = pulls(operand);
  const place = findAt(doc, path);
  const array = place?.parent[place.key];
  if (place && !Array.isArray(array)) throw invalid(`Cannot apply $pull to the non-array field '${path}'`);
  if (place && Array.isArray(array)) place.parent[place.key] = array.filter((element) => !isPulled(element));
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
