import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Collection, Document } from 'mongodb';
import { aStore, codeOf } from '../testing/harness.ts';

let store: Awaited<ReturnType<typeof aStore>>;
let things: Collection;

beforeAll(async () => {
  store = await aStore('updates');
  things = store.db.collection('things');
});
afterAll(() => store.close());

const UPDATES: [name: string, before: Document, update: Document, after: Document][] = [
  ['$set creates the way', { a: 1 }, { $set: { 'b.c': 2 } }, { a: 1, b: { c: 2 } }],
  ['$set at a position', { a: [{ n: 1 }, { n: 2 }] }, { $set: { 'a.1.n': 5 } }, { a: [{ n: 1 }, { n: 5 }] }],
  ['$set beyond the end fills with null', { a: [1] }, { $set: { 'a.3': 4 } }, { a: [1, null, null, 4] }],
  ['$unset', { a: 1, b: { c: 1, d: 2 } }, { $unset: { a: '', 'b.c': '', no: '' } }, { b: { d: 2 } }],
  ['$unset in an array leaves null', { a: [1, 2] }, { $unset: { 'a.0': '' } }, { a: [null, 2] }],
  ['$inc, also of nothing', { a: 1 }, { $inc: { a: 2, b: -3 } }, { a: 3, b: -3 }],
  ['$inc by a fraction', { a: 1 }, { $inc: { a: 0.5 } }, { a: 1.5 }],
  ['$min and $max', { a: 5, b: 5, c: 5 }, { $min: { a: 3, b: 9 }, $max: { c: 9, d: 1 } }, { a: 3, b: 5, c: 9, d: 1 }],
  ['$push one', { a: [1] }, { $push: { a: 2, b: 'new' } }, { a: [1, 2], b: ['new'] }],
  ['$push an array as one element', { a: [1] }, { $push: { a: [2] } }, { a: [1, [2]] }],
  [
    '$push $each with $slice from the end',
    { a: [1, 2] },
    { $push: { a: { $each: [3, 4], $slice: -3 } } },
    { a: [2, 3, 4] },
  ],
  ['$push $each with $slice from the start', { a: [1, 2] }, { $push: { a: { $each: [3], $slice: 2 } } }, { a: [1, 2] }],
  ['$addToSet', { a: [1, 2] }, { $addToSet: { a: { $each: [2, 3, 3] } } }, { a: [1, 2, 3] }],
  ['$addToSet compares documents', { a: [{ k: 1 }] }, { $addToSet: { a: { k: 1 } } }, { a: [{ k: 1 }] }],
  ['$pull a value', { a: [1, 2, 1] }, { $pull: { a: 1 } }, { a: [2] }],
  ['$pull by condition', { a: [1, 5, 9] }, { $pull: { a: { $gte: 5 } } }, { a: [1] }],
  [
    '$pull documents by a filter',
    { a: [{ k: 1, v: 1 }, { k: 2 }] },
    { $pull: { a: { k: { $lt: 2 } } } },
    { a: [{ k: 2 }] },
  ],
  ['$setOnInsert does nothing to what is there', { a: 1 }, { $setOnInsert: { a: 2 }, $set: { b: 1 } }, { a: 1, b: 1 }],
];

it.each(UPDATES)('%s', async (_name, before, update, after) => {
  const { insertedId } = await things.insertOne({ ...before });
  const result = await things.updateOne({ _id: insertedId }, update);
  expect(result.matchedCount).toBe(1);
  expect(await things.findOne({ _id: insertedId }, { projection: { _id: 0 } })).toEqual(after);
});

const FAULTS: [name: string, update: Document, code: number][] = [
  ['$inc of a string', { $inc: { text: 1 } }, 14],
  ['two operators on one path', { $set: { 'q.a': 1 }, $inc: { q: 1 } }, 40],
  ['a change of _id', { $set: { _id: 6 } }, 66],
  ['$push onto a number', { $push: { number: 1 } }, 2],
  ['a path through a number', { $set: { 'number.b': 1 } }, 28],
];

it.each(FAULTS)('fails on %s, and changes nothing', async (_name, update, code) => {
  const before = { text: 'x', number: 1 };
  const { insertedId } = await things.insertOne({ ...before });
  expect(await codeOf(things.updateOne({ _id: insertedId }, update))).toBe(code);
  expect(await things.findOne({ _id: insertedId }, { projection: { _id: 0 } })).toEqual(before);
});

it('counts an update that changes nothing as matched, not modified', async () => {
  await things.insertOne({ name: 'same', n: 1 });
  const result = await things.updateOne({ name: 'same' }, { $set: { n: 1 } });
  expect([result.matchedCount, result.modifiedCount]).toEqual([1, 0]);
});

it('updates and deletes one or many', async () => {
  await things.insertMany([1, 2, 3, 4].map((n) => ({ kind: 'many', n })));
  expect((await things.updateMany({ kind: 'many', n: { $gt: 1 } }, { $set: { hit: true } })).modifiedCount).toBe(3);
  expect((await things.deleteOne({ kind: 'many', hit: true })).deletedCount).toBe(1);
  expect((await things.deleteMany({ kind: 'many' })).deletedCount).toBe(3);
});

