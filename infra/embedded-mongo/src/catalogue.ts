import type { Batch } from './batch.ts';
import { Collection } from './collection.ts';
import type { Database } from './database.ts';
import { decode, type Doc, encode } from './document.ts';
import { CommandError } from './errors.ts';
import { duplicateKey, type Index, toIndex } from './index-spec.ts';

interface KeptIndex {
  readonly id: number;
  readonly spec: Doc;
  readonly crossesArray: boolean[];
}

/** Which collections and indexes there are, in memory and on disk. */
export class Catalogue {
  readonly #database: Database;
  readonly #batch: Batch;
  readonly #collections = new Map<string, Collection>();
  #nextId: number;

  constructor(database: Database, batch: Batch) {
    this.#database = database;
    this.#batch = batch;
    this.#nextId = database.get<[number]>(`SELECT value FROM counters WHERE name='id'`)?.[0] ?? 1;
    const rows = database.all<[string, number, Uint8Array]>('SELECT namespace, id, indexes FROM collections');
    for (const [namespace, id, kept] of rows) {
      const indexes = (decode(kept)['indexes'] as KeptIndex[]).map((k) => toIndex(k.id, k.spec, k.crossesArray));
      this.#collections.set(namespace, new Collection(database, id, namespace, indexes));
    }
  }

  get(namespace: string): Collection | undefined {
    return this.#collections.get(namespace);
  }

  /** The collections of one database, by name. */
  in(database: string): { name: string; collection: Collection }[] {
    return [...this.#collections.values()]
      .filter(({ namespace }) => namespace.startsWith(`${database}.`))
      .map((collection) => ({ name: collection.namespace.slice(database.length + 1), collection }))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /**
   * The collection of that name, created if need be with its index on `_id`.
   * @throws CommandError 73 if the name cannot be one
   */
  ensure(namespace: string): Collection {
    const present = this.#collections.get(namespace);
    if (present) return present;
    if (!/^[^.$\0/\\ "]+\.[^.$\0][^$\0]*$/.test(namespace)) throw new CommandError(73, 'Invalid namespace specified');
    this.#batch.begin();
    const id = this.#newId();
    this.#database.execute(`CREATE TABLE d${id}(rid INTEGER PRIMARY KEY, doc BLOB NOT NULL)`);
    const collection = new Collection(this.#database, id, namespace, []);
    this.#collections.set(namespace, collection);
    this.addIndex(collection, { v: 2, key: { _id: 1 }, name: '_id_' });
    return collection;
  }

  /**
   * Builds an index from a checked specification.
   * @throws CommandError 11000 if it is unique and the documents are not; then nothing has changed
   */
  addIndex(collection: Collection, spec: Doc): void {
    this.#batch.begin();
    const index = toIndex(this.#newId(), spec);
    collection.createIndexTable(index);
    try {
      collection.fillIndex(index, duplicateKey(collection.namespace, index));
    } catch (error) {
      // The documents do not fit the index; the caller says so, and the half-built table goes.
      collection.dropIndexTable(index);
      throw error;
    }
    collection.indexes = [...collection.indexes, index];
    this.save(collection);
  }

  dropIndex(collection: Collection, index: Index): void {
    this.#batch.begin();
    collection.dropIndexTable(index);
    collection.indexes = collection.indexes.filter((other) => other !== index);
    this.save(collection);
  }

  drop(collection: Collection): void {
    this.#batch.begin();
    for (const index of collection.indexes) collection.dropIndexTable(index);
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
    const id = this.#nextId++;
    const sql = `INSERT INTO counters VALUES('id',?) ON CONFLICT(name) DO UPDATE SET value=excluded.value`;
    this.#database.run(sql, this.#nextId);
    return id;
  }
}
