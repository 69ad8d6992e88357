import { type Doc, isDoc } from './document.ts';
import { notSupported } from './errors.ts';
import { compare, EMPTY_ARRAY } from './value.ts';

/** Whether a part of a path can name an array's position. */
export function isPosition(part: string): boolean {
  return /^\d+$/.test(part);
}

/**
 * Visits every value that a dotted path reaches, going into arrays as MongoDB does; `undefined` stands for missing.
 * @returns true as soon as a visit does
 */
export function someAt(value: unknown, parts: readonly string[], at: number, visit: (v: unknown) => boolean): boolean {
  const part = parts[at];
  if (part === undefined) return visit(value);
  if (Array.isArray(value)) {
    const isThere = isPosition(part) && Number(part) < value.length;
    if (isThere && someAt(value[Number(part)], parts, at + 1, visit)) return true;
    return value.some((element) => isDoc(element) && someAt(element, parts, at, visit));
  }
  if (!isDoc(value) || !Object.hasOwn(value, part)) return visit(undefined);
  return someAt(value[part], parts, at + 1, visit);
}

/**
 * Adds to `into` the values that an index holds for one path.
 * @returns whether an array was met on the way
 */
export function indexedValues(value: unknown, parts: readonly string[], at: number, into: unknown[]): boolean {
  const part = parts[at];
  if (Array.isArray(value)) {
    indexedElements(value, parts, at, into);
    return true;
  }
  if (part !== undefined && isDoc(value) && Object.hasOwn(value, part))
    return indexedValues(value[part], parts, at + 1, into);
  into.push(part === undefined ? (value ?? null) : null);
  return false;
}

function indexedElements(array: readonly unknown[], parts: readonly string[], at: number, into: unknown[]): void {
  const isEnd = at === parts.length;
  if (array.length === 0) into.push(isEnd ? EMPTY_ARRAY : null);
  for (const element of array)
    if (!isEnd && isDoc(element)) indexedValues(element, parts, at, into);
    else into.push(isEnd ? element : null);
}

/** The value by which a document sorts on one path: of an array, its smallest ascending and its largest descending. */
function sortValue(doc: Doc, parts: readonly string[], direction: number): unknown {
  let best: unknown;
  someAt(doc, parts, 0, (value) => {
    const candidates = Array.isArray(value) ? (value.length ? value : [EMPTY_ARRAY]) : [value ?? null];
    for (const candidate of candidates)
      if (best === undefined || compare(candidate, best) * direction < 0) best = candidate;
    return false;
  });
  return best ?? null;
}

/** A sort as a list of paths and directions; refuses anything but 1 and -1 (`$meta`, `$natural`). */
export function sortFields(sort: Doc): { path: string; parts: string[]; direction: 1 | -1 }[] {
  return Object.entries(sort).map(([path, direction]) => {
    if ((direction !== 1 && direction !== -1) || path.startsWith('$'))
      throw notSupported(`sort on '${path}' by other than 1 or -1`);
    return { path, parts: path.split('.'), direction };
  });
}

/** Orders documents as `sort` asks, over every type of value. */
export function sorter(sort: Doc): (a: Doc, b: Doc) => number {
  const fields = sortFields(sort);
  return (a, b) => {
    for (const { parts, direction } of fields) {
      const order = compare(sortValue(a, parts, direction), sortValue(b, parts, direction));
      if (order) return order * direction;
    }
    return 0;
  };
}
