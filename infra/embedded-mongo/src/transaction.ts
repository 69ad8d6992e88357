import type { Catalogue } from './catalogue.ts';
import { changedKeys, type Collection, type Version } from './collection.ts';
import type { Database } from './database.ts';
import { BlockedError, writeConflict } from './errors.ts';
import { duplicateKey } from './index-spec.ts';

/** One document's way from what a transaction sees to what it makes of it; null is "not there". */
export interface Change {
  readonly collection: Collection;
  readonly rid: number;
  readonly before: Version | null;
  readonly after: Version | null;
}

/** All transactions in progress, and what they hold locked. */
export class Transactions {
  readonly #database: Database;
  readonly #catalogue: Catalogue;
  readonly #snapshots = new Set<Transaction>();
  readonly locks = new Map<string, Transaction>();

  constructor(database: Database, catalogue: Catalogue) {
    this.#database = database;
    this.#catalogue = catalogue;
  }

  /** A client's transaction: reads the state as it is now until it ends; meeting another's lock, it has lost. */
  beginSnapshot(): Transaction {
    const transaction = new Transaction(this, writeConflict);
    this.#snapshots.add(transaction);
    return transaction;
  }

  /** The transaction of one write command, begun and committed in the same turn; meeting a lock, it waits. */
  beginImmediate(): Transaction {
    return new Transaction(this, (owner) => new BlockedError((wake) => owner.onEnd(wake)));
  }

  /** Ends what was begun before `instant`; of all, before collections or indexes change. Clients begin again. */
  abortBegunBefore(instant: number): void {
    for (const transaction of this.#snapshots) if (transaction.begunAt < instant) transaction.end();
  }

  forget(transaction: Transaction): void {
    this.#snapshots.delete(transaction);
  }

  /** Writes a transaction's changes, after showing every other snapshot what it must go on seeing. */
  publish(changes: readonly Change[], by: Transaction): void {
    this.#database.begin();
    try {
      for (const change of changes) {
        for (const other of this.#snapshots) if (other !== by) other.remember(change);
        const isNew = change.collection.write(change.rid, change.before, change.after);
        if (isNew) this.#catalogue.save(change.collection);
      }
    } catch (error) {
      // Half of a transaction is written; it must never be committed.
      this.#database.fail(error);
      throw error;
    }
  }
}

/** Changes held back until they are committed, over the state of the store at the beginning. */
export class Transaction {
  readonly begunAt = Date.now();
  readonly #transactions: Transactions;
  readonly #onLocked: (owner: Transaction) => Error;
  readonly #staged = new Map<Collection, Map<number, Change>>();
  /** What others have committed since the beginning, as it was then. */
  readonly #past = new Map<Collection, Map<number, Version | null>>();
  readonly #keysChangedByOthers = new Set<string>();
  /** Unique keys that this transaction has taken (the row) or given up (null). */
  readonly #claims = new Map<string, number | null>();
  readonly #locks = new Set<string>();
  #isOpen = true;
  #waiting: (() => void)[] = [];

  constructor(transactions: Transactions, onLocked: (owner: Transaction) => Error) {
    this.#transactions = transactions;
    this.#onLocked = onLocked;
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  /**
   * Holds a change back, once its document and its unique keys are locked.
   * @throws CommandError 11000 for a duplicate key, 112 if another transaction was first; BlockedError if it must wait
   */
  stage(change: Change): void {
    const { collection, rid } = change;
    const earlier = this.#staged.get(collection)?.get(rid);
    if (!earlier && this.#past.get(collection)?.has(rid)) throw writeConflict();
    this.#lock(`r${collection.id}:${rid}`);
    // All keys are checked before any is claimed: a statement that fails must leave no claim behind.
    for (const [key, owner] of this.#claimsOf(change)) this.#claims.set(key, owner);
    mapIn(this.#staged, collection).set(rid, { ...change, before: earlier ? earlier.before : change.before });
  }

  /** Keeps what another transaction is about to change, as this one must go on seeing it. */
  remember({ collection, rid, before, after }: Change): void {
    const past = mapIn(this.#past, collection);
    if (!past.has(rid)) past.set(rid, before);
    for (const { name } of uniqueKeys(collection, before, after)) this.#keysChangedByOthers.add(name);
  }

  /** Whether this transaction sees something else than the committed state of a document. */
  hides(collection: Collection, rid: number): boolean {
    return Boolean(this.#staged.get(collection)?.has(rid) || this.#past.get(collection)?.has(rid));
  }

  /** The documents that this transaction sees instead. */
  *versions(collection: Collection): Generator<[rid: number, version: Version]> {
    const staged = this.#staged.get(collection);
    for (const [rid, version] of this.#past.get(collection) ?? [])
      if (version && !staged?.has(rid)) yield [rid, version];
    for (const [rid, { after }] of staged ?? []) if (after) yield [rid, after];
  }

  /** Whether the committed state of a collection is not, or not all, what this transaction sees. */
  differsIn(collection: Collection): boolean {
    return this.#staged.has(collection) || this.#past.has(collection);
  }

  commit(): void {
    const changes = [...this.#staged.values()].flatMap((staged) => [...staged.values()]);
    const real = changes.filter(({ before, after }) => before || after);
    if (real.length > 0) this.#transactions.publish(real, this);
    this.end();
  }

  /** Lets go of everything: aborts, unless it is committed. */
  end(): void {
    this.#isOpen = false;
    for (const name of this.#locks) this.#transactions.locks.delete(name);
    for (const held of [this.#locks, this.#staged, this.#past]) held.clear();
    this.#transactions.forget(this);
    for (const wake of this.#waiting.splice(0)) wake();
  }

  onEnd(wake: () => void): void {
    this.#waiting.push(wake);
  }

  #lock(name: string): void {
    const owner = this.#transactions.locks.get(name);
    if (owner && owner !== this) throw this.#onLocked(owner);
    this.#transactions.locks.set(name, this);
    this.#locks.add(name);
  }

  #claimsOf({ collection, rid, before, after }: Change): [name: string, owner: number | null][] {
    return uniqueKeys(collection, before, after).map(({ name, index, key, isAdded }) => {
      this.#lock(name);
      if (!isAdded) return [name, null];
      if (this.#keysChangedByOthers.has(name)) throw writeConflict();
      const claim = this.#claims.get(name);
      const owner = claim === undefined ? collection.ownerOf(index, key) : claim;
      if (owner !== undefined && owner !== null && owner !== rid) throw duplicateKey(collection.namespace, index);
      return [name, rid];
    });
  }
}

function mapIn<K, V>(maps: Map<K, Map<number, V>>, key: K): Map<number, V> {
  const map = maps.get(key) ?? new Map<number, V>();
  maps.set(key, map);
  return map;
}

/** The keys of unique indexes that a change gives up, then those that it takes. */
function uniqueKeys(collection: Collection, before: Version | null, after: Version | null) {
  return collection.indexes.flatMap((index, i) => {
    if (!index.isUnique) return [];
    const { removed, added } = changedKeys(before, after, i);
    return [...removed, ...added].map((key) => ({
      name: `u${index.id}:${key.toString('latin1')}`,
      index,
      key,
      isAdded: added.includes(key),
    }));
  });
}
