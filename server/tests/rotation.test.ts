import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ReferralId } from '@openhaven/domain/ids';
import mongoose from 'mongoose';
import { grantForRules } from '../src/access/look.ts';
import { clockContext } from '../src/commands/clock-context.ts';
import { eraseReferral } from '../src/commands/erase-referral.ts';
import { markNamesAnew, rotateKeys } from '../src/commands/rotate-keys.ts';
import { saveDraft } from '../src/commands/save-draft.ts';
import { setExclusions } from '../src/commands/set-exclusions.ts';
import { setTonightPlan } from '../src/commands/set-tonight-plan.ts';
import { withdrawReferral } from '../src/commands/withdraw-referral.ts';
import { type KeyBytes, keysFrom, newKeyBytes } from '../src/crypto/keys.ts';
import { type Store, storeIn } from '../src/store/store.ts';
import { aSentReferral, allowed, found, referralOf } from '../testing/builders/cases.ts';
import { aKey, asActor } from '../testing/builders/people.ts';
import { aRefuge } from '../testing/builders/places.ts';
import { type TestPerson, aPerson } from '../testing/people.ts';
import { aStory } from '../testing/stories.ts';
import { TEST_KEY_BYTES, type TestStore, startStore } from '../testing/store.ts';

const NOON = new Date('2026-11-20T12:00:00Z');
const WRITERS = 50;
const ROUNDS = 3;

const next: KeyBytes = { ...TEST_KEY_BYTES, case: [newKeyBytes()], location: [newKeyBytes()] };
const merged = (first: KeyBytes, second: KeyBytes): KeyBytes => ({
  ...TEST_KEY_BYTES,
  case: [...first.case, ...second.case],
  location: [...first.location, ...second.location],
});

let test: TestStore;
let officer: TestPerson;
/** A process that still wraps by the old keys and knows the new ones, one that wraps by the new ones, and later. */
const before = storeIn(null, keysFrom(merged(TEST_KEY_BYTES, next)));
const during = storeIn(null, keysFrom(merged(next, TEST_KEY_BYTES)));
const after = storeIn(null, keysFrom(next));

beforeAll(async () => {
  test = await startStore();
  officer = await aPerson(test.store, { role: 'REFERRER' });
});
afterAll(() => test.stop());

const at = (store: Store) => asActor(officer, store, NOON);

/** Writes and reads again, each time through the other process, as requests do that come to whichever is free. */
async function write(writer: number): Promise<ReferralId[]> {
  const ids: ReferralId[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const [one, other] = (writer + round) % 2 === 0 ? [before, during] : [during, before];
    const referralId = await aSentReferral(at(one), { story: { preferredName: `Sam ${writer}` } });
    allowed(await setTonightPlan(at(other), { idempotencyKey: aKey(), referralId, tonight: 'FRIENDS_OR_FAMILY' }));
    const { story } = await referralOf(at(one), referralId);
    expect(story.open(grantForRules('COMPLETENESS'))).toMatchObject({
      preferredName: `Sam ${writer}`,
      tonight: 'FRIENDS_OR_FAMILY',
    });
    ids.push(referralId);
  }
  return ids;
}

describe('the keys of the house changed while fifty people write', () => {
  it('leave nothing unreadable, for those who write nor afterwards without the old keys', async () => {
    const state = { writing: true };
    const clock = clockContext(during, NOON);
    const rotating = (async () => {
      for (let n = 0; state.writing; n += 1) await rotateKeys(clock, n % 2 === 0 ? 'case' : 'location');
    })();
    const ids = (await Promise.all(Array.from({ length: WRITERS }, (_, writer) => write(writer)))).flat();
    state.writing = false;
    await rotating;
    for (const keyClass of ['case', 'location'] as const) {
      expect(await rotateKeys(clock, keyClass)).toMatchObject({ unreadable: 0, left: 0 });
    }

    expect(ids).toHaveLength(WRITERS * ROUNDS);
    const read = await after.referrals.getMany(ids);
    const unreadable = read.filter(
      ({ story }) => story.open(grantForRules('COMPLETENESS')).preferredName?.startsWith('Sam') !== true,
    );
    expect([read.length, unreadable]).toEqual([ids.length, []]);
  }, 120_000);

  it('open the addresses of sites as before, by the new keys alone', async () => {
    const { siteId } = await aRefuge(before, { confirmedAt: NOON });
    expect((await rotateKeys(clockContext(during, NOON), 'location')).rewrapped).toBeGreaterThan(0);
    expect((await after.dataKeys.forSite(siteId)).location().id).toMatch(/^[0-9a-f]{8}$/);
  });
});

