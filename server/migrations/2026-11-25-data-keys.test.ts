import { createHmac } from 'node:crypto';
import { beforeAll, expect, it } from '@jest/globals';
import mongoose from 'mongoose';
import { grantForRules } from '../src/access/look.ts';
import { anOffer, referralOf } from '../testing/builders/cases.ts';
import { aDesk } from '../testing/desk.ts';
import { TEST_KEYS } from '../testing/store.ts';
import { clockContext } from '../src/commands/clock-context.ts';
import { sealAudit } from '../src/commands/seal-audit.ts';
import { verifyAudit } from '../src/commands/verify-audit.ts';
import { canonical } from '../src/crypto/canonical.ts';
import type { Key } from '../src/crypto/keys.ts';
import { seal, unseal } from '../src/crypto/seal.ts';
import { up } from './2026-11-25-data-keys.ts';

const desk = aDesk();
type Row = Record<string, unknown> & { _id: string };
const rows = (name: string) => mongoose.connection.collection<Row>(name);
const place = (collection: string, id: string, field: string) => ({ collection, id, field });

/** Puts a sealed field back under the key of the house, as it was kept before. */
async function underHouseKey(collection: string, field: string, key: Key, value: (row: Row) => unknown): Promise<void> {
  for (const row of await rows(collection).find().toArray()) {
    const sealed = seal(value(row), key, place(collection, row._id, field));
    await rows(collection).updateOne({ _id: row._id }, { $set: { [field]: sealed } });
  }
}

let referralId: Awaited<ReturnType<typeof anOffer>>['referralId'];
let siteId: Awaited<ReturnType<typeof desk.refuge>>['siteId'];
beforeAll(async () => {
  const refuge = await desk.refuge();
  ({ siteId } = refuge);
  ({ referralId } = await anOffer(desk.officer, refuge, { story: { preferredName: 'Sam' } }));
  const { story } = await referralOf(desk.officer, referralId);
  const told = story.open(grantForRules('COMPLETENESS'));
  await underHouseKey('referrals', 'story', TEST_KEYS.case.current, () => told);
  await underHouseKey('site-addresses', 'address', TEST_KEYS.location.current, () => ({
    lines: ['1 Lane'],
    postcode: 'Z',
  }));
  await underHouseKey('holds', 'meetingPoint', TEST_KEYS.location.current, () => 'By the station');
  await rows('data-keys').deleteMany({});
  for (const { mac: _mac, sealed: _sealed, ...content } of await rows('audit').find().toArray()) {
    const mac = createHmac('sha256', TEST_KEYS.audit.current.secret).update(canonical(content)).digest('base64url');
    await rows('audit').replaceOne({ _id: content._id }, { ...content, mac });
  }
});

it('a database of before is read by this version, and its record is sound', async () => {
  await expect(
    referralOf(desk.officer, referralId).then(({ story }) => story.open(grantForRules('COMPLETENESS'))),
  ).rejects.toThrow('no data keys');
  await up({ keys: TEST_KEYS });
  expect((await referralOf(desk.officer, referralId)).story.open(grantForRules('COMPLETENESS')).preferredName).toBe(
    'Sam',
  );
  const [hold] = await desk.store.holds.activeOfReferral(referralId);
  expect(hold?.meetingPoint?.open(grantForRules('COMPLETENESS'))).toBe('By the station');
  const kept = (await rows('site-addresses').findOne({ _id: siteId }))?.['address'] as mongoose.mongo.Binary;
  const key = (await desk.store.dataKeys.forSite(siteId)).location();
  expect(unseal(kept.value(), key, place('site-addresses', siteId, 'address'))).toMatchObject({ lines: ['1 Lane'] });

  const context = clockContext(desk.store, new Date());
  await sealAudit(context);
  expect(await verifyAudit(context, { checkpoints: [] })).toMatchObject({ sound: true, waiting: 0, strays: 0 });
});

it('changes nothing when it is run again', async () => {
  const before = await rows('referrals').find().toArray();
  await up({ keys: TEST_KEYS });
  expect(await rows('referrals').find().toArray()).toEqual(before);
});
