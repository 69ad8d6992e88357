import { BSONRegExp } from 'bson';
import { type Doc, isDoc, isOperators } from './document.ts';
import { CommandError, notSupported } from './errors.ts';
import { UPDATE_OPERATORS } from './update-operators.ts';
import { ensureAt } from './update-path.ts';
import { equal } from './value.ts';

/** A replacement document, as against a set of update operators. */
export function isReplacement(update: Doc): boolean {
  return !(Object.keys(update)[0] ?? '').startsWith('$');
}

/**
 * Whether an update is one that this store can do, before any document is touched.
 * @throws CommandError 115 for pipelines, positional paths and operators that are not kept; 9 or 40 for malformed ones
 */
export function checkUpdate(update: unknown, isMulti: boolean): asserts update is Doc {
  if (Array.isArray(update)) throw notSupported('an update by aggregation pipeline');
  if (!isDoc(update)) throw new CommandError(9, 'Update argument must be an object');
  if (isReplacement(update)) {
    if (isMulti) throw new CommandError(9, 'multi update is not supported for replacement-style update');
    const odd = Object.keys(update).find((name) => name.startsWith('$'));
    if (odd) throw new CommandError(52, `The dollar ($) prefixed field '${odd}' is not valid for storage.`);
    return;
  }
  const paths = Object.entries(update).flatMap(([name, fields]) => pathsOf(name, fields));
  refuseOverlap(paths);
}

function pathsOf(operator: string, fields: unknown): string[] {
  if (!UPDATE_OPERATORS[operator]) throw notSupported(`update operator ${operator}`);
  if (!isDoc(fields)) throw new CommandError(9, `Modifiers operate on fields, but ${operator} was given another type`);
  for (const path of Object.keys(fields)) {
    if (path.split('.').some((part) => part.startsWith('$'))) throw notSupported(`positional update of '${path}'`);
    if (path.split('.').includes(''))
      throw new CommandError(56, `The update path '${path}' contains an empty field name`);
  }
  return Object.keys(fields);
}

function refuseOverlap(paths: string[]): void {
  paths.sort();
  for (const [i, path] of paths.entries()) {
    const before = paths[i - 1];
    if (before !== undefined && (path === before || path.startsWith(`${before}.`)))
      throw new CommandError(40, `Updating the path '${path}' would create a conflict at '${before}'`);
  }
}

/**
 * The document after a checked update. Operators change `doc` in place: give a copy that is nobody else's.
 * @throws CommandError 66 if `_id` would change
 */
export function applyUpdate(doc: Doc, update: Doc, when: 'UPDATING' | 'INSERTING'): Doc {
  const id = doc['_id'];
  const next = isReplacement(update) ? { _id: id, ...update } : applyOperators(doc, update, when);
  if (next['_id'] === undefined) delete next['_id'];
  else if (id !== undefined && !equal(id, next['_id']))
    throw new CommandError(66, "Performing an update on the path '_id' would modify the immutable field '_id'");
  return next;
}

function applyOperators(doc: Doc, update: Doc, when: 'UPDATING' | 'INSERTING'): Doc {
  for (const [name, fields] of Object.entries(update)) {
    if (name === '$setOnInsert' && when === 'UPDATING') continue;
    for (const [path, operand] of Object.entries(fields as Doc)) UPDATE_OPERATORS[name]?.(doc, path, operand);
  }
  return doc;
}

/** The document that an upsert begins with: what its filter says by equality. */
export function upsertBase(filter: Doc): Doc {
  const base: Doc = {};
  for (const [path, value] of equalities(filter)) {
    const place = ensureAt(base, path);
    place.parent[place.key] = value;
  }
  return base;
}

function equalities(filter: Doc): [path: string, value: unknown][] {
  return Object.entries(filter).flatMap(([name, condition]) => {
    if (name === '$and') return (condition as Doc[]).flatMap(equalities);
    const value = isOperators(condition) ? equalityOf(condition) : condition;
    return name.startsWith('$') || value === undefined || value instanceof BSONRegExp
      ? []
      : [[name, value] satisfies [string, unknown]];
  });
}

function equalityOf(condition: Doc): unknown {
  const listed = condition['$in'];
  return Array.isArray(listed) && listed.length === 1 ? listed[0] : condition['$eq'];
}
