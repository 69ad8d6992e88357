import { Batch } from './batch.ts';
import { Catalogue } from './catalogue.ts';
import { Cursors } from './cursors.ts';
import { Database, type Sync } from './database.ts';
import { Sessions } from './sessions.ts';
import { Transactions } from './transaction.ts';

const TRANSACTION_LIMIT_MS = 60_000;

export interface StoreOptions {
  readonly dir: string;
  /** Where clients find it, as it tells them. */
  readonly address: string;
  /** More documents than this, read without an index, are an error: a missing index. */
  readonly maxScan: number;
  readonly sync: Sync;
  /** Called once if a write cannot be kept; nothing is answered after it. */
  readonly onFailure: (error: unknown) => void;
}

/** Everything that the commands work on. */
export interface Store {
  readonly batch: Batch;
  readonly catalogue: Catalogue;
  readonly transactions: Transactions;
  readonly sessions: Sessions;
  readonly cursors: Cursors;
  readonly address: string;
  readonly maxScan: number;
  /** Ends what has been left lying: long transactions, idle cursors, old sessions. */
  tidy(now: number): void;
  close(): void;
}

/** @throws DirectoryInUseError if another store has the directory open */
export function openStore({ dir, address, maxScan, sync, onFailure }: StoreOptions): Store {
  const database = new Database(dir, sync);
  const batch = new Batch(database, onFailure);
  const catalogue = new Catalogue(database, batch);
  const transactions = new Transactions(batch, catalogue);
  const sessions = new Sessions(database, batch, transactions);
  const cursors = new Cursors();
  return {
    batch,
    catalogue,
    transactions,
    sessions,
    cursors,
    address,
    maxScan,
    tidy(now) {
      transactions.abortBegunBefore(now - TRANSACTION_LIMIT_MS);
      cursors.killIdle(now);
      sessions.forgetOld(now);
    },
    close() {
      transactions.abortAll();
      batch.flush();
      database.close();
    },
  };
}
