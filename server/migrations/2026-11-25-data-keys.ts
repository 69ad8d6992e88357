import { createHmac } from 'node:crypto';
import mongoose from 'mongoose';
import type { ReferralId, SiteId } from '@openhaven/domain/ids';
import { canonical } from '../src/crypto/canonical.ts';
import { rowMac } from '../src/crypto/chain.ts';
import { type Key, type Keys, keyOf } from '../src/crypto/keys.ts';
import { seal, unseal } from '../src/crypto/seal.ts';
import { type DataKeys, dataKeys } from '../src/store/data-keys.ts';

type Row = Record<string, unknown> & { _id: string };
type KeyClass = 'case' | 'location';

/** Every sealed field: where it is, in which class, and whose data key seals it from now on. */
const SEALED: readonly (readonly [collection: string, field: string, keyClass: KeyClass, whose: string])[] = [
  ['referrals', 'story', 'case', '_id'],
  ['questions', 'question', 'case', 'referralId'],
  ['questions', 'answer', 'case', 'referralId'],
  ['placement-requests', 'declineNote', 'case', 'referralId'],
  ['holds', 'meetingPoint', 'location', 'referralId'],
  ['site-addresses', 'address', 'location', '_id'],
];

/**
 * Before: the case and location keys sealed values themselves; rows of the record were signed without naming their key.
 * After: every referral and site has data keys of its own; rows name their key and wait to be sealed into the chain.
 * Not while the old version runs: it cannot read what is sealed anew. What is done already is left alone, so that it can be
 * run again after it was interrupted.
 */
export async function up({ keys }: { readonly keys: Keys }): Promise<void> {
  for (const [collection, field, keyClass, whose] of SEALED) {
    for await (const row of rows(collection).find()) {
      const bytes = row[field];
      if (!(bytes instanceof mongoose.mongo.Binary)) continue;
      const place = { collection, id: row._id, field };
      const house = keyOf(keys[keyClass], Buffer.from(bytes.value()).toString('hex', 1, 5));
      if (house === undefined) continue;
      const own = await ownKey(collection, String(row[whose]), keyClass, dataKeys(null, keys));
      const anew = seal(unseal(bytes.value(), house, place), own, place);
      await rows(collection).updateOne({ _id: row._id }, { $set: { [field]: anew } });
    }
  }
  for await (const row of rows('audit').find({ sealed: { $exists: false } })) await nameKey(row, keys);
}

const rows = (name: string): mongoose.mongo.Collection<Row> =>
  mongoose.connection.getClient().db(mongoose.connection.name).collection<Row>(name);

async function ownKey(collection: string, id: string, keyClass: KeyClass, own: DataKeys): Promise<Key> {
  if (collection === 'site-addresses') return (await own.forSite(id as SiteId))[keyClass]();
  const referralId = id as ReferralId;
  const there = await rows('data-keys').findOne({ _id: `referral:${id}` });
  const found = there ? (await own.ofReferrals([referralId]))(referralId) : await own.makeForReferral(referralId);
  return found[keyClass]();
}

/** Signs a row anew if it is what was written. One that is not keeps its old signature, and is found by the next check. */
async function nameKey({ mac, ...content }: Row, { audit }: Keys): Promise<void> {
  const isRight = [audit.current, ...audit.others].some(
    ({ secret }) => createHmac('sha256', secret).update(canonical(content)).digest('base64url') === mac,
  );
  const signed = isRight ? { mac: rowMac(content, audit) } : {};
  await rows('audit').updateOne({ _id: content._id }, { $set: { ...signed, sealed: false } });
}
