import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { type Collection, Decimal128, type Document } from 'mongodb';
import { aStore, isRealMongo } from '../testing/harness.ts';

let store: Awaited<ReturnType<typeof aStore>>;
let things: Collection;

beforeAll(async () => {
  store = await aStore('refusals');
  things = store.db.collection('things');
  await things.insertOne({ a: [1, 2], b: { c: 1 } });
  jest.spyOn(console, 'error').mockImplementation(() => undefined);
});
afterAll(() => store.close());

const find = (filter: Document) => () => things.find(filter).toArray();
const update =
  (change: Document, options: Document = {}) =>
  () =>
    things.updateOne({ a: 1 }, change, options);
const stage =
  (...pipeline: Document[]) =>
  () =>
    things.aggregate(pipeline).toArray();
const group = (expression: unknown) => stage({ $group: { _id: null, x: expression } });
const index =
  (key: Document, options: Document = {}) =>
  () =>
    things.createIndex(key, options);
const command = (body: Document) => () => store.db.command(body);

const REFUSED: [name: string, operation: () => Promise<unknown>][] = [
  ['serverStatus', command({ serverStatus: 1 })],
  ['collStats', command({ collStats: 'things' })],
  ['listDatabases', command({ listDatabases: 1 })],
  ['mapReduce', command({ mapReduce: 'things' })],
  ['collMod', command({ collMod: 'things' })],
  ['renameCollection', command({ renameCollection: 'a.b', to: 'a.c' })],
  ['saslStart', command({ saslStart: 1 })],
  ['capped', command({ create: 'x', capped: true })],
  ['validator', command({ create: 'x', validator: {} })],
  ['viewOn', command({ create: 'x', viewOn: 'y' })],
  ['explain', command({ explain: { count: 'things' } })],
  ['collation', () => things.find().collation({ locale: 'en', strength: 2 }).toArray()],
  ['comment', () => things.find().comment('x').toArray()],
  ['let', () => things.find({}, { let: { x: 1 } }).toArray()],
  ['tailable', () => things.find({}, { tailable: true }).toArray()],
  ['showRecordId', () => things.find({}, { showRecordId: true }).toArray()],
  ['min', () => things.find().min({ a: 1 }).hint({ a: 1 }).toArray()],
  ['snapshot', () => things.find({}, { readConcern: { level: 'snapshot' } }).toArray()],
  ['readConcern', () => things.find({}, { readConcern: { level: 'linearizable' } }).toArray()],
  ['writeConcern', () => things.insertOne({}, { writeConcern: { w: 3 } })],
  ['bypassDocumentValidation', () => things.insertOne({}, { bypassDocumentValidation: true })],
  ['arrayFilters', update({ $set: { b: 1 } }, { arrayFilters: [{ x: 1 }] })],
  ['pipeline', () => things.updateOne({}, [{ $set: { a: 1 } }])],
  ['a.$', update({ $set: { 'a.$': 1 } })],
  ['a.$[]', update({ $inc: { 'a.$[]': 1 } })],
  ...['$mul', '$rename', '$currentDate', '$bit', '$pop', '$pullAll'].map((name): [string, () => Promise<unknown>] => [
    name,
    update({ [name]: { b: 1 } }),
  ]),
  ['$position', update({ $push: { a: { $each: [1], $position: 0 } } })],
  ['$sort', update({ $push: { a: { $each: [1], $sort: 1 } } })],
  ...['$type', '$mod', '$all', '$near', '$geoWithin', '$bitsAllSet'].map((name): [string, () => Promise<unknown>] => [
    name,
    find({ a: { [name]: 1 } }),
  ]),
  ...['$where', '$text', '$expr', '$jsonSchema', '$comment', '$sampleRate'].map(
    (name): [string, () => Promise<unknown>] => [name, find({ [name]: 1 })],
  ),
  ['Decimal128', find({ b: { $gt: new Decimal128('1') } })],
  ['$regex option', find({ a: { $regex: 'a', $options: 'x' } })],
  ['$slice', () => things.find({}, { projection: { a: { $slice: 1 } } }).toArray()],
  ['$elemMatch', () => things.find({}, { projection: { a: { $elemMatch: { x: 1 } } } }).toArray()],
  ['a.$', () => things.find({}, { projection: { 'a.$': 1 } }).toArray()],
  [
    "sort on 'score'",
    () =>
      things
        .find()
        .sort({ score: { $meta: 'textScore' } })
        .toArray(),
  ],
  ...[
    '$lookup',
    '$out',
    '$merge',
    '$facet',
    '$addFields',
    '$set',
    '$unionWith',
    '$graphLookup',
    '$geoNear',
    '$sample',
    '$bucket',
    '$setWindowFields',
    '$replaceRoot',
    '$indexStats',
    '$changeStream',
  ].map((name): [string, () => Promise<unknown>] => [name, stage({ [name]: {} })]),
  ['$stdDevPop', group({ $stdDevPop: '$a' })],
  ['$cond', group({ $sum: { $cond: [true, 1, 0] } })],
  ['$$ROOT', group({ $push: '$$ROOT' })],
  ['$function', stage({ $project: { x: { $function: { body: 'x', args: [], lang: 'js' } } } })],
  ['$literal', stage({ $project: { x: { $literal: 1 } } })],
  ['includeArrayIndex', stage({ $unwind: { path: '$a', includeArrayIndex: 'i' } })],
  ['expireAfterSeconds', index({ a: 1 }, { expireAfterSeconds: 60 })],
  ['sparse', index({ a: 1 }, { sparse: true })],
  ['hidden', index({ a: 1 }, { hidden: true })],
  ['collation', index({ a: 1 }, { collation: { locale: 'en' } })],
  ['index type', index({ a: 'text' })],
  ['index type', index({ a: '2dsphere' })],
  ['index type', index({ a: 'hashed' })],
  ['index path', index({ '$**': 1 })],
];

const describeEmbedded = isRealMongo ? describe.skip : describe;
describeEmbedded('what is not kept is refused by name', () => {
  it.each(REFUSED)('%s', async (name, operation) => {
    const failure = await operation().catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 115 });
    const { message } = failure as Error;
    expect(message).toContain(name);
    expect(message).toContain('use a real MongoDB (set MONGODB_URI)');
  });

  it('an unacknowledged write ends the connection: nobody would hear its refusal', async () => {
    const before = await things.countDocuments();
    await things.insertOne({ lost: true }, { writeConcern: { w: 0 } }).catch(() => null);
    expect(await things.countDocuments()).toBe(before);
  });

  it('a change stream', async () => {
    const changes = things.watch();
    await expect(changes.next()).rejects.toMatchObject({ code: 115 });
    await changes.close();
  });

  it('creating an index inside a transaction', async () => {
    const session = store.client.startSession();
    session.startTransaction();
    await things.findOne({}, { session });
    await expect(things.createIndex({ z: 1 }, { session })).rejects.toMatchObject({ code: 263 });
    await session.endSession();
  });
});
