import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Collection, type Document, Long, ObjectId } from 'mongodb';
import { aStore, codeOf } from '../testing/harness.ts';

let store: Awaited<ReturnType<typeof aStore>>;
let plain: Collection;
let indexed: Collection;

const first = new ObjectId('000000000000000000000001');
const DOCUMENTS = [
  { _id: 1, a: 1 },
  { _id: 2, a: null },
  { _id: 3 },
  { _id: 4, a: [1, 2] },
  { _id: 5, a: 'x' },
  { _id: 6, a: [] },
  { _id: 7, a: { b: 1 } },
  { _id: 8, a: [{ b: 1 }, { b: 2 }] },
  { _id: 9, a: [{ c: 1 }] },
  { _id: 10, a: new Date(5) },
  { _id: 11, a: 2.5 },
  { _id: 12, a: [[1]] },
  { _id: 13, a: true },
  { _id: 14, a: 'xylophone' },
  { _id: 15, a: first },
  {
    _id: 16,
    a: [
      { b: 1, c: 9 },
      { b: 7, c: 1 },
    ],
  },
];

beforeAll(async () => {
  store = await aStore('queries');
  plain = store.db.collection('plain');
  indexed = store.db.collection('indexed');
  await indexed.createIndexes([{ key: { a: 1 } }, { key: { 'a.b': -1 } }]);
  await plain.insertMany(DOCUMENTS as Document[]);
  await indexed.insertMany(DOCUMENTS as Document[]);
});
afterAll(() => store.close());

const others = (...ids: number[]) => DOCUMENTS.map(({ _id }) => _id).filter((id) => !ids.includes(id));
const MATCHES: [name: string, filter: Document, ids: number[]][] = [
  ['a scalar equals an element of an array', { a: 1 }, [1, 4]],
  ['$eq is equality', { a: { $eq: 1 } }, [1, 4]],
  ['a long equals an int', { a: Long.fromNumber(1) }, [1, 4]],
  ['null matches missing', { a: null }, [2, 3]],
  ['$ne leaves out arrays that hold the value', { a: { $ne: 1 } }, others(1, 4)],
  ['$ne null leaves out missing', { a: { $ne: null } }, others(2, 3)],
  ['$exists false', { a: { $exists: false } }, [3]],
  ['$exists true holds for null', { a: { $exists: true } }, others(3)],
  ['a dotted path equals null where its end is missing', { 'a.b': null }, [1, 2, 3, 5, 9, 10, 11, 13, 14, 15]],
  ['a dotted path goes into arrays', { 'a.b': 1 }, [7, 8, 16]],
  ['a comparison meets numbers only', { a: { $gt: 0 } }, [1, 4, 11]],
  ['a range', { a: { $gte: 2, $lte: 2.5 } }, [4, 11]],
  ['each end of a range may be met by another element', { 'a.b': { $gt: 1, $lt: 2 } }, [8, 16]],
  ['$lt on a string', { a: { $lt: 'y' } }, [5, 14]],
  ['$gt on a date meets dates only', { a: { $gt: new Date(0) } }, [10]],
  ['$gte on an id', { a: { $gte: first } }, [15]],
  ['$gte null is equality', { a: { $gte: null } }, [2, 3]],
  ['$gt null matches nothing', { a: { $gt: null } }, []],
  ['an array equals itself', { a: [1, 2] }, [4]],
  ['an empty array equals itself', { a: [] }, [6]],
  ['an array equals an element that is an array', { a: [1] }, [12]],
  ['a document equals an element', { a: { b: 1 } }, [7, 8]],
  ['$in with null', { a: { $in: [null, 'x'] } }, [2, 3, 5]],
  ['$in with ids and patterns', { a: { $in: [first, /^xy/] } }, [14, 15]],
  ['$in of nothing', { a: { $in: [] } }, []],
  ['$nin', { a: { $nin: [1, null] } }, others(1, 2, 3, 4)],
  ['$size', { a: { $size: 2 } }, [4, 8, 16]],
  ['$elemMatch on documents wants one element to meet all', { a: { $elemMatch: { b: 1, c: { $gt: 1 } } } }, [16]],
  ['$elemMatch on values', { a: { $elemMatch: { $gt: 1, $lt: 3 } } }, [4]],
  ['$not', { a: { $not: { $gt: 1 } } }, others(4, 11)],
  ['$not with a pattern', { a: { $not: /^x/ } }, others(5, 14)],
  ['a pattern', { a: /^xyl/ }, [14]],
  ['$regex with $options', { a: { $regex: '^X', $options: 'i' } }, [5, 14]],
  ['a pattern with an optional letter', { a: { $regex: '^xy?' } }, [5, 14]],
  ['$and', { $and: [{ a: { $gte: 1 } }, { a: { $lt: 2 } }] }, [1, 4]],
  ['$or and $nor', { $or: [{ a: 1 }, { a: 'x' }], $nor: [{ _id: 4 }] }, [1, 5]],
  ['a position in an array', { 'a.0': 1 }, [4, 12]],
  ['a position, and a field of what is there', { 'a.1.b': 2 }, [8]],
  ['a boolean', { a: true }, [13]],
];

