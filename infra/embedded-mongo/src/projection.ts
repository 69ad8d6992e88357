import { type Doc, hasDollar, isDoc } from './document.ts';
import { CommandError, notSupported } from './errors.ts';

/** Cuts a document down to what was asked for. */
export type Projection = (doc: Doc) => Doc;
type Tree = Map<string, Tree | 'LEAF'>;
type Mode = 'INCLUDE' | 'EXCLUDE';

/** `{ a: { b: 1 } }` and `{ 'a.b': 1 }` ask for the same. */
function flatten(spec: Doc, prefix = ''): { path: string; mode: Mode }[] {
  return Object.entries(spec).flatMap(([name, wanted]) => {
    const path = prefix + name;
    if (hasDollar(path)) throw notSupported(`projection '${path}'`);
    if (isDoc(wanted)) return flatten(wanted, `${path}.`);
    if (typeof wanted !== 'boolean' && typeof wanted !== 'number')
      throw notSupported(`a computed projection of '${path}'`);
    return [{ path, mode: wanted ? 'INCLUDE' : 'EXCLUDE' }];
  });
}

function plant(root: Tree, path: string): void {
  const parts = path.split('.');
  const last = parts.pop() ?? '';
  let node = root;
  for (const part of parts) {
    const next = node.get(part) ?? (new Map() as Tree);
    if (next === 'LEAF') throw new CommandError(31249, `Path collision at ${path}`);
    node.set(part, next);
    node = next;
  }
  if (node.has(last)) throw new CommandError(31249, `Path collision at ${path}`);
  node.set(last, 'LEAF');
}

function cut(value: unknown, tree: Tree, mode: Mode): unknown {
  if (Array.isArray(value))
    return value.filter((v) => mode === 'EXCLUDE' || isBranch(v)).map((v) => cut(v, tree, mode));
  return isDoc(value) ? cutDoc(value, tree, mode) : value;
}

function isBranch(value: unknown): boolean {
  return isDoc(value) || Array.isArray(value);
}

function cutDoc(doc: Doc, tree: Tree, mode: Mode): Doc {
  const kept: Doc = {};
  for (const [name, value] of Object.entries(doc)) {
    const below = tree.get(name);
    if (below === undefined || below === 'LEAF') {
      if ((below === 'LEAF') === (mode === 'INCLUDE')) kept[name] = value;
    } else if (mode === 'EXCLUDE' || isBranch(value)) kept[name] = cut(value, below, mode);
  }
  return kept;
}

/**
 * An inclusion or an exclusion, with dotted paths; `_id` comes unless it is excluded. Null: the whole document is wanted.
 * @throws CommandError 115 for `$slice`, `$elemMatch`, positional and computed fields
 */
export function compileProjection(spec: Doc | undefined): Projection | null {
  const fields = flatten(spec ?? {});
  if (fields.length === 0) return null;
  const id = fields.find(({ path }) => path === '_id')?.mode ?? 'INCLUDE';
  const rest = fields.filter(({ path }) => path !== '_id');
  const mode = rest[0]?.mode ?? id;
  const odd = rest.find((field) => field.mode !== mode);
  if (odd) throw new CommandError(31254, `Cannot mix inclusion and exclusion: '${odd.path}'`);
  const tree: Tree = new Map(id === mode ? [['_id', 'LEAF'] as const] : []);
  for (const { path } of rest) plant(tree, path);
  return (doc) => cutDoc(doc, tree, mode);
}
