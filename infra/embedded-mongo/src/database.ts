import { chmodSync, closeSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';

/** How hard a commit waits for the disk: FULL survives a power cut, OFF only the death of the process. */
export type Sync = 'FULL' | 'OFF';
type Parameter = number | bigint | string | Uint8Array | null;

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS collections(namespace TEXT PRIMARY KEY, id INTEGER NOT NULL, indexes BLOB NOT NULL);
  CREATE TABLE IF NOT EXISTS counters(name TEXT PRIMARY KEY, value INTEGER NOT NULL);
  CREATE TABLE IF NOT EXISTS replies(session TEXT PRIMARY KEY, number INTEGER NOT NULL, reply BLOB NOT NULL, at INTEGER NOT NULL);`;

/** The data directory is in use by another process, or this one. */
export class DirectoryInUseError extends Error {}

/** One SQLite file, held by this process alone, with its statements prepared once. */
export class Database {
  readonly #connection: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  /**
   * The lock is SQLite's own on the file: the kernel lets it go when its holder dies, so a stale one cannot be.
   * @throws DirectoryInUseError if it is held
   */
  constructor(directory: string, sync: Sync) {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    const file = join(directory, 'data.sqlite');
    closeSync(openSync(file, 'a', 0o600));
    chmodSync(file, 0o600);
    this.#connection = new DatabaseSync(file);
    try {
      this.execute(`PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=WAL; PRAGMA synchronous=${sync};
        PRAGMA cache_size=-65536; PRAGMA wal_autocheckpoint=4000; ${SCHEMA}`);
    } catch (error) {
      this.#connection.close();
      if (error instanceof Error && /locked|busy/.test(error.message))
        throw new DirectoryInUseError(`embedded store: the data directory ${directory} is in use by another process`);
      throw error;
    }
  }

  execute(sql: string): void {
    this.#connection.exec(sql);
  }

  run(sql: string, ...parameters: Parameter[]): void {
    this.#prepare(sql).run(...parameters);
  }

  /** The first row, as an array of columns. */
  get<Row extends unknown[]>(sql: string, ...parameters: Parameter[]): Row | undefined {
    return this.#prepare(sql).get(...parameters) as unknown as Row | undefined;
  }

  /** All rows, each an array of columns. */
  all<Row extends unknown[]>(sql: string, ...parameters: Parameter[]): Row[] {
    return this.#prepare(sql).all(...parameters) as unknown as Row[];
  }

  close(): void {
    this.#connection.close();
  }

  #prepare(sql: string): StatementSync {
    let statement = this.#statements.get(sql);
    if (!statement) {
      statement = this.#connection.prepare(sql);
      statement.setReturnArrays(true);
      this.#statements.set(sql, statement);
    }
    return statement;
  }
}
