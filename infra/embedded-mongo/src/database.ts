import { chmodSync, closeSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';

/** How hard a commit waits for the disk: FULL survives a power cut, OFF only the death of the process. */
export type Sync = 'FULL' | 'OFF';
type Parameter = number | bigint | string | Uint8Array;

/** A holder that has just been killed is given this long to let go. */
const LOCK_PATIENCE_MS = 2_000;

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS collections(namespace TEXT PRIMARY KEY, id INTEGER NOT NULL, indexes BLOB NOT NULL);
  CREATE TABLE IF NOT EXISTS counters(name TEXT PRIMARY KEY, value INTEGER NOT NULL);
  CREATE TABLE IF NOT EXISTS replies(session TEXT PRIMARY KEY, number INTEGER NOT NULL, reply BLOB NOT NULL, at INTEGER NOT NULL);`;

/** One SQLite file, held by this process alone. All writes of one turn of the event loop share a commit. */
export class Database {
  readonly #connection: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();
  readonly #onFailure: (error: unknown) => void;
  #state: 'IDLE' | 'WRITING' | 'FAILED' = 'IDLE';
  #waiting: (() => void)[] = [];

  /**
   * The lock is SQLite's own on the file: the kernel lets it go when its holder dies, so a stale one cannot be.
   * @param onFailure called once if a write cannot be kept
   * @throws Error in one line if another has the directory
   */
  constructor(directory: string, sync: Sync, onFailure: (error: unknown) => void) {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    const file = join(directory, 'data.sqlite');
    closeSync(openSync(file, 'a', 0o600));
    chmodSync(file, 0o600);
    this.#onFailure = onFailure;
    this.#connection = new DatabaseSync(file, { timeout: LOCK_PATIENCE_MS });
    try {
      this.execute(`PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=WAL; PRAGMA synchronous=${sync};
        PRAGMA cache_size=-65536; PRAGMA wal_autocheckpoint=4000; ${SCHEMA}`);
    } catch (error) {
      this.#connection.close();
      const isHeld = error instanceof Error && /locked|busy/.test(error.message);
      throw isHeld ? new Error(`embedded store: the data directory ${directory} is in use by another process`) : error;
    }
  }

  execute(sql: string): void {
    this.#connection.exec(sql);
  }

  run(sql: string, ...parameters: Parameter[]): void {
    this.#prepare(sql).run(...parameters);
  }

  /** All rows, each an array of columns. */
  all<Row extends unknown[]>(sql: string, ...parameters: Parameter[]): Row[] {
    return this.#prepare(sql).all(...parameters) as unknown as Row[];
  }

  /** The first row. */
  get<Row extends unknown[]>(sql: string, ...parameters: Parameter[]): Row | undefined {
    return this.#prepare(sql).get(...parameters) as unknown as Row | undefined;
  }

  #prepare(sql: string): StatementSync {
    let statement = this.#statements.get(sql);
    if (statement) return statement;
    statement = this.#connection.prepare(sql);
    statement.setReturnArrays(true);
    this.#statements.set(sql, statement);
    return statement;
  }

  /** Called before every write. */
  begin(): void {
    if (this.#state === 'FAILED') throw new Error('the store has stopped');
    if (this.#state === 'WRITING') return;
    this.execute('BEGIN IMMEDIATE');
    this.#state = 'WRITING';
    setImmediate(() => this.flush());
  }

  /** Resolves once all that has been written so far is kept; never, if it could not be. */
  committed(): Promise<void> {
    return new Promise((resolve) => {
      if (this.#state === 'IDLE') resolve();
      else this.#waiting.push(resolve);
    });
  }

  flush(): void {
    if (this.#state !== 'WRITING') return;
    try {
      this.execute('COMMIT');
    } catch (error) {
      // A full or broken disk. What memory believes is no longer what the disk holds, so nothing more may be said.
      this.fail(error);
      return;
    }
    this.#state = 'IDLE';
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }

  /** Gives up this commit and every later one. */
  fail(error: unknown): void {
    if (this.#state !== 'FAILED') this.#onFailure(error);
    this.#state = 'FAILED';
  }

  close(): void {
    this.flush();
    this.#connection.close();
  }
}
