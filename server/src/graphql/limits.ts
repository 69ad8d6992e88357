import { type DocumentNode, type FieldNode, type FragmentDefinitionNode, Kind, type SelectionSetNode } from 'graphql';
import { answerError } from './answer-error.ts';

/** The longest document that is read at all, in words and signs. The client's own are under half of it. */
export const MOST_TOKENS = 1_000;
const DEEPEST = 7;
const MOST_ALIASES = 10;
/** A page of fragments, counted at each use: more is an attempt to make a short text work long. */
const MOST_FIELDS = 1_000;

interface Tally {
  aliases: number;
  fields: number;
}

/** Walks the fields as they would run, fragments opened where they are used, and stops at the first limit. */
function walk(set: SelectionSetNode, depth: number, seen: Tally, fragments: Fragments): void {
  if (depth > DEEPEST) throw answerError('TOO_COMPLEX');
  for (const selection of set.selections) {
    if (selection.kind === Kind.FIELD) count(selection, seen);
    const inner = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
    const deeper = selection.kind === Kind.FIELD ? depth + 1 : depth;
    if (inner?.selectionSet) walk(inner.selectionSet, deeper, seen, withoutLoop(fragments, selection));
  }
}

function count({ alias }: FieldNode, seen: Tally): void {
  seen.fields += 1;
  if (alias) seen.aliases += 1;
  if (seen.fields > MOST_FIELDS || seen.aliases > MOST_ALIASES) throw answerError('TOO_COMPLEX');
}

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

/** A fragment is not opened again inside itself: another rule refuses such a document. */
function withoutLoop(fragments: Fragments, selection: SelectionSetNode['selections'][number]): Fragments {
  if (selection.kind !== Kind.FRAGMENT_SPREAD) return fragments;
  return new Map([...fragments].filter(([name]) => name !== selection.name.value));
}

/**
 * How much one request may ask: seven levels deep, ten aliases, one operation, and one mutation in it.
 * @throws AnswerError at the first limit that is passed
 */
export function checkLimits(document: DocumentNode): void {
  const operations = document.definitions.filter((one) => one.kind === Kind.OPERATION_DEFINITION);
  const fragments = new Map(
    document.definitions
      .filter((one) => one.kind === Kind.FRAGMENT_DEFINITION)
      .map((one) => [one.name.value, one] as const),
  );
  for (const { operation, selectionSet } of operations) {
    if (operation === 'mutation' && selectionSet.selections.length > 1) throw answerError('TOO_COMPLEX');
    walk(selectionSet, 1, { aliases: 0, fields: 0 }, fragments);
  }
  if (operations.length > 1) throw answerError('TOO_COMPLEX');
}
