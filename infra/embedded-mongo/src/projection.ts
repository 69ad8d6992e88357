import { type Doc, isDoc } from './document.ts';
import { CommandError, notSupported } from './errors.ts';

/** Cuts a document down to what was asked for. */
export type Projection = (doc: Doc) => Doc;
type Tree = Map<string, Tree | 'LEAF'>;

/** `{ a: { b: 1 } }` and `{ 'a.b': 1 }` ask for the same. */
function flatten(spec: Doc, prefix = ''): [path: string, wanted: unknown][] {
  return Object.entries(spec).flatMap(([name, wanted]) => {
    const path = prefix + name;
    if (path.split('.').some((part) => part.startsWith('$'))) throw notSupported(`projection '${path}'`);
    return isDoc(wanted) ? flatten(wanted, `${path}.`) : [[path, wanted] satisfies [string, unknown]];
  });
}

function toTree(paths: readonly string[]): Tree {
  const root: Tree = new Map();
  for (const path of paths) {
    const parts = path.split('.');
    const last = parts.pop() ?? '';
    let node = root;
    for (const part of parts) {
      const next = node.get(part) ?? new Map();
      if (next === 'LEAF') throw new CommandError(31249, `Path collision at ${path}`);
      node.set(part, next);
      node = next;
    }
    if (node.has(last)) throw new CommandError(31249, `Path collision at ${path}`);
    node.set(last, 'LEAF');
  }
  return root;
}

function include(value: unknown, tree: Tree): unknown {
  if (Array.isArray(value)) return value.filter((v) => isDoc(v) || Array.isArray(v)).map((v) => include(v, tree));
  return isDoc(value) ? includeFields(value, tree) : value;
}

function includeFields(doc: Doc, tree: Tree): Doc {
  const kept: Doc = {};
  for (const [name, value] of Object.entries(doc)) {
    const below = tree.get(name);
    if (below === 'LEAF') kept[name] = value;
    else if (below && (isDoc(value) || Array.isArray(value))) kept[name] = include(value, below);
  }
  return kept;
}

function exclude(value: unknown, tree: Tree): unknown {
  if (Array.isArray(value)) return value.map((element) => exclude(element, tree));
  return isDoc(value) ? excludeFields(value, tree) : value;
}

function excludeFields(doc: Doc, tree: Tree): Doc {
  const kept: Doc = {};
  for (const [name, value] of Object.entries(doc)) {
    const below = tree.get(name);
    if (below !== 'LEAF') kept[name] = below ? exclude(value, below) : value;
  }
  return kept;
}

function isWanted(path: string, wanted: unknown): boolean {
  if (typeof wanted === 'boolean') return wanted;
  if (typeof wanted === 'number') return wanted !== 0;
  throw notSupported(`a computed projection of '${path}'`);
}

/**
 * An inclusion or an exclusion, with dotted paths; `_id` comes unless it is excluded.
 * @returns null if the whole document is wanted
 * @throws CommandError 115 for `$slice`, `$elemMatch`, positional and computed fields
 */
export function compileProjection(spec: Doc | undefined): Projection | null {
  const fields = flatten(spec ?? {}).map(([path, wanted]) => ({ path, isKept: isWanted(path, wanted) }));
  if (fields.length === 0) return null;
  const rest = fields.filter(({ path }) => path !== '_id');
  const keepsId = fields.find(({ path }) => path === '_id')?.isKept ?? true;
  const isInclusion = rest[0]?.isKept ?? keepsId;
  const odd = rest.find(({ isKept }) => isKept !== isInclusion);
  if (odd) throw new CommandError(31254, `Cannot mix inclusion and exclusion: '${odd.path}'`);
  const tree = toTree([...rest.map(({ path }) => path), ...(keepsId === isInclusion ? ['_id'] : [])]);
  return isInclusion ? (doc) => includeFields(doc, tree) : (doc) => excludeFields(doc, tree);
}
