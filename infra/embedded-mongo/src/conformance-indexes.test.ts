import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Document, Filter } from 'mongodb';
import { aStore, codeOf } from '../testing/harness.ts';

let store: Awaited<ReturnType<typeof aStore>>;

beforeAll(async () => {
  store = await aStore('indexes');
});
afterAll(() => store.close());

function fresh(): ReturnType<typeof store.db.collection<Document>> {
  return store.db.collection(`c${Math.random().toString(36).slice(2)}`);
}

it('refuses a duplicate key, naming the index and never the value', async () => {
  const people = fresh();
  await people.createIndex({ email: 1 }, { unique: true });
  await people.insertOne({ email: 'secret@example.org' });
  const failure = await people.insertOne({ email: 'secret@example.org' }).catch((error: unknown) => error);
  expect(failure).toMatchObject({ code: 11000, keyPattern: { email: 1 }, message: expect.stringContaining('email_1') });
});

it('lets several fields be unique together', async () => {
  const units = fresh();
  await units.createIndex({ site: 1, code: -1 }, { unique: true });
  await units.insertMany([
    { site: 1, code: 'A' },
    { site: 1, code: 'B' },
    { site: 2, code: 'A' },
  ]);
  expect(await codeOf(units.insertOne({ site: 2, code: 'A' }))).toBe(11000);
  expect(await codeOf(units.updateOne({ site: 1, code: 'B' }, { $set: { code: 'A' } }))).toBe(11000);
});

const byId = (_id: number): Filter<Document> => ({ _id }) as Document;

it('keeps a partial index unique only among the documents that it holds', async () => {
  const holds = fresh();
  const partialFilterExpression = { state: { $in: ['HELD', 'OFFERED'] } };
  await holds.createIndex({ unit: 1 }, { unique: true, partialFilterExpression });
  await holds.insertMany([
    { _id: 1, unit: 'u', state: 'LAPSED' },
    { _id: 2, unit: 'u', state: 'HELD' },
  ] as Document[]);
  expect(await codeOf(holds.updateOne(byId(1), { $set: { state: 'OFFERED' } }))).toBe(11000);
  await holds.updateOne(byId(2), { $set: { state: 'LAPSED' } });
  await holds.updateOne(byId(1), { $set: { state: 'OFFERED' } });
  expect(await codeOf(holds.insertOne({ unit: 'u', state: 'HELD' }))).toBe(11000);
});

it('counts a missing field as null in a unique index', async () => {
  const things = fresh();
  await things.createIndex({ a: 1 }, { unique: true });
  await things.insertOne({});
  expect(await codeOf(things.insertOne({ a: null }))).toBe(11000);
});

it('holds each element of an array, and keeps them unique among documents', async () => {
  const things = fresh();
  await things.createIndex({ tags: 1 }, { unique: true });
  await things.insertOne({ tags: ['a', 'b', 'b'] });
  expect(await codeOf(things.insertOne({ tags: ['c', 'a'] }))).toBe(11000);
  expect(await things.countDocuments({ tags: 'b' })).toBe(1);
});

it('refuses two arrays in one compound index', async () => {
  const things = fresh();
  await things.createIndex({ a: 1, b: 1 });
  await things.insertOne({ a: [1, 2], b: 3 });
  await things.insertOne({ a: 1, b: [3, 4] });
  expect(await codeOf(things.insertOne({ a: [1], b: [2] }))).toBe(171);
  expect(await things.countDocuments({ a: 1, b: 3 })).toBe(2);
});

it('builds a unique index only where the documents allow it', async () => {
  const things = fresh();
  await things.insertMany([{ a: 1 }, { a: 1 }]);
  expect(await codeOf(things.createIndex({ a: 1 }, { unique: true }))).toBe(11000);
  expect(await things.indexes()).toHaveLength(1);
});

it('accepts the same index twice, and refuses its name with other options', async () => {
  const things = fresh();
  await things.createIndex({ a: 1 }, { unique: true });
  await things.createIndex({ a: 1 }, { unique: true });
  expect(await codeOf(things.createIndex({ a: 1 }))).toBe(86);
  expect(await codeOf(things.createIndex({ a: 1 }, { unique: true, name: 'other' }))).toBe(85);
});

