import mongoose from 'mongoose';
import { unwrapDataKey } from '../src/crypto/data-key.ts';
import type { Key, Keys } from '../src/crypto/keys.ts';
import { unseal } from '../src/crypto/seal.ts';
import { UnsealError } from '../src/errors.ts';

type Row = Readonly<Record<string, unknown>> & { readonly _id: string };

/** All rows of all collections, as a backup has them. */
export type Dump = Readonly<Record<string, readonly Row[]>>;

function database(): NonNullable<typeof mongoose.connection.db> {
  const { db } = mongoose.connection;
  if (!db) throw new Error('the database is not open');
  return db;
}

export async function takeDump(): Promise<Dump> {
  const collections = await database().listCollections().toArray();
  const rows = await Promise.all(collections.map(({ name }) => database().collection<Row>(name).find().toArray()));
  return Object.fromEntries(collections.map(({ name }, n) => [name, rows[n] ?? []]));
}

/** Puts a dump in the place of what is there. */
export async function restore(dump: Dump, makeIndexes: () => Promise<void>): Promise<void> {
  await database().dropDatabase();
  await makeIndexes();
  for (const [name, rows] of Object.entries(dump)) {
    await database().collection<Row>(name).deleteMany({});
    for (let from = 0; from < rows.length; from += 500) {
      await database()
        .collection<Row>(name)
        .insertMany([...rows.slice(from, from + 500)]);
    }
  }
}

/** What a thief with these keys reads in a dump: every sealed value that any key opens, with whose it is. */
export function everythingReadable(dump: Dump, keys: Keys): readonly { referralId?: string; value: unknown }[] {
  const house = Object.values(keys).flatMap(({ current, others }) => [current, ...others] as Key[]);
  const all = [...house, ...(dump['data-keys'] ?? []).flatMap((row) => ownKeys(row, keys))];
  const sealed = Object.entries(dump)
    .filter(([name]) => name !== 'data-keys')
    .flatMap(([name, rows]) => rows.flatMap((row) => sealedIn(name, row)));
  return sealed.flatMap(({ bytes, place, referralId }) => {
    const opened = all.flatMap((key) => tryTo(() => ({ value: unseal(bytes, key, place) })));
    return opened.map(({ value }) => ({ ...(referralId === undefined ? {} : { referralId }), value }));
  });
}

function sealedIn(collection: string, row: Row) {
  const { _id: id } = row;
  const referralId = collection === 'referrals' ? id : (row['referralId'] as string | undefined);
  return Object.entries(row).flatMap(([field, value]) =>
    value instanceof mongoose.mongo.Binary
      ? [{ bytes: value.value(), place: { collection, id, field }, referralId }]
      : [],
  );
}

function ownKeys(row: Row, keys: Keys): readonly Key[] {
  return (['case', 'location'] as const).flatMap((field) => {
    const [kek, key] = [row[`${field}Kek`], row[`${field}Key`]];
    if (typeof kek !== 'string' || !(key instanceof mongoose.mongo.Binary)) return [];
    const place = { collection: 'data-keys', id: row._id, field };
    return tryTo(() => unwrapDataKey({ kek, wrapped: Buffer.from(key.value()) }, keys[field], place));
  });
}

function tryTo<T>(work: () => T): readonly T[] {
  try {
    return [work()];
  } catch (error) {
    if (error instanceof UnsealError) return [];
    throw error;
  }
}
