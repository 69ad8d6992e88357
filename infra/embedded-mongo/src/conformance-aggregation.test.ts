import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Document } from 'mongodb';
import { aStore, codeOf } from '../testing/harness.ts';

let store: Awaited<ReturnType<typeof aStore>>;
const ORDERS = [
  { _id: 1, c: 'a', v: 5, t: ['x', 'y'], d: { e: 1 } },
  { _id: 2, c: 'b', v: 7, t: ['y'] },
  { _id: 3, c: 'a', v: 9, t: [] },
  { _id: 4, c: 'b', v: 1 },
  { _id: 5, v: 'text', t: null },
];

beforeAll(async () => {
  store = await aStore('aggregation');
  await store.db.collection('orders').insertMany(ORDERS as unknown as Document[]);
});
afterAll(() => store.close());

const run = (pipeline: Document[]): Promise<Document[]> => store.db.collection('orders').aggregate(pipeline).toArray();
const BY_ID = { $sort: { _id: 1 } };

const PIPELINES: [name: string, pipeline: Document[], result: Document[]][] = [
  [
    '$match, $sort, $skip and $limit',
    [{ $match: { v: { $gt: 0 } } }, { $sort: { v: -1 } }, { $skip: 1 }, { $limit: 2 }, { $project: { v: 1 } }],
    [
      { _id: 2, v: 7 },
      { _id: 1, v: 5 },
    ],
  ],
  ['$limit before $skip', [BY_ID, { $limit: 3 }, { $skip: 2 }, { $project: { _id: 1 } }], [{ _id: 3 }]],
  ['$match after $group', [{ $group: { _id: '$c', n: { $sum: 1 } } }, { $match: { n: 1 } }], [{ _id: null, n: 1 }]],
  [
    '$group by a field, with every accumulator',
    [
      BY_ID,
      { $match: { c: 'a' } },
      {
        $group: {
          _id: '$c',
          sum: { $sum: '$v' },
          avg: { $avg: '$v' },
          min: { $min: '$v' },
          max: { $max: '$v' },
          first: { $first: '$_id' },
          last: { $last: '$_id' },
          all: { $push: '$v' },
          set: { $addToSet: '$c' },
        },
      },
    ],
    [{ _id: 'a', sum: 14, avg: 7, min: 5, max: 9, first: 1, last: 3, all: [5, 9], set: ['a'] }],
  ],
  ['$group of all', [{ $group: { _id: null, n: { $sum: 1 }, s: { $sum: '$v' } } }], [{ _id: null, n: 5, s: 22 }]],
  [
    '$group counts missing as null, and sums no text',
    [{ $group: { _id: '$c', s: { $sum: '$v' }, a: { $avg: '$v' } } }, BY_ID],
    [
      { _id: null, s: 0, a: null },
      { _id: 'a', s: 14, a: 7 },
      { _id: 'b', s: 8, a: 4 },
    ],
  ],
  [
    '$group by several fields',
    [{ $match: { c: 'b' } }, { $group: { _id: { c: '$c', v: '$v' }, n: { $sum: 1 } } }, { $sort: { '_id.v': 1 } }],
    [
      { _id: { c: 'b', v: 1 }, n: 1 },
      { _id: { c: 'b', v: 7 }, n: 1 },
    ],
  ],
  ['$count', [{ $match: { c: 'a' } }, { $count: 'n' }], [{ n: 2 }]],
  ['$count of nothing', [{ $match: { c: 'z' } }, { $count: 'n' }], []],
  [
    '$unwind',
    [{ $unwind: '$t' }, { $project: { t: 1 } }, { $sort: { _id: 1, t: 1 } }],
    [
      { _id: 1, t: 'x' },
      { _id: 1, t: 'y' },
      { _id: 2, t: 'y' },
    ],
  ],
  [
    '$unwind that keeps the empty',
    [{ $unwind: { path: '$t', preserveNullAndEmptyArrays: true } }, BY_ID, { $skip: 3 }, { $project: { t: 1 } }],
    [{ _id: 3 }, { _id: 4 }, { _id: 5, t: null }],
  ],
  [
    '$project that renames',
    [{ $match: { _id: 1 } }, { $project: { _id: 0, who: '$c', e: '$d.e', none: '$no' } }],
    [{ who: 'a', e: 1 }],
  ],
  [
    '$project that keeps and renames',
    [{ $match: { _id: 1 } }, { $project: { v: 1, who: '$c' } }],
    [{ _id: 1, v: 5, who: 'a' }],
  ],
  [
    '$project that leaves out',
    [{ $match: { _id: 1 } }, { $project: { t: 0, 'd.e': 0 } }],
    [{ _id: 1, c: 'a', v: 5, d: {} }],
  ],
];

it.each(PIPELINES)('%s', async (_name, pipeline, result) => {
  expect(await run(pipeline)).toEqual(result);
});

it('hands a long result over in batches', async () => {
  const many = store.db.collection('many');
  await many.insertMany(Array.from({ length: 900 }, (_, i) => ({ i })));
  let seen = 0;
  for await (const _ of many.aggregate([{ $project: { i: 1 } }], { batchSize: 50 })) seen++;
  expect(seen).toBe(900);
});

it('fails on a stage that nobody knows', async () => {
  expect([115, 40324]).toContain(await codeOf(run([{ $nope: 1 }])));
});
