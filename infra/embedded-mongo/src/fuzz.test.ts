import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { ObjectId } from 'bson';
import { aDirectory } from '../testing/harness.ts';
import type { Collection } from './collection.ts';
import { type Doc, encode } from './document.ts';
import { CommandError } from './errors.ts';
import { type Cost, find } from './find.ts';
import { checkIndexSpec } from './index-spec.ts';
import { Store } from './store.ts';
import type { Transaction } from './transaction.ts';
import { insert, remove, update } from './write.ts';

const ROUNDS = 46;
const QUERIES = 220;
const DOCUMENTS = 60;

let seed = 20261124;
/** The same numbers on every machine: a difference that is found can be found again. */
function random(): number {
  seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff;
  return (seed >>> 8) / 0x800000;
}
const below = (n: number): number => Math.floor(random() * n);
const pick = <T>(from: readonly T[]): T => from[below(from.length)] as T;
const times = <T>(n: number, make: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => make(i));

const IDS = times(5, (i) => new ObjectId(String(i).padStart(24, '0')));
const SCALARS = [
  0,
  1,
  2,
  3,
  -1,
  2.5,
  1e10,
  'a',
  'ab',
  'b',
  '',
  'a\0b',
  'é',
  '😀',
  null,
  true,
  false,
  new Date(0),
  new Date(5),
  ...IDS,
  -0,
  Number.NaN,
];
const PATHS = ['a', 'b', 'c', 'a.x', 'a.y', 'b.x', 'b.y'];
const scalar = (): unknown => pick(SCALARS);
const pair = (): Doc => ({ x: scalar(), y: scalar() });

function value(): unknown {
  const kind = random();
  if (kind < 0.65) return scalar();
  if (kind < 0.8) return times(below(4), scalar);
  return kind < 0.9 ? pair() : times(1 + below(3), pair);
}

function document(_id: number): Doc {
  const fields = ['a', 'b', 'c'].filter(() => random() < 0.9).map((name) => [name, value()]);
  return { _id, ...Object.fromEntries(fields) };
}

const CONDITIONS: (() => unknown)[] = [
  scalar,
  scalar,
  () => ({ [pick(['$gt', '$gte', '$lt', '$lte'])]: scalar() }),
  () => ({ $gte: scalar(), $lt: scalar() }),
  () => ({ $in: times(1 + below(4), scalar) }),
  () => ({ $ne: scalar() }),
  () => ({ $exists: random() < 0.5 }),
  () => ({ $regex: '^a' }),
  () => ({ $elemMatch: { x: scalar() } }),
  () => ({ $elemMatch: { x: { $gte: scalar() }, y: scalar() } }),
  () => ({ $not: { $gt: scalar() } }),
  value,
];

function filter(depth = 0): Doc {
  const fields = times(1 + below(2), () => [pick(PATHS), pick(CONDITIONS)()]);
  const branches = depth < 2 && random() < 0.2 ? { [pick(['$or', '$and'])]: times(2, () => filter(depth + 1)) } : {};
  return { ...Object.fromEntries(fields), ...branches };
}

function sort(): Doc {
  if (random() < 0.3) return { _id: 1 };
  const fields = times(1 + below(2), () => [pick(PATHS), pick([1, -1])]);
  return { ...Object.fromEntries(fields), _id: 1 };
}

function indexSpec(): Doc {
  const key = Object.fromEntries(times(1 + below(3), () => [pick(PATHS), pick([1, -1])]));
  const partial = { [pick(PATHS)]: pick([{ $exists: true }, { $gt: 1 }, 1, 'a', { $in: ['a', 1] }]) };
  return { key, name: `i${random()}`, ...(random() < 0.25 && { partialFilterExpression: partial }) };
}

let place: Awaited<ReturnType<typeof aDirectory>>;
let store: Store;
beforeAll(async () => {
  place = await aDirectory();
  const onFailure = (error: unknown): never => {
    throw error;
  };
  store = new Store({ dir: place.dir, address: '', maxScan: 2000, sync: 'OFF', onFailure });
});
afterAll(async () => {
  store.database.close();
  await place.remove();
});

const inPlace = (collection: Collection, transaction: Transaction) => ({ collection, transaction, maxScan: 2000 });

/** The same write to both; if the indexes cannot hold it (two arrays), to neither. */
function toBoth([indexed, plain]: [Collection, Collection], write: (c: Collection) => void): void {
  try {
    write(indexed);
  } catch (error) {
    if (!(error instanceof CommandError) || (error.code !== 171 && error.code !== 115)) throw error;
    return;
  }
  write(plain);
}

function changeOne(both: [Collection, Collection], transaction: Transaction): void {
  const query = { filter: { _id: below(DOCUMENTS) } };
  const operators = { $set: { [pick(['a', 'b', 'c'])]: value() } };
  const isRemoval = random() < 0.2;
  toBoth(both, (collection) => {
    const writer = inPlace(collection, transaction);
    if (isRemoval) remove(writer, query);
    else update(writer, { ...query, update: operators, isMulti: false, isUpsert: false });
  });
}

function fill(round: number): [Collection, Collection] {
  const both: [Collection, Collection] = [
    store.catalogue.ensure(`f.indexed${round}`),
    store.catalogue.ensure(`f.plain${round}`),
  ];
  for (const spec of times(5, indexSpec)) store.catalogue.addIndex(both[0], checkIndexSpec(spec));
  const transaction = store.transactions.beginImmediate();
  for (const doc of times(DOCUMENTS, document))
    toBoth(both, (collection) => insert(inPlace(collection, transaction), encode(doc)));
  for (let i = 0; i < 60; i++) changeOne(both, transaction);
  transaction.commit();
  return both;
}

/** A transaction that has written a little while others have, too; or none. */
function aView(both: [Collection, Collection]): Transaction | null {
  if (random() < 0.6) return null;
  const transaction = store.transactions.beginSnapshot();
  const other = store.transactions.beginImmediate();
  for (let i = 0; i < 2; i++) changeOne(both, other);
  other.commit();
  for (let i = 0; i < 4; i++)
    try {
      changeOne(both, transaction);
    } catch (error) {
      // The other was there first, in both collections alike.
      if (!(error instanceof CommandError) || error.code !== 112) throw error;
    }
  return transaction;
}

it('finds the same documents in the same order with indexes and without, in and outside transactions', () => {
  let [queries, withIndex] = [0, 0];
  for (let round = 0; round < ROUNDS; round++) {
    const [indexed, plain] = fill(round);
    for (let i = 0; i < QUERIES; i++) {
      const transaction = aView([indexed, plain]);
      const query = { filter: filter(), sort: sort(), skip: below(3), limit: pick([0, 0, 5]) };
      const cost: Cost = { documents: 0 };
      const ids = (collection: Collection): unknown[] =>
        [...find({ collection, transaction, maxScan: 2000 }, query, cost)].map(({ doc }) => doc['_id']);
      const expected = ids(plain);
      expect({ round, query, found: ids(indexed) }).toEqual({ round, query, found: expected });
      queries++;
      if ((cost.plan?.scans.length ?? 0) > 0) withIndex++;
      transaction?.end();
    }
    store.database.flush();
  }
  expect(queries).toBeGreaterThanOrEqual(10_000);
  expect(withIndex).toBeGreaterThan(queries / 3);
  console.info(`fuzz: ${queries} queries, ${withIndex} through an index, 0 differences`);
}, 120_000);
