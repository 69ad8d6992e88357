import { type Doc, isDoc } from './document.ts';
import { CommandError, invalid } from './errors.ts';
import { isPosition } from './path.ts';

/** A place inside a document: an object or array, and the key at which to read or write. */
export interface Place {
  readonly parent: Record<string, unknown>;
  readonly key: string;
}

const MAX_PADDING = 1000;

function child(value: unknown, key: string): unknown {
  if (Array.isArray(value)) return isPosition(key) ? value[Number(key)] : undefined;
  return isDoc(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** The place that a path names, or null if the way there does not exist. */
export function findAt(doc: Doc, path: string): Place | null {
  const parts = path.split('.');
  const key = parts.pop() ?? '';
  const parent = parts.reduce<unknown>(child, doc);
  if (child(parent, key) === undefined) return null;
  return { parent: parent as Record<string, unknown>, key };
}

/** An array takes only positions, and is filled up with null as far as the one asked for. */
function enter(parent: unknown, key: string, path: string): Record<string, unknown> {
  if (!Array.isArray(parent) && !isDoc(parent)) throw new CommandError(28, `Cannot create field '${key}' in '${path}'`);
  if (key === '__proto__') throw invalid(`invalid path '${path}'`);
  if (Array.isArray(parent)) {
    if (!isPosition(key)) throw new CommandError(28, `Cannot create field '${key}' in the array of '${path}'`);
    if (Number(key) > parent.length + MAX_PADDING) throw invalid(`array index too large in '${path}'`);
    while (parent.length < Number(key)) parent.push(null);
  }
  return parent as Record<string, unknown>;
}

/**
 * The place that a path names, creating documents on the way.
 * @throws CommandError 28 if something that is neither document nor array stands in the way
 */
export function ensureAt(doc: Doc, path: string): Place {
  const parts = path.split('.');
  const key = parts.pop() ?? '';
  let parent: Record<string, unknown> = doc;
  for (const part of parts) {
    parent = enter(parent, part, path);
    if (child(parent, part) === undefined) parent[part] = {};
    parent = parent[part] as Record<string, unknown>;
  }
  return { parent: enter(parent, key, path), key };
}
