import { Collection } from './collection.ts';
import type { Database } from './database.ts';
import { decode, type Doc, encode } from './document.ts';
import { CommandError } from './errors.ts';
import { duplicateKey, type Index, toIndex } from './index-spec.ts';

/** Which collections and indexes there are, in memory and on disk. */
export class Catalogue {
  readonly #database: Database;
  readonly #collections = new Map<string, Collection>();
  #nextId: number;

  constructor(database: Database) {
    this.#database = database;
    this.#nextId = database.get<[number]>(`SELECT value FROM counters WHERE name='id'`)?.[0] ?? 1;
    const rows = database.all<[string, number, Uint8Array]>('SELECT namespace, id, indexes FROM collections');
    for (const [namespace, id, raw] of rows) {
      const kept = decode(raw)['indexes'] as Pick<Index, 'id' | 'spec' | 'crossesArray'>[];
      const indexes = kept.map((index) => toIndex(index.id, index.spec, index.crossesArray));
      this.#collections.set(namespace, new Collection(database, id, namespace, indexes));
    }
  }

  get(namespace: string): Collection | undefined {
    return this.#collections.get(namespace);
  }

  /** The collections of one database. */
  in(database: string): Collection[] {
    return [...this.#collections.values()].filter(({ namespace }) => namespace.startsWith(`${database}.`));
  }

  /**
   * The collection of that name, created if need be with its index on `_id`.
   * @throws CommandError 73 if the name cannot be one
   */
  ensure(namespace: string): Collection {
    const present = this.#collections.get(namespace);
    if (present) return present;
    if (!/^[^.$\0/\\ "]+\.[^.$\0][^$\0]*$/.test(namespace)) throw new CommandError(73, 'Invalid namespace specified');
    this.#database.begin();
    const id = this.#newId();
    this.#database.execute(`CREATE TABLE d${id}(rid INTEGER PRIMARY KEY, doc BLOB NOT NULL)`);
    const collection = new Collection(this.#database, id, namespace, []);
    this.#collections.set(namespace, collection);
    this.addIndex(collection, { v: 2, key: { _id: 1 }, name: '_id_' });
    return collection;
  }

  /**
   * Builds an index from a checked specification.
   * @throws CommandError 11000 or 171 if the documents do not allow it; then nothing has changed
   */
  addIndex(collection: Collection, spec: Doc): void {
    this.#database.begin();
    const index = toIndex(this.#newId(), spec);
    const columns = 'k BLOB NOT NULL, rid INTEGER NOT NULL, PRIMARY KEY(k, rid)';
    this.#database.execute(`SAVEPOINT building; CREATE TABLE i${index.id}(${columns}) WITHOUT ROWID`);
    try {
      if (!collection.fill(index)) throw duplicateKey(collection.namespace, index);
    } catch (error) {
      // The documents do not fit the index; the caller says so, and the half-built table goes.
      this.#database.execute('ROLLBACK TO building; RELEASE building');
      throw error;
    }
    this.#database.execute('RELEASE building');
    collection.indexes = [...collection.indexes, index];
    this.save(collection);
  }

  dropIndex(collection: Collection, index: Index): void {
    this.#database.begin();
    this.#database.execute(`DROP TABLE i${index.id}`);
    collection.indexes = collection.indexes.filter((other) => other !== index);
    this.save(collection);
  }

  drop(collection: Collection): void {
    for (const index of collection.indexes) this.dropIndex(collection, index);
    this.#database.begin();
    this.#database.execute(`DROP TABLE d${collection.id}`);
    this.#database.run('DELETE FROM collections WHERE namespace=?', collection.namespace);
    this.#collections.delete(collection.namespace);
  }

  /** Keeps what is known of a collection's indexes. */
  save({ namespace, id, indexes }: Collection): void {
    const kept = indexes.map((index) => ({ id: index.id, spec: index.spec, crossesArray: index.crossesArray }));
    const sql = 'INSERT INTO collections VALUES(?,?,?) ON CONFLICT(namespace) DO UPDATE SET indexes=excluded.indexes';
    this.#database.run(sql, namespace, id, encode({ indexes: kept }));
  }

  #newId(): number {
    const sql = `INSERT INTO counters VALUES('id',?) ON CONFLICT(name) DO UPDATE SET value=excluded.value`;
    this.#database.run(sql, this.#nextId + 1);
    return this.#nextId++;
  }
}