describe('a rotation', () => {
  it('does not bring back what is erased meanwhile', async () => {
    const referralId = await aSentReferral(at(before));
    const end = { referralId, reason: 'SURVIVOR_CHANGED_MIND' };
    allowed(await withdrawReferral(at(before), { idempotencyKey: aKey(), ...end }));
    await Promise.all([
      rotateKeys(clockContext(during, NOON), 'case'),
      eraseReferral(clockContext(during, NOON), { referralId, reason: 'ASKED_FOR' }),
    ]);
    await rotateKeys(clockContext(during, NOON), 'case');
    expect((await referralOf(at(after), referralId)).erasedAt).toEqual(NOON);
    const kept = await mongoose.connection
      .collection<{ _id: string }>('data-keys')
      .findOne({ _id: `referral:${referralId}` });
    expect(kept).toMatchObject({ caseKey: null, caseKek: null, locationKey: null, locationKek: null });
  });

  it('says how many it could not read and goes on with the others', async () => {
    const [damaged, whole] = [await aSentReferral(at(before)), await aSentReferral(at(before))];
    const raw = mongoose.connection.collection<{ _id: string }>('data-keys');
    await raw.updateOne(
      { _id: `referral:${damaged}` },
      { $set: { caseKey: new mongoose.mongo.Binary(Buffer.alloc(60)) } },
    );
    const rotation = await rotateKeys(clockContext(during, NOON), 'case');
    expect(rotation).toEqual({ rewrapped: 1, unreadable: 1, left: 1 });
    expect((await referralOf(at(after), whole)).story.open(grantForRules('COMPLETENESS')).tonight).toBe('NOWHERE');
    await raw.deleteOne({ _id: `referral:${damaged}` });
  });

  it('has nothing to do for a house with one key, and is recorded all the same', async () => {
    const since = new Date();
    expect(await rotateKeys(clockContext(after, NOON), 'case')).toEqual({ rewrapped: 0, unreadable: 0, left: 0 });
    const rows = await after.audit.since(since, 10);
    expect(rows.map(({ action, reason }) => [action, reason])).toContainEqual(['key.rotated', 'case']);
  });
});

describe('the index key changed while somebody is kept out by name', () => {
  it('finds a namesake by the new key alone, once the names are marked anew', async () => {
    const index = newKeyBytes();
    const namesake = await aPerson(test.store, { role: 'REFERRER', name: 'Corin Vexley' });
    const referralId = await aSentReferral(at(test.store));
    const people = [{ who: 'PERPETRATOR', name: 'corin VEXLEY' }] as const;
    const input = {
      idempotencyKey: aKey(),
      referralId,
      rev: 0,
      people,
      organisationIds: [],
      restricted: false,
      openTo: [],
    };
    allowed(await setExclusions(at(test.store), input));
    const user = await found(test.store.users.get(namesake.actor.userId));
    const both = storeIn(null, keysFrom({ ...TEST_KEY_BYTES, index: [index, ...TEST_KEY_BYTES.index] }));
    const newAlone = storeIn(null, keysFrom({ ...TEST_KEY_BYTES, index: [index] }));
    expect((await both.fences.concerning(user)).map((fence) => fence.referralId)).toEqual([referralId]);
    expect(await newAlone.fences.concerning(user)).toEqual([]);
    // The others in this store were sealed under keys that are not here: they stop nobody's from being marked.
    const { marked, unreadable } = await markNamesAnew(clockContext(both, NOON));
    expect([marked, unreadable > 0]).toEqual([1, true]);
    expect((await newAlone.fences.concerning(user)).map((fence) => fence.referralId)).toEqual([referralId]);
  });
});

describe('the index key changed between a request and its repetition', () => {
  const index = newKeyBytes();
  const input = { idempotencyKey: aKey(), priority: 'P2_24H', source: 'LOCAL_HOUSING_AUTHORITY', story: aStory() };
  const begun = async (store: Store) => saveDraft(at(store), input);

  it('gives the same answer while the old one is known, and does nothing twice when it is not', async () => {
    const first = allowed(await begun(test.store));
    const known = storeIn(null, keysFrom({ ...TEST_KEY_BYTES, index: [index, ...TEST_KEY_BYTES.index] }));
    expect(allowed(await begun(known))).toEqual(first);
    expect(await saveDraft(at(known), { ...input, priority: 'P1_TONIGHT' })).toMatchObject({
      reason: 'KEY_USED_FOR_ANOTHER',
    });
    const forgotten = storeIn(null, keysFrom({ ...TEST_KEY_BYTES, index: [index] }));
    expect(await begun(forgotten)).toMatchObject({ allowed: false, reason: 'KEY_USED_FOR_ANOTHER' });
  });
});
