import { Catalogue } from './catalogue.ts';
import { Cursors } from './cursors.ts';
import { Database, type Sync } from './database.ts';
import { Sessions } from './sessions.ts';
import { Transactions } from './transaction.ts';

// Our transactions take milliseconds: what is older was left behind, and holds others up. MongoDB is set to the same.
const TRANSACTION_LIMIT_MS = 15_000;

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
export class Store {
  readonly address: string;
  readonly maxScan: number;
  readonly database: Database;
  readonly catalogue: Catalogue;
  readonly transactions: Transactions;
  readonly sessions: Sessions;
  readonly cursors = new Cursors();

  constructor({ dir, address, maxScan, sync, onFailure }: StoreOptions) {
    this.address = address;
    this.maxScan = maxScan;
    this.database = new Database(dir, sync, onFailure);
    this.catalogue = new Catalogue(this.database);
    this.transactions = new Transactions(this.database, this.catalogue);
    this.sessions = new Sessions(this.database, this.transactions);
  }

  /** Before collections or indexes change: clients begin their transactions and their long queries again. */
  interruptReaders(): void {
    this.transactions.abortBegunBefore(Number.POSITIVE_INFINITY);
    this.cursors.killAll();
  }

  /** Ends what has been left lying: long transactions, idle cursors, old sessions. */
  tidy(now: number): void {
    this.transactions.abortBegunBefore(now - TRANSACTION_LIMIT_MS);
    this.cursors.killIdle(now);
    this.sessions.forgetOld(now);
  }
}
