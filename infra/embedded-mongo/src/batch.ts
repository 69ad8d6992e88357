import type { Database } from './database.ts';

/**
 * Group commit: all that is written in one turn of the event loop shares one SQLite transaction and one wait for the disk,
 * and no reply leaves before the commit that covers what it says.
 */
export class Batch {
  readonly #database: Database;
  readonly #onFailure: (error: unknown) => void;
  #isOpen = false;
  #hasFailed = false;
  #waiting: (() => void)[] = [];

  constructor(database: Database, onFailure: (error: unknown) => void) {
    this.#database = database;
    this.#onFailure = onFailure;
  }

  /** Called before every write. */
  begin(): void {
    if (this.#hasFailed) throw new Error('the store has stopped');
    if (this.#isOpen) return;
    this.#database.execute('BEGIN IMMEDIATE');
    this.#isOpen = true;
    setImmediate(() => this.flush());
  }

  /** Runs `reply` once all that has been written so far is kept; never, if it could not be. */
  afterCommit(reply: () => void): void {
    if (this.#isOpen) this.#waiting.push(reply);
    else if (!this.#hasFailed) reply();
  }

  flush(): void {
    if (!this.#isOpen) return;
    try {
      this.#database.execute('COMMIT');
    } catch (error) {
      // A full or broken disk. What memory believes is no longer what the disk holds, so nothing more may be said.
      this.fail(error);
      return;
    }
    this.#isOpen = false;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const reply of waiting) reply();
  }

  /** Gives up this batch and every later one. */
  fail(error: unknown): void {
    if (this.#hasFailed) return;
    this.#hasFailed = true;
    this.#isOpen = false;
    this.#waiting = [];
    this.#onFailure(error);
  }
}
