import { type Doc, hasDollar, isDoc } from './document.ts';
import { CommandError, notSupported } from './errors.ts';
import { compileFilter, type Predicate } from './filter.ts';
import { encodeKey } from './key.ts';
import { indexedValues, isPosition, sortFields } from './path.ts';

/** An index: what it was asked to be, and whether documents have put arrays under its fields. */
export interface Index {
  readonly id: number;
  readonly name: string;
  readonly fields: ReturnType<typeof sortFields>;
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
  const { key, name, unique, partialFilterExpression } = asked;
  if (!isDoc(key) || typeof name !== 'string') throw new CommandError(67, 'An index needs a key and a name');
  for (const [path, direction] of Object.entries(key)) checkField(path, direction);
  const isPartial = partialFilterExpression !== undefined;
  if (isPartial) checkPartial(partialFilterExpression);
  return { v: 2, key, name, ...(unique === true && { unique }), ...(isPartial && { partialFilterExpression }) };
}

function checkField(path: string, direction: unknown): void {
  const isOdd = hasDollar(path) || path.split('.').some((part) => part === '' || isPosition(part));
  if (isOdd) throw notSupported(`index path '${path}'`);
  if (direction !== 1 && direction !== -1) throw notSupported(`index type of '${path}' (other than 1 and -1)`);
}

/** MongoDB refuses the same: with others, it could not tell from a query whether the index holds the answer. */
function checkPartial(filter: unknown): void {
  compileFilter(filter);
  for (const [name, condition] of Object.entries(filter as Doc)) {
    if (name === '$and') (condition as Doc[]).forEach(checkPartial);
    const operators = [name, ...(isDoc(condition) ? Object.keys(condition) : [])].filter((n) => n.startsWith('$'));
    const isAbsence = isDoc(condition) && condition['$exists'] === false;
    if (isAbsence || operators.some((operator) => !PARTIAL_OPERATORS.includes(operator)))
      throw new CommandError(67, `Expression not supported in partial index: ${operators.join(', ')}`);
  }
}

/** The working form of a kept specification. */
export function toIndex(id: number, spec: Doc, crossesArray?: boolean[]): Index {
  const fields = sortFields(spec['key'] as Doc);
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

/**
 * The keys under which an index holds a document: none if it is partial and leaves it out, several if a field is an array.
 * @throws CommandError 171 if two fields are arrays, 115 if they lie below the same one
 */
export function indexEntry(index: Index, doc: Doc): IndexEntry {
  if (index.partial && !index.partial.holds(doc)) return { keys: [], crossed: [] };
  const crossed: boolean[] = [];
  let keys: Buffer[] = [];
  for (const { parts, direction } of index.fields) {
    const values: unknown[] = [];
    crossed.push(indexedValues(doc, parts, 0, values));
    const encoded = values.map((value) => encodeKey(value, direction));
    keys = crossed.length === 1 ? encoded : joinKeys(keys, encoded);
  }
  if (crossed.indexOf(true) !== crossed.lastIndexOf(true)) throw twoArrays(index, crossed);
  return { keys: keys.length > 1 ? distinct(keys) : keys, crossed };
}

function twoArrays({ fields }: Index, crossed: readonly boolean[]): CommandError {
  const [one, other] = fields.filter((_, i) => crossed[i]).map(({ path }) => path);
  if (one?.split('.')[0] === other?.split('.')[0])
    return notSupported(`an index on '${one}' and '${other}' of one array`);
  return new CommandError(171, `cannot index parallel arrays [${other}] [${one}]`);
}

/** Every key of the one list before every key of the other. */
export function joinKeys(prefixes: readonly Buffer[], keys: readonly Buffer[]): Buffer[] {
  return prefixes.flatMap((prefix) => keys.map((key) => Buffer.concat([prefix, key])));
}

/** The same keys once each, in order. */
export function distinct(keys: readonly Buffer[]): Buffer[] {
  const sorted = [...keys].sort((a, b) => Buffer.compare(a, b));
  return sorted.filter((key, i) => i === 0 || !sorted[i - 1]?.equals(key));
}

/** E11000. MongoDB's message repeats the value; this one does not, for it may be a person's. */
export function duplicateKey(namespace: string, { name, spec }: Index): CommandError {
  const keyPattern = spec['key'];
  return new CommandError(11000, `E11000 duplicate key error collection: ${namespace} index: ${name}`, { keyPattern });
}
