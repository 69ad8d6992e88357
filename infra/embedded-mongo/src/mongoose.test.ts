import { afterAll, beforeAll, expect, it } from '@jest/globals';
import mongoose, { type Connection } from 'mongoose';
import { aStore } from '../testing/harness.ts';

const schema = new mongoose.Schema(
  {
    code: { type: String, required: true, unique: true },
    state: { type: String, default: 'VACANT' },
    beds: { type: Number, default: 1 },
    accepts: [String],
    holds: [{ reference: String, until: Date }],
  },
  { timestamps: true, optimisticConcurrency: true },
);
schema.index({ state: 1, beds: -1 });
const unitsOf = (connection: Connection) => connection.model('Unit', schema);

let store: Awaited<ReturnType<typeof aStore>>;
let connection: Connection;
let units: ReturnType<typeof unitsOf>;

beforeAll(async () => {
  store = await aStore('mongoose');
  connection = await mongoose.createConnection(store.uri, { dbName: store.db.databaseName }).asPromise();
  units = unitsOf(connection);
  await units.init();
  await units.create({ code: 'U1', accepts: ['pets'] }, { code: 'U2', beds: 3 });
});
afterAll(async () => {
  await connection.close();
  await store.close();
});

it('creates, finds and counts', async () => {
  expect(await units.findOne({ code: 'U1' }).lean()).toMatchObject({ state: 'VACANT', beds: 1, accepts: ['pets'] });
  expect(await units.countDocuments({ beds: { $gte: 1 } })).toBe(2);
  expect(await units.exists({ code: 'U9' })).toBeNull();
  expect(await units.find().sort('-beds').select('code -_id').lean()).toEqual([{ code: 'U2' }, { code: 'U1' }]);
});

it('saves changes to subdocuments', async () => {
  const unit = await units.findOne({ code: 'U1' }).orFail();
  unit.holds.push({ reference: 'R1', until: new Date(1) }, { reference: 'R2', until: new Date(2) });
  await unit.save();
  unit.holds.splice(0, 1);
  unit.accepts.push('large');
  await unit.save();
  const kept = await units.findOne({ code: 'U1' }).lean().orFail();
  expect(kept.holds).toMatchObject([{ reference: 'R2' }]);
  expect(kept.accepts).toEqual(['pets', 'large']);
});

it('notices that another has saved first', async () => {
  const [one, other] = [await units.findOne({ code: 'U2' }).orFail(), await units.findOne({ code: 'U2' }).orFail()];
  one.beds = 4;
  await one.save();
  other.beds = 5;
  await expect(other.save()).rejects.toThrow(/No matching document|VersionError/);
});

it('syncs its indexes and finds nothing to change', async () => {
  expect(await units.syncIndexes()).toEqual([]);
  expect(Object.keys(await units.collection.indexInformation()).sort()).toEqual(['_id_', 'code_1', 'state_1_beds_-1']);
});

it('runs connection.transaction to the end, or not at all', async () => {
  await connection.transaction(async (session) => {
    await units.create([{ code: 'U3' }], { session });
    await units.updateOne({ code: 'U1' }, { $inc: { beds: 1 } }, { session });
  });
  expect(await units.countDocuments()).toBe(3);
  const failed = connection.transaction(async (session) => {
    await units.deleteMany({}, { session });
    await units.create([{ code: 'U8' }, { code: 'U8' }], { session, ordered: true });
  });
  await expect(failed).rejects.toMatchObject({ code: 11000 });
  expect(await units.countDocuments()).toBe(3);
});
