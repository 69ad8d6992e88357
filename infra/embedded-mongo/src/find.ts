import { fieldsOf } from './bounds.ts';
import type { Collection, Row, Version } from './collection.ts';
import { decode, type Doc } from './document.ts';
import { CommandError } from './errors.ts';
import { compileFilter } from './filter.ts';
import { sorter } from './path.ts';
import { type IndexPlan, type Plan, planQuery } from './plan.ts';
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
  const { collection, transaction, maxScan } = reader;
  for (const row of committedRows(collection, plan)) {
    cost.documents++;
    if (plan.kind === 'SCAN' && cost.documents > maxScan) throw missingIndex(reader, query);
    if (!transaction?.hides(collection, row.rid)) yield row;
  }
  if (!transaction) return;
  for (const [rid, version] of transaction.versions(collection))
    if (mayMatch(collection, plan, version)) yield { rid, raw: version.raw };
}

function* committedRows(collection: Collection, plan: Plan): Generator<Row> {
  if (plan.kind === 'SCAN') {
    yield* collection.scan();
    return;
  }
  const parts = plan.kind === 'OR' ? plan.parts : [plan];
  const mayRepeat = parts.length > 1 || parts.some(({ index }) => index.crossesArray.includes(true));
  const seen = new Set<number>();
  for (const { index, ranges, isReverse } of parts)
    for (const range of ranges)
      for (const row of collection.range(index, range, isReverse)) {
        if (seen.has(row.rid)) continue;
        if (mayRepeat) seen.add(row.rid);
        yield row;
      }
}

/** Spares decoding the versions whose keys lie outside the plan. */
function mayMatch(collection: Collection, plan: Plan, version: Version): boolean {
  if (plan.kind === 'SCAN') return true;
  const parts = plan.kind === 'OR' ? plan.parts : [plan];
  return parts.some((part) => hasKeyIn(part, version.entries[collection.indexes.indexOf(part.index)]?.keys ?? []));
}

function hasKeyIn({ ranges }: IndexPlan, keys: readonly Buffer[]): boolean {
  return keys.some((key) => ranges.some(({ low, high }) => key.compare(low) >= 0 && key.compare(high) < 0));
}

function missingIndex({ collection, maxScan }: Reader, { filter, sort = {} }: Query): CommandError {
  const asked = `filter on [${fieldsOf(filter).join(', ')}], sort on [${Object.keys(sort).join(', ')}]`;
  return new CommandError(
    291,
    `embedded store: ${collection.namespace} has no index for a ${asked}: more than ${maxScan} documents would be scanned`,
  );
}
