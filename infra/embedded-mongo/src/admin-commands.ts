import { type Call, type Command, namespaceOf } from './command.ts';
import type { Collection } from './collection.ts';
import { type Doc, encode, isDoc } from './document.ts';
import { CommandError, notSupported } from './errors.ts';
import { checkIndexSpec } from './index-spec.ts';
import { docField, docsField } from './request-fields.ts';
import { equal } from './value.ts';

function existing(call: Call): Collection {
  const namespace = namespaceOf(call);
  const collection = call.store.catalogue.get(namespace);
  if (!collection) throw new CommandError(26, `ns does not exist: ${namespace}`);
  return collection;
}

function listReply({ store }: Call, namespace: string, documents: readonly Doc[]): Uint8Array {
  const rows = documents.map(encode);
  return store.cursors.open({ namespace, transaction: null, rows, batchSize: Number.POSITIVE_INFINITY });
}

const create: Command = {
  kind: 'ADMIN',
  options: [],
  run(call) {
    const namespace = namespaceOf(call);
    if (call.store.catalogue.get(namespace)) throw new CommandError(48, `Collection ${namespace} already exists.`);
    call.store.catalogue.ensure(namespace);
    return { ok: 1 };
  },
};

const drop: Command = {
  kind: 'ADMIN',
  options: [],
  run(call) {
    const { catalogue, transactions } = call.store;
    const collection = catalogue.get(namespaceOf(call));
    if (!collection) return { ok: 1 };
    transactions.abortAll();
    catalogue.drop(collection);
    return { nIndexesWas: collection.indexes.length, ns: collection.namespace, ok: 1 };
  },
};

const dropDatabase: Command = {
  kind: 'ADMIN',
  options: [],
  run({ store, database }) {
    store.transactions.abortAll();
    for (const { collection } of store.catalogue.in(database)) store.catalogue.drop(collection);
    return { dropped: database, ok: 1 };
  },
};

const listCollections: Command = {
  kind: 'ADMIN',
  options: ['filter', 'nameOnly', 'cursor', 'authorizedCollections'],
  run(call) {
    const { name, ...others } = docField(call.body, 'filter') ?? {};
    const [odd] = Object.keys(others);
    if (odd || (name !== undefined && typeof name !== 'string'))
      throw notSupported(`listCollections by other than one name (filter '${odd ?? 'name'}')`);
    const wanted = call.store.catalogue.in(call.database).filter((c) => name === undefined || c.name === name);
    const documents = wanted.map((c) => ({ name: c.name, type: 'collection', options: {}, info: { readOnly: false } }));
    return listReply(call, `${call.database}.$cmd.listCollections`, documents);
  },
};

const listIndexes: Command = {
  kind: 'ADMIN',
  options: ['cursor'],
  run(call) {
    const { namespace, indexes } = existing(call);
    return listReply(
      call,
      namespace,
      indexes.map(({ spec }) => spec),
    );
  },
};

/**
 * Whether a collection has this very index already.
 * @throws CommandError 85 or 86 if it has one that is alike in name or key only
 */
function hasIndex(collection: Collection, spec: Doc): boolean {
  const { name, ...rest } = spec;
  for (const index of collection.indexes) {
    const { name: otherName, ...otherRest } = index.spec;
    const isAlike = equal(rest, otherRest);
    if (isAlike && name === otherName) return true;
    if (isAlike) throw new CommandError(85, `Index already exists with a different name: ${index.name}`);
    if (name === otherName)
      throw new CommandError(86, `An existing index has the same name and differs: ${index.name}`);
  }
  return false;
}

const createIndexes: Command = {
  kind: 'ADMIN',
  options: ['indexes', 'commitQuorum'],
  run(call) {
    const specs = docsField(call.body, 'indexes').map(checkIndexSpec);
    const { catalogue, transactions } = call.store;
    const isNew = !catalogue.get(namespaceOf(call));
    const collection = catalogue.ensure(namespaceOf(call));
    const numIndexesBefore = collection.indexes.length;
    for (const spec of specs) {
      if (equal(spec['key'], { _id: 1 }) || hasIndex(collection, spec)) continue;
      transactions.abortAll();
      catalogue.addIndex(collection, spec);
    }
    const numIndexesAfter = collection.indexes.length;
    return { numIndexesBefore, numIndexesAfter, createdCollectionAutomatically: isNew, ok: 1 };
  },
};

const dropIndexes: Command = {
  kind: 'ADMIN',
  options: ['index'],
  run(call) {
    const collection = existing(call);
    const { index: wanted } = call.body;
    const nIndexesWas = collection.indexes.length;
    const doomed = collection.indexes.filter(
      ({ name, spec }) =>
        name !== '_id_' && (wanted === '*' || (isDoc(wanted) ? equal(spec['key'], wanted) : name === wanted)),
    );
    if (doomed.length === 0 && wanted !== '*') throw new CommandError(27, 'index not found');
    call.store.transactions.abortAll();
    for (const index of doomed) call.store.catalogue.dropIndex(collection, index);
    return { nIndexesWas, ok: 1 };
  },
};

/** The commands that change or list collections and indexes. */
export const ADMIN_COMMANDS: Readonly<Record<string, Command>> = {
  create,
  drop,
  dropDatabase,
  listCollections,
  listIndexes,
  createIndexes,
  dropIndexes,
};