it('refuses a partial filter that MongoDB refuses', async () => {
  const refused = [{ a: { $ne: 1 } }, { a: { $exists: false } }, { $nor: [{ a: 1 }] }];
  for (const partialFilterExpression of refused)
    expect(await codeOf(fresh().createIndex({ a: 1 }, { partialFilterExpression }))).toBe(67);
});

it('lists and drops indexes and collections', async () => {
  const things = fresh();
  await things.createIndexes([{ key: { a: 1 } }, { key: { b: -1, c: 1 } }]);
  expect((await things.indexes()).map(({ name }) => name).sort()).toEqual(['_id_', 'a_1', 'b_-1_c_1']);
  await things.dropIndex('a_1');
  expect(await codeOf(things.dropIndex('a_1'))).toBe(27);
  expect(await things.indexes()).toHaveLength(2);
  const named = () => store.db.listCollections({ name: things.collectionName }).toArray();
  expect(await named()).toHaveLength(1);
  expect(
    await codeOf(
      store.db.createCollection(things.collectionName).then(() => store.db.command({ create: things.collectionName })),
    ),
  ).toBe(48);
  await things.drop();
  expect(await named()).toHaveLength(0);
});

it('reads through an index for equality, ranges, sorts and branches', async () => {
  const units = fresh();
  await units.createIndexes([{ key: { state: 1, beds: -1 } }, { key: { tags: 1 } }]);
  await units.insertMany([
    { state: 'VACANT', beds: 2, tags: ['pets'] },
    { state: 'HELD', beds: 3 },
  ]);
  const plan = async (filter: Document, sort: Document = {}) =>
    JSON.stringify((await units.find(filter).sort(sort).explain())['queryPlanner']['winningPlan']);
  expect(await plan({ state: 'VACANT' })).toMatch(/IXSCAN.*state_1_beds_-1/);
  expect(await plan({ state: 'VACANT', beds: { $gte: 1 } })).toMatch(/IXSCAN/);
  expect(await plan({ state: 'VACANT' }, { beds: -1 })).not.toMatch(/"SORT"/);
  expect(await plan({ state: { $in: ['VACANT', 'HELD'] } }, { beds: -1 })).toMatch(/IXSCAN/);
  expect(await plan({ $or: [{ state: 'HELD' }, { tags: 'pets' }] })).toMatch(/OR/);
  expect(await plan({ beds: 3 })).toMatch(/COLLSCAN/);
  expect(await plan({ state: /^VAC/ })).toMatch(/IXSCAN/);
});

it('takes a hint, and refuses one that names no index', async () => {
  const units = fresh();
  await units.createIndex({ a: 1 });
  await units.insertMany([{ a: 2 }, { a: 1 }]);
  expect(await units.find({}).hint('a_1').toArray()).toMatchObject([{ a: 1 }, { a: 2 }]);
  expect(await units.find({}).hint({ a: 1 }).toArray()).toHaveLength(2);
  expect(await codeOf(units.find({}).hint('none').toArray())).toBe(2);
});

it('lets one of fifty concurrent writers have a unique key', async () => {
  const things = fresh();
  await things.createIndex({ k: 1 }, { unique: true });
  const results = await Promise.allSettled(Array.from({ length: 50 }, () => things.insertOne({ k: 1 })));
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

it('leaves one document after fifty concurrent upserts', async () => {
  const things = fresh();
  await things.createIndex({ k: 1 }, { unique: true });
  await Promise.all(Array.from({ length: 50 }, () => things.updateOne({ k: 1 }, { $inc: { n: 1 } }, { upsert: true })));
  expect(await things.find({}, { projection: { _id: 0 } }).toArray()).toEqual([{ k: 1, n: 50 }]);
});

it('gives seven beds to seven of fifty who ask at once', async () => {
  const units = fresh();
  await units.insertOne({ free: 7 });
  const claims = await Promise.all(
    Array.from({ length: 50 }, () => units.findOneAndUpdate({ free: { $gt: 0 } }, { $inc: { free: -1 } })),
  );
  expect(claims.filter(Boolean)).toHaveLength(7);
});
