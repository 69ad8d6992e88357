import type { Database } from './database.ts';
import { decode, type Doc } from './document.ts';
import { type Index, type IndexEntry, indexEntry } from './index-spec.ts';

/** One stored document: its row number for life, and its bytes. */
export interface Row {
  readonly rid: number;
  readonly raw: Uint8Array;
}

/** One state of a document, with its keys in each index of its collection, in their order. */
export interface Version {
  readonly raw: Uint8Array;
  readonly entries: readonly IndexEntry[];
}

/** Keys from `low` (included) to `high` (excluded). */
export interface KeyRange {
  readonly low: Buffer;
  readonly high: Buffer;
}

const FIRST_PAGE = 32;
const PAGE = 512;

/** The documents and index keys of one namespace: a table of rows, and a table of keys for each index. */
export class Collection {
  readonly id: number;
  readonly namespace: string;
  indexes: readonly Index[];
  readonly #database: Database;
  #nextRid: number;

  constructor(database: Database, id: number, namespace: string, indexes: readonly Index[]) {
    this.#database = database;
    this.id = id;
    this.namespace = namespace;
    this.indexes = indexes;
    this.#nextRid = (database.get<[number | null]>(`SELECT max(rid) FROM d${id}`)?.[0] ?? 0) + 1;
  }

  nextRid(): number {
    return this.#nextRid++;
  }

  /** A document's bytes together with its keys; `doc` is what `raw` decodes to. */
  version(raw: Uint8Array, doc: Doc = decode(raw)): Version {
    return { raw, entries: this.indexes.map((index) => indexEntry(index, doc)) };
  }

  count(): number {
    return this.#database.get<[number]>(`SELECT count(*) FROM d${this.id}`)?.[0] ?? 0;
  }

  /** Which document holds a key, in the committed state. */
  ownerOf(index: Index, key: Buffer): number | undefined {
    return this.#database.get<[number]>(`SELECT rid FROM i${index.id} WHERE k=? LIMIT 1`, key)?.[0];
  }

  /** All documents in the order of their insertion, read page by page. */
  *scan(): Generator<Row> {
    const sql = `SELECT rid, doc FROM d${this.id} WHERE rid>? ORDER BY rid LIMIT ?`;
    let last = 0;
    for (let size = FIRST_PAGE; ; size = PAGE) {
      const page = this.#database.all<[number, Uint8Array]>(sql, last, size);
      for (const [rid, raw] of page) yield { rid, raw };
      last = page.at(-1)?.[0] ?? last;
      if (page.length < size) return;
    }
  }

  /** The documents with a key in the range, in key order or against it; one with several keys comes several times. */
  *range(index: Index, { low, high }: KeyRange, isReverse: boolean): Generator<Row> {
    const rows = `SELECT i.rid, d.doc, i.k FROM i${index.id} i JOIN d${this.id} d ON d.rid=i.rid WHERE`;
    const sql = isReverse
      ? `${rows} (i.k, i.rid) < (?, ?) AND i.k>=? ORDER BY i.k DESC, i.rid DESC LIMIT ?`
      : `${rows} (i.k, i.rid) > (?, ?) AND i.k<? ORDER BY i.k, i.rid LIMIT ?`;
    let [key, last]: [Uint8Array, number] = [isReverse ? high : low, 0];
    for (let size = FIRST_PAGE; ; size = PAGE) {
      const page = this.#database.all<[number, Uint8Array, Uint8Array]>(sql, key, last, isReverse ? low : high, size);
      for (const [rid, raw] of page) yield { rid, raw };
      [last, , key] = page.at(-1) ?? [last, key, key];
      if (page.length < size) return;
    }
  }

  /**
   * Writes a change from one committed state to the next, in the open SQLite transaction.
   * @returns whether an index has now crossed an array where it had not before
   */
  write(rid: number, before: Version | null, after: Version | null): boolean {
    if (after && before) this.#database.run(`UPDATE d${this.id} SET doc=? WHERE rid=?`, after.raw, rid);
    else if (after) this.#database.run(`INSERT INTO d${this.id} VALUES(?,?)`, rid, after.raw);
    else this.#database.run(`DELETE FROM d${this.id} WHERE rid=?`, rid);
    let isNew = false;
    for (const [i, index] of this.indexes.entries()) {
      const { removed, added } = changedKeys(before, after, i);
      for (const key of removed) this.#database.run(`DELETE FROM i${index.id} WHERE k=? AND rid=?`, key, rid);
      for (const key of added) this.#database.run(`INSERT INTO i${index.id} VALUES(?,?)`, key, rid);
      isNew = noteCrossed(index, after?.entries[i]) || isNew;
    }
    return isNew;
  }

  /** Gives a new index the keys of all documents; false if it is unique and they are not. */
  fill(index: Index): boolean {
    for (const { rid, raw } of this.scan()) {
      const entry = indexEntry(index, decode(raw));
      noteCrossed(index, entry);
      if (index.isUnique && entry.keys.some((key) => this.ownerOf(index, key) !== undefined)) return false;
      for (const key of entry.keys) this.#database.run(`INSERT INTO i${index.id} VALUES(?,?)`, key, rid);
    }
    return true;
  }
}

/** The keys that a document leaves and takes in the index at position `i`. */
export function changedKeys(
  before: Version | null,
  after: Version | null,
  i: number,
): Record<'removed' | 'added', readonly Buffer[]> {
  const old = before?.entries[i]?.keys ?? [];
  const now = after?.entries[i]?.keys ?? [];
  return { removed: without(old, now), added: without(now, old) };
}

function without(keys: readonly Buffer[], others: readonly Buffer[]): readonly Buffer[] {
  return others.length === 0 ? keys : keys.filter((key) => !others.some((other) => other.equals(key)));
}

function noteCrossed(index: Index, entry: IndexEntry | undefined): boolean {
  let isNew = false;
  for (const [field, crossed] of (entry?.crossed ?? []).entries())
    if (crossed && !index.crossesArray[field]) isNew = index.crossesArray[field] = true;
  return isNew;
}
