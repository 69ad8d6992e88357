import type { CountedPage, PageWish } from '../context.ts';
import { BadInputError } from '../errors.ts';

/** What a list that is put together in memory is ordered by: when, then which. */
export interface Listed {
  readonly id: string;
  readonly dueAt?: Date;
}

// Whatever has no time of its own comes last.
const NEVER = '9999-12-31T23:59:59.999Z';
const keyOf = ({ id, dueAt }: Listed): string => `${dueAt?.toISOString() ?? NEVER}|${id}`;

/** One page of a list that was put together from several reads, the earliest due first. */
export function listPage<Row extends Listed>(list: string, rows: readonly Row[], wish: PageWish): CountedPage<Row> {
  const sorted = rows.map((node) => ({ key: keyOf(node), node })).sort((a, b) => (a.key < b.key ? -1 : 1));
  const after = wish.after === null ? '' : keyIn(list, wish.after);
  const rest = sorted.filter(({ key }) => key > after);
  const edges = rest.slice(0, wish.first).map(({ key, node }) => ({ cursor: cursorFor(list, key), node }));
  return { edges, hasNextPage: rest.length > wish.first, totalCount: rows.length };
}

function cursorFor(list: string, key: string): string {
  return Buffer.from(`${list}|${key}`).toString('base64url');
}

/** @throws BadInputError for a cursor of another list, and for any other text */
function keyIn(list: string, cursor: string): string {
  const text = Buffer.from(cursor, 'base64url').toString('utf8');
  const key = text.slice(list.length + 1);
  if (!text.startsWith(`${list}|`) || cursorFor(list, key) !== cursor) throw new BadInputError('after');
  return key;
}
