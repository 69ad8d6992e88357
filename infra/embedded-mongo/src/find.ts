import type { Collection, Row, Version } from './collection.ts';
import { decode, type Doc, isDoc } from './document.ts';
import { CommandError } from './errors.ts';
import { compileFilter } from './filter.ts';
import { sorter } from './path.ts';
import { type Plan, planQuery } from './plan.ts';
import type { Transaction } from './transaction.ts';

/** What is asked of one collection. */
export interface Query {
  readonly filter: Doc;
  readonly sort?: Doc | undefined;
  readonly skip?: number;
  /** 0 or absent: all. */
  readonly limit?: number;
  readonly hint?: unknown;
}

/** A found document: the caller's own copy, to change as it likes. */
export interface Hit extends Row {
  readonly doc: Doc;
}

/** From where, and for whom, to read. */
export interface Reader {
  readonly collection: Collection;
  readonly transaction: Transaction | null;
  /** More documents than this, read without an index, are a missing index. */
  readonly maxScan: number;
}

/** What a query cost; filled in as it runs, for `explain`. */
export interface Cost {
  plan?: Plan;
  documents: number;
}

/**
 * The documents that match, in order, as the transaction sees them.
 * @throws CommandError 291 if too many documents had to be read for want of an index
 */
export function* find(reader: Reader, query: Query, cost: Cost = { documents: 0 }): Generator<Hit> {
  const sort = query.sort ?? {};
  const matches = compileFilter(query.filter);
  const order = sorter(sort);
  const plan = planQuery(reader.collection, query.filter, sort, query.hint);
  cost.plan = plan;
  const hits = matching(rows(reader, plan, query, cost), matches);
  const isInOrder = plan.isSorted && !(query.sort && reader.transaction?.differsIn(reader.collection));
  const sorted = isInOrder ? hits : [...hits].sort((a, b) => order(a.doc, b.doc));
  yield* slice(sorted, query.skip ?? 0, query.limit || Number.POSITIVE_INFINITY);
}

function* matching(found: Iterable<Row>, matches: (doc: Doc) => boolean): Generator<Hit> {
  for (const { rid, raw } of found) {
    const doc = decode(raw);
    if (matches(doc)) yield { rid, raw, doc };
  }
}

/** Passes over `skip`, then yields up to `limit`; reads not one further than it must. */
export function* slice<T>(items: Iterable<T>, skip: number, limit: number): Generator<T> {
  let at = 0;
  for (const item of items) {
    if (at++ < skip) continue;
    yield item;
    if (at >= skip + limit) return;
  }
}

/** The committed documents that the transaction sees as they are, then its own view of the others. */
function* rows(reader: Reader, plan: Plan, query: Query, cost: Cost): Generator<Row> {
  const { collection, transaction } = reader;
  const committed = plan.scans.length > 0 ? indexedRows(collection, plan) : limitedScan(reader, query);
  for (const row of committed) {
    cost.documents++;
    if (!transaction?.hides(collection, row.rid)) yield row;
  }
  for (const [rid, version] of transaction?.versions(collection) ?? [])
    if (mayMatch(collection, plan, version)) yield { rid, raw: version.raw };
}

function* limitedScan(reader: Reader, query: Query): Generator<Row> {
  let scanned = 0;
  for (const row of reader.collection.scan()) {
    if (++scanned > reader.maxScan) throw missingIndex(reader, query);
    yield row;
  }
}

function* indexedRows(collection: Collection, { scans }: Plan): Generator<Row> {
  const mayRepeat = scans.length > 1 || scans.some(({ index }) => index.crossesArray.includes(true));
  const seen = new Set<number>();
  for (const { index, ranges, isReverse } of scans)
    for (const range of ranges)
      for (const row of collection.range(index, range, isReverse)) {
        if (seen.has(row.rid)) continue;
        if (mayRepeat) seen.add(row.rid);
        yield row;
      }
}

/** Spares decoding the versions whose keys lie outside the plan. */
function mayMatch(collection: Collection, { scans }: Plan, { entries }: Version): boolean {
  if (scans.length === 0) return true;
  return scans.some(({ index, ranges }) => {
    const keys = entries[collection.indexes.indexOf(index)]?.keys ?? [];
    return keys.some((key) => ranges.some(({ low, high }) => key.compare(low) >= 0 && key.compare(high) < 0));
  });
}

function missingIndex({ collection, maxScan }: Reader, { filter, sort = {} }: Query): CommandError {
  const asked = `filter on [${fieldsOf(filter).join(', ')}], sort on [${Object.keys(sort).join(', ')}]`;
  const cost = `more than ${maxScan} documents would be scanned`;
  return new CommandError(291, `embedded store: ${collection.namespace} has no index for a ${asked}: ${cost}`);
}

/** The names of the fields that a filter speaks of: never its values. */
function fieldsOf(filter: Doc): string[] {
  const names = Object.entries(filter).flatMap(([name, condition]) =>
    Array.isArray(condition) && name.startsWith('$') ? condition.flatMap((c) => (isDoc(c) ? fieldsOf(c) : [])) : [name],
  );
  return [...new Set(names)];
}
