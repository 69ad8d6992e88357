import { BSONRegExp, ObjectId } from 'bson';
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
  /** Matched or upserted. */
  readonly n: number;
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
  const doc = isFirst ? sent : { _id: new ObjectId(), ...sent };
  const id = doc['_id'];
  if (Array.isArray(id) || id instanceof BSONRegExp || isOperators(id))
    throw new CommandError(53, "The '_id' value cannot be an array, a regex or a set of operators");
  const kept = isFirst ? raw : encode(doc);
  transaction.stage({ collection, rid: collection.nextRid(), before: null, after: collection.version(kept, doc) });
  return kept;
}

/** Stages one update statement: of the first match or, if it is multi, of all; or of the upsert if there is none. */
export function update(writer: Writer, statement: Update): UpdateResult {
  const { update: change, isMulti, isUpsert, filter } = statement;
  checkUpdate(change, isMulti);
  const hits = [...find(writer, { ...statement, limit: isMulti ? 0 : 1 })];
  if (hits.length === 0 && isUpsert) return upsert(writer, filter, change);
  const after = hits.map((hit) => updateHit(writer, hit, change));
  const modified = after.filter((raw, i) => raw !== hits[i]?.raw).length;
  return { n: hits.length, modified, before: hits[0]?.raw ?? null, after: after[0] ?? null };
}

/** @returns the new bytes, or the very ones of the hit if nothing has changed */
function updateHit({ collection, transaction }: Writer, { rid, raw, doc }: Hit, change: Doc): Uint8Array {
  // The keys are taken before the update changes the document in place.
  const before = collection.version(raw, doc);
  const next = applyUpdate(doc, change, 'UPDATING');
  const nextRaw = encode(next);
  if (Buffer.compare(nextRaw, raw) === 0) return raw;
  transaction.stage({ collection, rid, before, after: collection.version(nextRaw, next) });
  return nextRaw;
}

function upsert(writer: Writer, filter: Doc, change: Doc): UpdateResult {
  const next = applyUpdate(upsertBase(filter), change, 'INSERTING');
  const doc = { _id: new ObjectId(), ...next };
  return { n: 1, modified: 0, upserted: doc['_id'], before: null, after: insert(writer, encode(doc)) };
}

/** Stages the removal of the first match, or of all. */
export function remove(writer: Writer, query: Query): Hit[] {
  const { collection, transaction } = writer;
  const hits = [...find(writer, query)];
  for (const { rid, raw, doc } of hits)
    transaction.stage({ collection, rid, before: collection.version(raw, doc), after: null });
  return hits;
}
