import { Long } from 'bson';
import { CommandError } from './errors.ts';
import type { Transaction } from './transaction.ts';
import { rawArray, withRaw } from './wire.ts';

const MAX_BATCH_BYTES = 16 * 1024 * 1024 - 65_536;
const IDLE_MS = 10 * 60_000;

interface Cursor {
  readonly id: bigint;
  readonly namespace: string;
  readonly transaction: Transaction | null;
  readonly rows: Iterator<Uint8Array>;
  /** Whether the collection and indexes are still those that the rows are read from. */
  readonly isValid: () => boolean;
  pending: Uint8Array | null;
  usedAt: number;
}

/** Documents to be sent in batches. */
export interface Opening {
  readonly namespace: string;
  readonly transaction: Transaction | null;
  readonly rows: Iterable<Uint8Array>;
  readonly isValid?: () => boolean;
  readonly batchSize: number;
  /** One batch, and then no cursor stays behind. */
  readonly isSingleBatch?: boolean;
}

/** Queries whose answer did not fit into one reply. */
export class Cursors {
  readonly #open = new Map<bigint, Cursor>();
  // Ids of an earlier run of the server must not be met again.
  #nextId = BigInt(Date.now()) * 1000n;

  /** The first reply to a query; leaves a cursor behind if there is more. */
  open(opening: Opening): Buffer {
    const { namespace, transaction, isValid = () => true, batchSize } = opening;
    const rows = opening.rows[Symbol.iterator]();
    const cursor: Cursor = {
      id: ++this.#nextId,
      namespace,
      transaction,
      rows,
      isValid,
      pending: next(rows),
      usedAt: 0,
    };
    return this.#reply(cursor, 'firstBatch', batchSize, opening.isSingleBatch ?? false);
  }

  /**
   * The next batch.
   * @throws CommandError 43 if there is no such cursor here, 175 if what it was reading has gone
   */
  more(id: bigint, namespace: string, transaction: Transaction | null, batchSize: number): Buffer {
    const cursor = this.#open.get(id);
    if (!cursor || cursor.namespace !== namespace || cursor.transaction !== transaction)
      throw new CommandError(43, `cursor id ${id} not found`);
    if (!cursor.isValid()) {
      this.kill(id);
      throw new CommandError(175, 'collection or index dropped while a cursor was open');
    }
    return this.#reply(cursor, 'nextBatch', batchSize, false);
  }

  /** @returns whether there was one */
  kill(id: bigint): boolean {
    return this.#open.delete(id);
  }

  killIdle(now: number): void {
    for (const { id, usedAt, transaction } of this.#open.values())
      if (now - usedAt > IDLE_MS || transaction?.isOpen === false) this.kill(id);
  }

  #reply(cursor: Cursor, name: 'firstBatch' | 'nextBatch', batchSize: number, isLast: boolean): Buffer {
    const documents = take(cursor, batchSize);
    const isDone = isLast || cursor.pending === null;
    if (isDone) this.kill(cursor.id);
    else this.#open.set(cursor.id, cursor);
    cursor.usedAt = Date.now();
    const id = Long.fromBigInt(isDone ? 0n : cursor.id);
    return withRaw({ ok: 1 }, 'cursor', withRaw({ id, ns: cursor.namespace }, name, rawArray(documents), 'ARRAY'));
  }
}

function next(rows: Iterator<Uint8Array>): Uint8Array | null {
  const { value, done } = rows.next();
  return done ? null : value;
}

function take(cursor: Cursor, batchSize: number): Uint8Array[] {
  const documents: Uint8Array[] = [];
  let bytes = 0;
  while (cursor.pending && documents.length < batchSize) {
    bytes += cursor.pending.length;
    if (documents.length > 0 && bytes > MAX_BATCH_BYTES) break;
    documents.push(cursor.pending);
    cursor.pending = next(cursor.rows);
  }
  return documents;
}
