import { type ClientSession, type Model, type QueryFilter, type SortOrder, trusted } from 'mongoose';
import { BadInputError } from '../errors.ts';

/** Which part of a list is wanted: `first` rows after the row with this cursor. */
export interface PageWish {
  readonly first: number;
  readonly after: string | null;
}

/** A part of a list. A cursor is opaque to whoever gets it, and good for its own list only. */
export interface Page<Row> {
  readonly edges: readonly { readonly cursor: string; readonly node: Row }[];
  readonly hasNextPage: boolean;
}

/** A page that says how long the whole list is. */
export interface CountedPage<Row> extends Page<Row> {
  readonly totalCount: number;
}

type CursorPart = string | number;

/** A cursor from the name of its list and the values that the list is ordered by. */
export function toCursor(list: string, parts: readonly CursorPart[]): string {
  return Buffer.from(JSON.stringify([list, ...parts])).toString('base64url');
}

/**
 * The values in a cursor.
 * @throws BadInputError if it is not a cursor, or one of another list
 */
export function fromCursor(list: string, cursor: string): readonly CursorPart[] {
  const [name, ...parts] = readCursor(cursor);
  if (name !== list || !parts.every(isCursorPart)) throw new BadInputError('after');
  return parts;
}

function readCursor(cursor: string): readonly unknown[] {
  try {
    const read: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    return Array.isArray(read) ? read : [];
  } catch {
    // Whatever is not JSON was not made by `toCursor`.
    return [];
  }
}

function isCursorPart(part: unknown): part is CursorPart {
  return typeof part === 'string' || (typeof part === 'number' && Number.isFinite(part));
}

/** A page from one row more than was asked for. */
export function pageOf<Row>(rows: readonly Row[], first: number, cursorOf: (row: Row) => string): Page<Row> {
  const edges = rows.slice(0, first).map((node) => ({ cursor: cursorOf(node), node }));
  return { edges, hasNextPage: rows.length > first };
}

/** An order of a list: its fields, most significant first, all in one direction. The last one must be unique. */
interface ListOrder<Stored> {
  readonly fields: readonly (keyof Stored & string)[];
  readonly direction: 'asc' | 'desc';
}

/** A list of a collection. Its filter must be answered by an index that ends in the fields of the order. */
export interface List<Stored> {
  readonly name: string;
  readonly filter: QueryFilter<Stored>;
  readonly order: ListOrder<Stored>;
}

/** Reads one page of a collection, and counts the whole list. */
export async function readPage<Stored>(
  model: Model<Stored>,
  { name, filter, order }: List<Stored>,
  { first, after }: PageWish,
  session: ClientSession | null,
): Promise<CountedPage<Stored>> {
  const wanted = after === null ? filter : { ...filter, ...beyond(order, fromCursor(name, after)) };
  const sort = Object.fromEntries(order.fields.map((field): [string, SortOrder] => [field, order.direction]));
  const rows = (await model
    .find(wanted)
    .sort(sort)
    .limit(first + 1)
    .session(session)
    .lean()) as Stored[];
  const totalCount = await model.countDocuments(filter).session(session);
  const cursorOf = (row: Stored): string =>
    toCursor(
      name,
      order.fields.map((field) => asPart(row[field])),
    );
  return { ...pageOf(rows, first, cursorOf), totalCount };
}

const ISO = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

const asPart = (value: unknown): CursorPart => (value instanceof Date ? value.toISOString() : String(value));
const fromPart = (part: CursorPart | undefined): unknown =>
  typeof part === 'string' && ISO.test(part) ? new Date(part) : part;

/** Rows that come after the given values in the order. */
function beyond<Stored>({ fields, direction }: ListOrder<Stored>, after: readonly CursorPart[]): object {
  const operator = direction === 'asc' ? '$gt' : '$lt';
  const alternatives = fields.map((field, position) => ({
    ...Object.fromEntries(fields.slice(0, position).map((earlier, index) => [earlier, fromPart(after[index])])),
    [field]: trusted({ [operator]: fromPart(after[position]) }),
  }));
  return { $or: alternatives };
}