it('upserts by what the filter says, once', async () => {
  const update = { $set: { n: 1 }, $setOnInsert: { by: 'insert' } };
  const first = await things.updateOne({ key: 'up', $and: [{ 'deep.er': { $eq: 5 } }] }, update, { upsert: true });
  expect(first.upsertedCount).toBe(1);
  expect(await things.findOne({ key: 'up' }, { projection: { _id: 0 } })).toEqual({
    key: 'up',
    deep: { er: 5 },
    n: 1,
    by: 'insert',
  });
  const second = await things.updateOne({ key: 'up' }, { $set: { n: 2 } }, { upsert: true });
  expect([second.upsertedCount, second.modifiedCount]).toEqual([0, 1]);
});

it('replaces a document, keeping its _id', async () => {
  const { insertedId } = await things.insertOne({ old: 1 });
  await things.replaceOne({ _id: insertedId }, { only: 1 });
  expect(await things.findOne({ _id: insertedId })).toEqual({ _id: insertedId, only: 1 });
  const upserted = await things.replaceOne({ _id: 'fresh', x: 1 } as Document, { y: 2 }, { upsert: true });
  expect(upserted.upsertedId).toBe('fresh');
  expect(await things.findOne({ _id: 'fresh' } as Document)).toEqual({ _id: 'fresh', y: 2 });
});

it('finds and updates in one step: old, new, sorted, projected, upserted', async () => {
  await things.insertMany([1, 2, 3].map((n) => ({ group: 'fam', n })));
  const old = await things.findOneAndUpdate({ group: 'fam', n: 1 }, { $inc: { n: 10 } });
  expect(old?.['n']).toBe(1);
  const top = await things.findOneAndUpdate(
    { group: 'fam' },
    { $set: { top: true } },
    { sort: { n: -1 }, returnDocument: 'after', projection: { _id: 0, n: 1, top: 1 } },
  );
  expect(top).toEqual({ n: 11, top: true });
  expect(await things.findOneAndUpdate({ group: 'none' }, { $set: { n: 1 } })).toBeNull();
  const made = await things.findOneAndUpdate(
    { group: 'made' },
    { $set: { n: 9 } },
    { upsert: true, returnDocument: 'after' },
  );
  expect(made).toMatchObject({ group: 'made', n: 9 });
  const raw = await things.findOneAndUpdate(
    { group: 'made2' },
    { $set: { n: 9 } },
    { upsert: true, includeResultMetadata: true },
  );
  expect(raw).toMatchObject({ value: null, lastErrorObject: { n: 1, updatedExisting: false } });
});

it('finds and deletes, and finds and replaces', async () => {
  await things.insertMany([
    { group: 'far', n: 1 },
    { group: 'far', n: 2 },
  ]);
  expect(await things.findOneAndDelete({ group: 'far' }, { sort: { n: -1 } })).toMatchObject({ n: 2 });
  expect(await things.findOneAndReplace({ group: 'far' }, { z: 1 }, { returnDocument: 'after' })).toMatchObject({
    z: 1,
  });
  expect(await things.countDocuments({ group: 'far' })).toBe(0);
});

it('runs a mixed bulk in order, and an unordered one past its errors', async () => {
  const bulk = store.db.collection<{ _id: number; n?: number; seen?: boolean }>('bulk');
  const mixed = await bulk.bulkWrite([
    { insertOne: { document: { _id: 1, n: 1 } } },
    { updateOne: { filter: { _id: 1 }, update: { $inc: { n: 5 } } } },
    { replaceOne: { filter: { _id: 2 }, replacement: { n: 7 }, upsert: true } },
    { updateMany: { filter: {}, update: { $set: { seen: true } } } },
    { deleteOne: { filter: { _id: 1 } } },
  ]);
  expect([mixed.insertedCount, mixed.modifiedCount, mixed.upsertedCount, mixed.deletedCount]).toEqual([1, 3, 1, 1]);
  const ids = (list: number[]) => list.map((_id) => ({ _id }));
  expect(await codeOf(bulk.insertMany(ids([5, 5, 6])))).toBe(11000);
  expect(await bulk.countDocuments({ _id: { $in: [5, 6] } })).toBe(1);
  expect(await codeOf(bulk.insertMany(ids([7, 7, 8]), { ordered: false }))).toBe(11000);
  expect(await bulk.countDocuments({ _id: { $in: [7, 8] } })).toBe(2);
});

it('puts _id first, and gives one to a document without', async () => {
  await things.insertOne({ b: 1, _id: 'late' } as Document);
  expect(Object.keys((await things.findOne({ _id: 'late' } as Document)) ?? {})).toEqual(['_id', 'b']);
  const { db } = store;
  await db.command({ insert: 'things', documents: [{ bare: true }] });
  expect((await things.findOne({ bare: true }))?._id).toBeDefined();
});

it('refuses a document of more than 16 MB', async () => {
  await expect(things.insertOne({ x: 'y'.repeat(17 * 1024 * 1024) })).rejects.toThrow();
});
