import { BSONRegExp } from 'bson';
import { type Doc, hasDollar, isDoc, isOperators } from './document.ts';
import { CommandError, notSupported } from './errors.ts';
import { ensureAt, UPDATE_OPERATORS } from './update-operators.ts';
import { equal } from './value.ts';

function isReplacement(update: Doc): boolean {
  return !(Object.keys(update)[0] ?? '').startsWith('$');
}

/**
 * Whether an update is one that this store can do, before any document is touched.
 * @throws CommandError 115 for pipelines, positional paths and operators that are not kept; 9, 40 or 52 for malformed ones
 */
export function checkUpdate(update: unknown, isMulti: boolean): asserts update is Doc {
  if (Array.isArray(update)) throw notSupported('an update by aggregation pipeline');
  if (!isDoc(update)) throw new CommandError(9, 'Update argument must be an object');
  if (isReplacement(update)) {
    const odd = Object.keys(update).find((name) => name.startsWith('$'));
    if (odd) throw new CommandError(52, `The dollar ($) prefixed field '${odd}' is not valid for storage.`);
    if (isMulti) throw new CommandError(9, 'multi update is not supported for replacement-style update');
    return;
  }
  const paths = Object.entries(update).flatMap(([name, fields]) => pathsOf(name, fields));
  for (const [i, path] of paths.sort().entries()) {
    const before = paths[i - 1];
    if (before !== undefined && `${path}.`.startsWith(`${before}.`))
      throw new CommandError(40, `Updating the path '${path}' would create a conflict at '${before}'`);
  }
}

function pathsOf(operator: string, fields: unknown): string[] {
  if (!UPDATE_OPERATORS[operator]) throw notSupported(`update operator ${operator}`);
  if (!isDoc(fields)) throw new CommandError(9, `Modifiers operate on fields, but ${operator} was given another type`);
  const paths = Object.keys(fields);
  const odd = paths.find(hasDollar);
  if (odd) throw notSupported(`positional update of '${odd}'`);
  if (paths.some((path) => path.split('.').includes('')))
    throw new CommandError(56, 'An update path has an empty part');
  return paths;
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
export function upsertBase(filter: Doc, base: Doc = {}): Doc {
  for (const [name, condition] of Object.entries(filter)) {
    if (name === '$and') for (const clause of condition as Doc[]) upsertBase(clause, base);
    const value = isOperators(condition) ? equalityOf(condition) : condition;
    if (name.startsWith('$') || value === undefined || value instanceof BSONRegExp) continue;
    const { parent, key } = ensureAt(base, name);
    parent[key] = value;
  }
  return base;
}

function equalityOf(condition: Doc): unknown {
  const listed = condition['$in'];
  return Array.isArray(listed) && listed.length === 1 ? listed[0] : condition['$eq'];
}
