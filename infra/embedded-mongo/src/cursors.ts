import { Long } from 'bson';
import { CommandError } from './errors.ts';
import type { Transaction } from './transaction.ts';
import { rawArray, withRaw } from './wire.ts';

const MAX_BATCH_BYTES = 16 * 1024 * 1024 - 65_536;
const IDLE_MS = 10 * 60_000;

/** Documents to be sent in batches. */
export interface Answer {
  readonly namespace: string;
  readonly transaction: Transaction | null;
  readonly rows: Iterator<Uint8Array>;
}

interface Cursor extends Answer {
  readonly id: bigint;
  pending: Uint8Array | null;
  usedAt: number;
}

/** Queries whose answer did not fit into one reply. */
export class Cursors {
  readonly #open = new Map<bigint, Cursor>();
  // Ids of an earlier run of the server must not be met again.
  #nextId = BigInt(Date.now()) * 1000n;

  /** The first reply to a query; leaves a cursor behind if there is more. */
  open(answer: Answer, batchSize: number): Buffer {
    const cursor = { ...answer, id: this.#nextId++, pending: next(answer), usedAt: 0 };
    return this.#reply(cursor, 'firstBatch', batchSize);
  }

  /** The next batch; error 43 if there is no such cursor here. */
  more(id: bigint, namespace: string, transaction: Transaction | null, batchSize: number): Buffer {
    const cursor = this.#open.get(id);
    if (cursor?.namespace !== namespace || cursor.transaction !== transaction)
      throw new CommandError(43, `cursor id ${id} not found`);
    return this.#reply(cursor, 'nextBatch', batchSize);
  }

  /** @returns whether there was one */
  kill(id: bigint): boolean {
    return this.#open.delete(id);
  }

  /** What the cursors read from is about to go. */
  killAll(): void {
    this.#open.clear();
  }

  killIdle(now: number): void {
    for (const { id, usedAt, transaction } of this.#open.values())
      if (now - usedAt > IDLE_MS || transaction?.isOpen === false) this.kill(id);
  }

  #reply(cursor: Cursor, name: 'firstBatch' | 'nextBatch', batchSize: number): Buffer {
    const documents = take(cursor, batchSize);
    if (cursor.pending) this.#open.set(cursor.id, cursor);
    else this.kill(cursor.id);
    cursor.usedAt = Date.now();
    const id = Long.fromBigInt(cursor.pending ? cursor.id : 0n);
    return withRaw({ ok: 1 }, 'cursor', withRaw({ id, ns: cursor.namespace }, name, rawArray(documents), 'ARRAY'));
  }
}

function next({ rows }: Answer): Uint8Array | null {
  const result = rows.next();
  return result.done ? null : result.value;
}

function take(cursor: Cursor, batchSize: number): Uint8Array[] {
  const documents: Uint8Array[] = [];
  let bytes = 0;
  while (cursor.pending && documents.length < batchSize) {
    bytes += cursor.pending.length;
    if (documents.length > 0 && bytes > MAX_BATCH_BYTES) break;
    documents.push(cursor.pending);
    cursor.pending = next(cursor);
  }
  return documents;
}