describe.each([
  ['without an index', () => plain],
  ['with an index', () => indexed],
])('%s', (_name, collection) => {
  it.each(MATCHES)('%s', async (_what, filter, ids) => {
    const found = await collection().find(filter).sort({ _id: 1 }).toArray();
    expect(found.map(({ _id }) => _id)).toEqual(ids);
  });

  it('sorts across types in BSON order', async () => {
    const up = await collection().find().sort({ a: 1, _id: 1 }).toArray();
    expect(up.map(({ _id }) => _id)).toEqual([6, 2, 3, 1, 4, 11, 5, 14, 7, 8, 16, 9, 12, 15, 13, 10]);
    const down = await collection().find().sort({ a: -1, _id: -1 }).toArray();
    expect(down.map(({ _id }) => _id)).toEqual([10, 13, 15, 12, 9, 16, 8, 7, 14, 5, 11, 4, 1, 3, 2, 6]);
  });
});

it('skips and limits after sorting', async () => {
  const found = await plain
    .find({ a: { $exists: true } })
    .sort({ _id: -1 })
    .skip(2)
    .limit(3)
    .toArray();
  expect(found.map(({ _id }) => _id)).toEqual([14, 13, 12]);
});

it('includes and excludes fields by dotted path', async () => {
  expect(await plain.findOne({ _id: 8 } as Document, { projection: { 'a.b': 1, _id: 0 } })).toEqual({
    a: [{ b: 1 }, { b: 2 }],
  });
  expect(await plain.findOne({ _id: 16 } as Document, { projection: { a: { c: 0 } } })).toEqual({
    _id: 16,
    a: [{ b: 1 }, { b: 7 }],
  });
  expect(await plain.findOne({ _id: 7 } as Document, { projection: { _id: 1 } })).toEqual({ _id: 7 });
  expect(await plain.findOne({ _id: 7 } as Document, { projection: { _id: 0 } })).toEqual({ a: { b: 1 } });
  expect(await codeOf(plain.findOne({}, { projection: { a: 1, b: 0 } }))).toBe(31254);
});

it('counts, by filter and in all', async () => {
  expect(await plain.countDocuments({ a: { $gt: 0 } })).toBe(3);
  expect(await plain.countDocuments()).toBe(DOCUMENTS.length);
  expect(await plain.countDocuments({ a: 'nothing' })).toBe(0);
  expect(await plain.estimatedDocumentCount()).toBe(DOCUMENTS.length);
});

it('lists distinct values', async () => {
  expect(await plain.distinct('a.b')).toEqual([1, 2, 7]);
});

it('hands a long answer over in batches', async () => {
  const many = store.db.collection('many');
  await many.insertMany(Array.from({ length: 1500 }, (_, i) => ({ i, pad: 'x'.repeat(100) })));
  let seen = 0;
  for await (const { i } of many.find().sort({ _id: 1 }).batchSize(100)) expect(i).toBe(seen++);
  expect(seen).toBe(1500);
});

it('lets go of a cursor that is closed early', async () => {
  const cursor = store.db.collection('many').find().batchSize(5);
  await cursor.next();
  const { id } = cursor;
  await cursor.close();
  expect(await codeOf(store.db.command({ getMore: id, collection: 'many' }))).toBe(43);
});

it('keeps every type that it stores', async () => {
  const values = {
    _id: 'types',
    when: new Date(1),
    id: first,
    big: Long.fromString('9007199254740993'),
    half: 0.5,
    none: null,
    deep: { list: [1, [2], { z: 'é😀\0' }] },
    buffer: Buffer.from('hi'),
  };
  await plain.insertOne(values as Document);
  await plain.updateOne({ _id: 'types' } as Document, { $set: { touched: true } });
  const found = await plain.findOne({ _id: 'types' } as Document, { promoteLongs: false, promoteBuffers: true });
  expect(found).toEqual({ ...values, touched: true });
  await plain.deleteOne({ _id: 'types' } as Document);
});

it('names an unknown operator when it refuses it', async () => {
  expect([2, 115]).toContain(await codeOf(plain.find({ a: { $foo: 1 } }).toArray()));
});
