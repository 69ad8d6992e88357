import { BSONRegExp, ObjectId } from 'bson';
import type { Collection } from './collection.ts';
import { decode, type Doc, encode, isOperators } from './document.ts';
import { CommandError } from './errors.ts';
import { find, type Hit, type Query, type Reader } from './find.ts';
import type { Transaction } from './transaction.ts';
import { applyUpdate, checkUpdate, upsertBase } from './update.ts';

/** Where, and in which transaction, to write. */
export interface Writer extends Reader {
  readonly transaction: Transaction;
}

export interface Update extends Query {
  readonly update: unknown;
  readonly isMulti: boolean;
  readonly isUpsert: boolean;
}

export interface UpdateResult {
  readonly matched: number;
  readonly modified: number;
  /** The `_id` of the document that an upsert inserted. */
  readonly upserted?: unknown;
  /** The first document before and after. */
  readonly before: Uint8Array | null;
  readonly after: Uint8Array | null;
}

/**
 * Stages one document for insertion; gives it an `_id` if it has none, and puts `_id` first, as MongoDB does.
 * @returns the document as it will be stored
 */
export function insert({ collection, transaction }: Writer, raw: Uint8Array): Uint8Array {
  const sent = decode(raw);
  const isFirst = Object.keys(sent)[0] === '_id';
  const doc = isFirst ? sent : { _id: sent['_id'] ?? new ObjectId(), ...sent };
  checkId(doc['_id']);
  const kept = isFirst ? raw : encode(doc);
  transaction.stage({ collection, rid: collection.nextRid(), before: null, after: collection.version(kept, doc) });
  return kept;
}

function checkId(id: unknown): void {
  if (Array.isArray(id) || id instanceof BSONRegExp || isOperators(id))
    throw new CommandError(53, "The '_id' value cannot be an array, a regex or a set of operators");
}

/** Stages one update statement: of the first match or, if it is multi, of all; or of the upsert if there is none. */
export function update(writer: Writer, statement: Update): UpdateResult {
  checkUpdate(statement.update, statement.isMulti);
  const change = statement.update;
  const hits = [...find(writer, { ...statement, limit: statement.isMulti ? 0 : 1 })];
  if (hits.length === 0 && statement.isUpsert) return upsert(writer, statement.filter, change);
  const after = hits.map((hit) => updateHit(writer, hit, change));
  const modified = after.filter((raw, i) => raw !== hits[i]?.raw).length;
  return { matched: hits.length, modified, before: hits[0]?.raw ?? null, after: after[0] ?? null };
}

/** @returns the new bytes, or the very ones of the hit if nothing has changed */
function updateHit({ collection, transaction }: Writer, hit: Hit, change: Doc): Uint8Array {
  // The keys are taken before the update changes the document in place.
  const before = collection.version(hit.raw, hit.doc);
  const next = applyUpdate(hit.doc, change, 'UPDATING');
  const raw = encode(next);
  if (Buffer.compare(raw, hit.raw) === 0) return hit.raw;
  transaction.stage({ collection, rid: hit.rid, before, after: collection.version(raw, next) });
  return raw;
}

function upsert(writer: Writer, filter: Doc, change: Doc): UpdateResult {
  const next = applyUpdate(upsertBase(filter), change, 'INSERTING');
  const doc = { _id: next['_id'] ?? new ObjectId(), ...next };
  const after = insert(writer, encode(doc));
  return { matched: 0, modified: 0, upserted: doc['_id'], before: null, after };
}

/** Stages the removal of the first match, or of all. */
export function remove({ collection, transaction, maxScan }: Writer, query: Query): Hit[] {
  const hits = [...find({ collection, transaction, maxScan }, query)];
  for (const hit of hits) stageRemoval(collection, transaction, hit);
  return hits;
}

function stageRemoval(collection: Collection, transaction: Transaction, { rid, raw, doc }: Hit): void {
  transaction.stage({ collection, rid, before: collection.version(raw, doc), after: null });
}
