import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { aDirectory } from '../testing/harness.ts';
import type { Collection } from './collection.ts';
import { decode, type Doc, encode } from './document.ts';
import { find } from './find.ts';
import { Store } from './store.ts';
import type { Transaction } from './transaction.ts';
import { insert, remove, update } from './write.ts';

let place: Awaited<ReturnType<typeof aDirectory>>;
let store: Store;
let units: Collection;

beforeEach(async () => {
  place = await aDirectory();
  const onFailure = (error: unknown): never => {
    throw error;
  };
  store = new Store({ dir: place.dir, address: '', maxScan: 100, sync: 'OFF', onFailure });
  units = store.catalogue.ensure('t.units');
  now((transaction) => insert(writer(transaction), encode({ _id: 'u', state: 'VACANT' })));
});
afterEach(async () => {
  store.database.close();
  await place.remove();
});

const writer = (transaction: Transaction) => ({ collection: units, transaction, maxScan: 100 });

function now(write: (transaction: Transaction) => unknown): void {
  const transaction = store.transactions.beginImmediate();
  write(transaction);
  transaction.commit();
}

function setState(transaction: Transaction, state: string): void {
  update(writer(transaction), { filter: { _id: 'u' }, update: { $set: { state } }, isMulti: false, isUpsert: false });
}

function statesSeenBy(transaction: Transaction | null): unknown[] {
  const reader = { collection: units, transaction, maxScan: 100 };
  return [...find(reader, { filter: {} })].map(({ raw }) => (decode(raw) satisfies Doc)['state']);
}

it('ends a transaction after fifteen seconds, lets go of its locks and wakes those who wait', () => {
  const slow = store.transactions.beginSnapshot();
  setState(slow, 'HELD');
  let isAwake = false;
  slow.onEnd(() => (isAwake = true));
  expect(() => now((transaction) => setState(transaction, 'CLOSED'))).toThrow('waiting');
  store.tidy(slow.begunAt + 14_000);
  expect(slow.isOpen).toBe(true);
  store.tidy(slow.begunAt + 15_001);
  expect([slow.isOpen, isAwake]).toEqual([false, true]);
  now((transaction) => setState(transaction, 'CLOSED'));
  expect(statesSeenBy(null)).toEqual(['CLOSED']);
});

it('shows a snapshot what was there at its beginning, through changes, removals and insertions', () => {
  const reader = store.transactions.beginSnapshot();
  now((transaction) => setState(transaction, 'HELD'));
  now((transaction) => remove(writer(transaction), { filter: {} }));
  now((transaction) => insert(writer(transaction), encode({ _id: 'other', state: 'NEW' })));
  expect(statesSeenBy(reader)).toEqual(['VACANT']);
  expect(statesSeenBy(null)).toEqual(['NEW']);
  reader.end();
});

it('gives a conflict to one who takes a unique key that was freed since the beginning', () => {
  const late = store.transactions.beginSnapshot();
  now((transaction) => remove(writer(transaction), { filter: { _id: 'u' } }));
  expect(() => insert(writer(late), encode({ _id: 'u' }))).toThrow('Write conflict');
});

it('leaves no claim behind when one of several unique keys is taken', () => {
  store.catalogue.addIndex(units, { v: 2, key: { state: 1 }, name: 'state_1', unique: true });
  now((transaction) => {
    expect(() => insert(writer(transaction), encode({ _id: 'v', state: 'VACANT' }))).toThrow('state_1');
    insert(writer(transaction), encode({ _id: 'v', state: 'HELD' }));
  });
  expect(statesSeenBy(null)).toEqual(['VACANT', 'HELD']);
});

it('ends open transactions before an index is built', () => {
  const open = store.transactions.beginSnapshot();
  store.interruptReaders();
  expect(open.isOpen).toBe(false);
});
