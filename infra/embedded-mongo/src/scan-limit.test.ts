import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Collection } from 'mongodb';
import { aStore, isRealMongo } from '../testing/harness.ts';

let store: Awaited<ReturnType<typeof aStore>>;
let people: Collection;

beforeAll(async () => {
  store = await aStore('scans');
  people = store.db.collection('people');
  await people.createIndex({ district: 1 });
  await people.insertMany(Array.from({ length: 2001 }, (_, i) => ({ district: i % 3, surname: `secret${i}` })));
});
afterAll(() => store.close());

const describeEmbedded = isRealMongo ? describe.skip : describe;
describeEmbedded('more than two thousand documents', () => {
  it('are not scanned for want of an index; the error names fields, never values', async () => {
    const failure = await people
      .find({ surname: 'secret7', $or: [{ age: 3 }, { 'home.town': 'secretville' }] })
      .sort({ born: 1 })
      .toArray()
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 291 });
    const { message } = failure as Error;
    expect(message).toContain('people has no index for a filter on [surname, age, home.town], sort on [born]');
    expect(message).not.toContain('secret7');
    expect(message).not.toContain('secretville');
  });

  it('are not scanned by an update either', async () => {
    await expect(people.updateMany({ surname: 'x' }, { $set: { a: 1 } })).rejects.toMatchObject({ code: 291 });
  });

  it('are read through an index, in order of _id, or as far as a limit', async () => {
    expect(await people.countDocuments({ district: 1, surname: /^secret/ })).toBe(667);
    expect(await people.find().sort({ _id: 1 }).toArray()).toHaveLength(2001);
    expect(await people.find().limit(10).toArray()).toHaveLength(10);
  });
});
