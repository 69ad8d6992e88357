import { type Doc, isDoc } from './document.ts';
import { CommandError, notSupported } from './errors.ts';
import { compileFilter, type Predicate } from './filter.ts';
import { encodeKey } from './key.ts';
import { indexedValues, isPosition } from './path.ts';

interface IndexField {
  readonly path: string;
  readonly parts: readonly string[];
  readonly direction: 1 | -1;
}

/** An index: what it was asked to be, and whether documents have put arrays under its fields. */
export interface Index {
  readonly id: number;
  readonly name: string;
  readonly fields: readonly IndexField[];
  readonly isUnique: boolean;
  readonly partial: { readonly filter: Doc; readonly holds: Predicate } | null;
  /** As the client wrote it, for `listIndexes`. */
  readonly spec: Doc;
  /** Per field: some document's array has been crossed. Never goes back to false. */
  readonly crossesArray: boolean[];
}

const SPEC_FIELDS = ['v', 'key', 'name', 'unique', 'partialFilterExpression', 'background'];
const PARTIAL_OPERATORS = ['$eq', '$gt', '$gte', '$lt', '$lte', '$in', '$exists', '$and'];

/**
 * An index specification as it will be kept.
 * @throws CommandError 115 for TTL, text, geo, hashed, wildcard, sparse, collated and hidden indexes
 */
export function checkIndexSpec(asked: Doc): Doc {
  const odd = Object.keys(asked).find((name) => !SPEC_FIELDS.includes(name) && asked[name] !== false);
  if (odd) throw notSupported(`index option '${odd}'`);
  const { key, name, unique, partialFilterExpression: partial } = asked;
  if (!isDoc(key) || typeof name !== 'string' || Object.keys(key).length === 0)
    throw new CommandError(67, 'An index needs a key and a name');
  for (const [path, direction] of Object.entries(key)) {
    if (direction !== 1 && direction !== -1) throw notSupported(`index type of '${path}' (other than 1 and -1)`);
    if (path.split('.').some((part) => isPosition(part) || part.startsWith('$') || part === ''))
      throw notSupported(`index path '${path}'`);
  }
  if (partial !== undefined) checkPartial(partial);
  return {
    v: 2,
    key,
    name,
    ...(unique === true && { unique }),
    ...(partial !== undefined && { partialFilterExpression: partial }),
  };
}

/** MongoDB refuses the same: with others, it could not tell from a query whether the index holds the answer. */
function checkPartial(filter: unknown): void {
  compileFilter(filter);
  if (!isDoc(filter)) return;
  for (const [name, condition] of Object.entries(filter)) {
    if (name === '$and') (condition as Doc[]).forEach(checkPartial);
    const operators = name.startsWith('$') ? [name] : isDoc(condition) ? Object.keys(condition) : [];
    const odd = operators.find((operator) => operator.startsWith('$') && !PARTIAL_OPERATORS.includes(operator));
    if (odd || (isDoc(condition) && condition['$exists'] === false))
      throw new CommandError(67, `Expression not supported in partial index: ${odd ?? '$exists: false'}`);
  }
}

/** The working form of a kept specification. */
export function toIndex(id: number, spec: Doc, crossesArray?: boolean[]): Index {
  const fields = Object.entries(spec['key'] as Record<string, 1 | -1>).map(([path, direction]) => ({
    path,
    parts: path.split('.'),
    direction,
  }));
  const filter = spec['partialFilterExpression'] as Doc | undefined;
  const name = String(spec['name']);
  return {
    id,
    name,
    fields,
    isUnique: spec['unique'] === true || name === '_id_',
    partial: filter ? { filter, holds: compileFilter(filter) } : null,
    spec,
    crossesArray: crossesArray ?? fields.map(() => false),
  };
}

/** A document's keys in one index, and which fields crossed an array to give them. */
export interface IndexEntry {
  readonly keys: readonly Buffer[];
  readonly crossed: readonly boolean[];
}

const NOT_HELD: IndexEntry = { keys: [], crossed: [] };

/**
 * The keys under which an index holds a document: none if it is partial and leaves it out, several if a field is an array.
 * @throws CommandError 171 if two fields are arrays, 115 if they lie below the same one
 */
export function indexEntry(index: Index, doc: Doc): IndexEntry {
  if (index.partial && !index.partial.holds(doc)) return NOT_HELD;
  const crossed: boolean[] = [];
  let keys: Buffer[] = [];
  for (const [i, { parts, direction }] of index.fields.entries()) {
    const { values, crossesArray } = indexedValues(doc, parts);
    if (crossesArray) refuseSecondArray(index, crossed);
    crossed.push(crossesArray);
    const encoded = values.map((value) => encodeKey(value, direction));
    keys = i === 0 ? encoded : keys.flatMap((prefix) => encoded.map((key) => Buffer.concat([prefix, key])));
  }
  return { keys: keys.length > 1 ? distinct(keys) : keys, crossed };
}

function refuseSecondArray(index: Index, crossed: readonly boolean[]): void {
  const first = index.fields[crossed.indexOf(true)];
  if (!first) return;
  const second = index.fields[crossed.length];
  if (first.parts[0] === second?.parts[0])
    throw notSupported(`an index on two fields below the array '${first.parts[0]}'`);
  throw new CommandError(171, `cannot index parallel arrays [${second?.path}] [${first.path}]`);
}

/** The same keys once each, in order. */
export function distinct(keys: readonly Buffer[]): Buffer[] {
  const sorted = [...keys].sort(Buffer.compare);
  return sorted.filter((key, i) => i === 0 || !sorted[i - 1]?.equals(key));
}

/** E11000. MongoDB's message repeats the value; this one does not, for it may be a person's. */
export function duplicateKey(namespace: string, index: Index): CommandError {
  return new CommandError(11000, `E11000 duplicate key error collection: ${namespace} index: ${index.name}`, {
    keyPattern: index.spec['key'] as Doc,
  });
}
