import type { Collection } from './collection.ts';
import { type Call, type Command, docField, docsField, namespaceOf, type Reply } from './command.ts';
import { type Doc, encode, isDoc } from './document.ts';
import { CommandError, notSupported } from './errors.ts';
import { checkIndexSpec } from './index-spec.ts';
import { equal } from './value.ts';
import { MAX_MESSAGE_BYTES } from './wire.ts';

/** A replica set of one: drivers offer transactions and retryable writes to nothing less. */
function describe({ name, store: { address } }: Call): Reply {
  return {
    [name === 'hello' ? 'isWritablePrimary' : 'ismaster']: true,
    ...{ helloOk: true, secondary: false, readOnly: false, setName: 'embedded', setVersion: 1, hosts: [address] },
    ...{ primary: address, me: address, localTime: new Date(), logicalSessionTimeoutMinutes: 30, connectionId: 1 },
    ...{ maxBsonObjectSize: 16_777_216, maxMessageSizeBytes: MAX_MESSAGE_BYTES, maxWriteBatchSize: 100_000 },
    ...{ minWireVersion: 0, maxWireVersion: 21, ok: 1 },
  };
}

function endSessions({ body, store }: Call): Reply {
  const ended = Array.isArray(body['endSessions']) ? body['endSessions'] : [];
  for (const lsid of ended) store.sessions.end(lsid);
  return { ok: 1 };
}

function existing(call: Call): Collection {
  const namespace = namespaceOf(call);
  const collection = call.store.catalogue.get(namespace);
  if (!collection) throw new CommandError(26, `ns does not exist: ${namespace}`, { codeName: 'NamespaceNotFound' });
  return collection;
}

function list({ store }: Call, namespace: string, documents: readonly Doc[]): Reply {
  const rows = documents.map(encode).values();
  return store.cursors.open({ namespace, transaction: null, rows }, Number.POSITIVE_INFINITY);
}

function create(call: Call): Reply {
  const namespace = namespaceOf(call);
  if (call.store.catalogue.get(namespace)) throw new CommandError(48, `Collection ${namespace} already exists.`);
  call.store.catalogue.ensure(namespace);
  return { ok: 1 };
}

function drop(call: Call): Reply {
  const collection = call.store.catalogue.get(namespaceOf(call));
  call.store.interruptReaders();
  if (collection) call.store.catalogue.drop(collection);
  return { ok: 1 };
}

function dropDatabase({ store, database }: Call): Reply {
  store.interruptReaders();
  for (const collection of store.catalogue.in(database)) store.catalogue.drop(collection);
  return { dropped: database, ok: 1 };
}

function listCollections(call: Call): Reply {
  const { name: wanted, ...others } = docField(call.body, 'filter') ?? {};
  const odd = Object.keys(others)[0] ?? (isDoc(wanted) ? 'name' : undefined);
  if (odd) throw notSupported(`listCollections by other than one name (filter '${odd}')`);
  const names = call.store.catalogue.in(call.database).map((c) => c.namespace.slice(call.database.length + 1));
  const documents = names.map((name) => ({ name, type: 'collection', options: {}, info: { readOnly: false } }));
  const found = documents.filter(({ name }) => wanted === undefined || name === wanted);
  return list(call, `${call.database}.$cmd.listCollections`, found);
}

function listIndexes(call: Call): Reply {
  const { namespace, indexes } = existing(call);
  const specs = indexes.map(({ spec }) => spec);
  return list(call, namespace, specs);
}

/**
 * Whether a collection has this very index already.
 * @throws CommandError 85 or 86 if it has one that is alike in name or key only
 */
function hasIndex({ indexes }: Collection, { name, ...rest }: Doc): boolean {
  for (const index of indexes) {
    const { name: otherName, ...otherRest } = index.spec;
    const isAlike = equal(rest, otherRest);
    if (isAlike && name === otherName) return true;
    if (isAlike) throw new CommandError(85, `Index already exists with a different name: ${index.name}`);
    if (name === otherName)
      throw new CommandError(86, `An existing index has the same name and differs: ${index.name}`);
  }
  return false;
}

function createIndexes(call: Call): Reply {
  const specs = docsField(call.body, 'indexes').map(checkIndexSpec);
  const collection = call.store.catalogue.ensure(namespaceOf(call));
  const numIndexesBefore = collection.indexes.length;
  for (const spec of specs) {
    if (equal(spec['key'], { _id: 1 }) || hasIndex(collection, spec)) continue;
    call.store.interruptReaders();
    call.store.catalogue.addIndex(collection, spec);
  }
  return { numIndexesBefore, numIndexesAfter: collection.indexes.length, ok: 1 };
}

function dropIndexes(call: Call): Reply {
  const collection = existing(call);
  const { index: wanted } = call.body;
  const doomed = collection.indexes.filter(({ name, spec }) => {
    const isMeant = wanted === '*' || (isDoc(wanted) ? equal(spec['key'], wanted) : name === wanted);
    return isMeant && name !== '_id_';
  });
  if (doomed.length === 0 && wanted !== '*') throw new CommandError(27, 'index not found');
  call.store.interruptReaders();
  for (const index of doomed) call.store.catalogue.dropIndex(collection, index);
  return { ok: 1 };
}

const HANDSHAKE = [
  'helloOk',
  'client',
  'compression',
  'loadBalanced',
  'backpressure',
  'topologyVersion',
  'maxAwaitTimeMS',
];
const ok = (): Reply => ({ ok: 1 });
const build = (): Reply => ({ version: '7.0.0', versionArray: [7, 0, 0, 0], modules: ['embedded'], ok: 1 });

/** The commands by which a driver meets the server, and those that change or list collections and indexes. */
export const ADMIN_COMMANDS: Readonly<Record<string, Command>> = {
  hello: ['ADMIN', HANDSHAKE, describe],
  isMaster: ['ADMIN', HANDSHAKE, describe],
  ismaster: ['ADMIN', HANDSHAKE, describe],
  ping: ['ADMIN', [], ok],
  buildInfo: ['ADMIN', [], build],
  buildinfo: ['ADMIN', [], build],
  endSessions: ['ADMIN', [], endSessions],
  create: ['ADMIN', [], create],
  drop: ['ADMIN', [], drop],
  dropDatabase: ['ADMIN', [], dropDatabase],
  listCollections: ['ADMIN', ['filter', 'nameOnly', 'cursor', 'authorizedCollections'], listCollections],
  listIndexes: ['ADMIN', ['cursor'], listIndexes],
  createIndexes: ['ADMIN', ['indexes', 'commitQuorum'], createIndexes],
  dropIndexes: ['ADMIN', ['index'], dropIndexes],
};
