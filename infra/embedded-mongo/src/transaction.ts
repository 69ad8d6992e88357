import type { Batch } from './batch.ts';
import type { Catalogue } from './catalogue.ts';
import { changedKeys, type Collection, noteCrossed, type Version } from './collection.ts';
import { BlockedError, type LockOwner, writeConflict } from './errors.ts';
import { duplicateKey, type Index } from './index-spec.ts';

/** One document's way from what a transaction sees to what it makes of it; null is "not there". */
export interface Change {
  readonly collection: Collection;
  readonly rid: number;
  readonly before: Version | null;
  readonly after: Version | null;
}

/** All transactions in progress, and what they hold locked. */
export class Transactions {
  readonly #batch: Batch;
  readonly #catalogue: Catalogue;
  readonly #snapshots = new Set<Transaction>();
  readonly locks = new Map<string, Transaction>();

  constructor(batch: Batch, catalogue: Catalogue) {
    this.#batch = batch;
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
    return new Transaction(this, (owner) => new BlockedError(owner));
  }

  /** Ends what was begun before `instant`, so that a client that went away does not hold its locks for ever. */
  abortBegunBefore(instant: number): void {
    for (const transaction of this.#snapshots) if (transaction.begunAt < instant) transaction.abort();
  }

  /** Before collections or indexes change: the clients begin their transactions again. */
  abortAll(): void {
    this.abortBegunBefore(Number.POSITIVE_INFINITY);
  }

  forget(transaction: Transaction): void {
    this.#snapshots.delete(transaction);
  }

  /** Writes a transaction's changes to the open batch, after showing every other snapshot what it must go on seeing. */
  publish(changes: Iterable<Change>, by: Transaction): void {
    this.#batch.begin();
    try {
      for (const change of changes) {
        for (const other of this.#snapshots) if (other !== by) other.remember(change);
        change.collection.write(change.rid, change.before, change.after);
        this.#noteArrays(change);
      }
    } catch (error) {
      // Half of a transaction is in the batch; it must never be committed.
      this.#batch.fail(error);
      throw error;
    }
  }

  #noteArrays({ collection, after }: Change): void {
    if (!after) return;
    const isNew = collection.indexes.map((index, i) => {
      const entry = after.entries[i];
      return entry !== undefined && noteCrossed(index, entry);
    });
    if (isNew.includes(true)) this.#catalogue.save(collection);
  }
}

/** Changes held back until they are committed, over the state of the store at the beginning. */
export class Transaction implements LockOwner {
  readonly begunAt = Date.now();
  readonly #transactions: Transactions;
  readonly #onLocked: (owner: LockOwner) => Error;
  readonly #staged = new Map<Collection, Map<number, Change>>();
  /** What others have committed since the beginning, as it was then. */
  readonly #past = new Map<Collection, Map<number, Version | null>>();
  readonly #keysChangedByOthers = new Set<string>();
  /** Unique keys that this transaction has taken (the row) or given up (null). */
  readonly #claims = new Map<string, number | null>();
  readonly #locks = new Set<string>();
  #isOpen = true;
  #waiting: (() => void)[] = [];

  constructor(transactions: Transactions, onLocked: (owner: LockOwner) => Error) {
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
    const staged = this.#staged.get(collection) ?? new Map<number, Change>();
    const earlier = staged.get(rid);
    if (!earlier && this.#past.get(collection)?.has(rid)) throw writeConflict();
    if (change.before && !earlier) this.#lock(`r${collection.id}:${rid}`);
    const claims = collection.indexes.flatMap((index, i) => (index.isUnique ? this.#claimsOf(change, index, i) : []));
    for (const [key, owner] of claims) this.#claims.set(key, owner);
    staged.set(rid, earlier ? { ...change, before: earlier.before } : change);
    this.#staged.set(collection, staged);
  }

  /** Keeps what another transaction is about to change, as this one must go on seeing it. */
  remember({ collection, rid, before, after }: Change): void {
    const past = this.#past.get(collection) ?? new Map<number, Version | null>();
    if (!past.has(rid)) past.set(rid, before);
    this.#past.set(collection, past);
    for (const [i, index] of collection.indexes.entries()) {
      if (!index.isUnique) continue;
      const { removed, added } = changedKeys(before, after, i);
      for (const key of [...removed, ...added]) this.#keysChangedByOthers.add(lockName(index, key));
    }
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
    try {
      const changes = [...this.#staged.values()].flatMap((staged) => [...staged.values()]);
      const real = changes.filter(({ before, after }) => before || after);
      if (real.length > 0) this.#transactions.publish(real, this);
    } finally {
      this.abort();
    }
  }

  /** Lets go of everything. After a commit there is nothing left to lose. */
  abort(): void {
    this.#isOpen = false;
    for (const name of this.#locks) this.#transactions.locks.delete(name);
    this.#locks.clear();
    this.#staged.clear();
    this.#past.clear();
    this.#transactions.forget(this);
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const wake of waiting) wake();
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

  /** Checks all keys before any is claimed: a statement that fails must leave no claim behind. */
  #claimsOf({ collection, rid, before, after }: Change, index: Index, i: number): [string, number | null][] {
    const { removed, added } = changedKeys(before, after, i);
    const released = removed.map((key) => {
      const name = lockName(index, key);
      this.#lock(name);
      return [name, null] satisfies [string, null];
    });
    const taken = added.map((key) => {
      const name = lockName(index, key);
      this.#lock(name);
      if (this.#keysChangedByOthers.has(name)) throw writeConflict();
      const owner = this.#claims.has(name) ? this.#claims.get(name) : collection.ownerOf(index, key);
      if (owner !== undefined && owner !== null && owner !== rid) throw duplicateKey(collection.namespace, index);
      return [name, rid] satisfies [string, number];
    });
    return [...released, ...taken];
  }
}

function lockName(index: Index, key: Buffer): string {
  return `u${index.id}:${key.toString('latin1')}`;
}
