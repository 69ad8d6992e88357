import { afterAll, afterEach, describe, expect, it } from '@jest/globals';
import type { ReferralId } from '@openhaven/domain/ids';
import mongoose from 'mongoose';
import { grantForRules } from '../access/look.ts';
import { anOffer, aRequest, aSentReferral, allowed, found, referralOf } from '../../testing/builders/cases.ts';
import { aKey, asActor } from '../../testing/builders/people.ts';
import { aDesk } from '../../testing/desk.ts';
import { askForInformation } from '../commands/ask-for-information.ts';
import { declineRequest } from '../commands/decline-request.ts';
import { setTonightPlan } from '../commands/set-tonight-plan.ts';
import { unseal } from '../crypto/seal.ts';
import { UnsealError } from '../errors.ts';

const desk = aDesk();

/** The names of the collections that are read while something is done. */
async function readsOf(work: () => Promise<unknown>): Promise<string[]> {
  const reads: string[] = [];
  mongoose.set('debug', (collection: string, method: string) => {
    if (method.startsWith('find')) reads.push(collection);
  });
  await work();
  mongoose.set('debug', false);
  return reads;
}
const ofKeys = (reads: readonly string[]): number => reads.filter((name) => name === 'data-keys').length;

afterEach(() => void mongoose.set('debug', false));
afterAll(() => void mongoose.set('debug', false));

const raw = () => mongoose.connection.collection<{ _id: string }>('data-keys');

describe('the data keys of a referral', () => {
  it('are read once for a whole list', async () => {
    for (let n = 0; n < 5; n += 1) await aSentReferral(desk.officer);
    const { organisationId } = desk.officer.actor;
    const page = { first: 50, after: null };
    expect(
      ofKeys(
        await readsOf(() => desk.store.referrals.ofOrganisation({ organisationId, open: true, except: [] }, page)),
      ),
    ).toBe(1);
    expect(ofKeys(await readsOf(() => desk.store.referrals.unplaced({ except: [] }, page)))).toBe(1);
  });

  it('are read once in a command, however often it looks at the referral', async () => {
    const refuge = await desk.refuge();
    const { requestId } = await anOffer(desk.officer, refuge);
    const { referralId } = await found(desk.store.requests.get(requestId));
    const plan = { idempotencyKey: aKey(), referralId, tonight: 'NOWHERE' } as const;
    expect(ofKeys(await readsOf(() => setTonightPlan(desk.officer, plan)))).toBe(1);
  });

  it('are not read for requests and holds that have nothing sealed', async () => {
    const refuge = await desk.refuge();
    const { holdId } = await anOffer(desk.officer, refuge);
    expect(ofKeys(await readsOf(() => desk.store.holds.get(holdId)))).toBe(0);
    const { requestId } = await aRequest(desk.officer, await desk.refuge());
    expect(ofKeys(await readsOf(() => desk.store.requests.get(requestId)))).toBe(0);
  });

  it('open all that hangs on it: story, question, note', async () => {
    const refuge = await desk.refuge();
    const { referralId, requestId } = await aRequest(desk.officer, refuge);
    const manager = desk.as(refuge.manager);
    allowed(await askForInformation(manager, { idempotencyKey: aKey(), requestId, question: 'May I?' }));
    const no = { reason: 'PETS', wouldBeYesIf: 'NOTHING_COULD', note: 'Sorry.' };
    allowed(await declineRequest(manager, { idempotencyKey: aKey(), requestId, ...no }));
    const [question] = await desk.store.questions.ofRequests([requestId]);
    const request = await found(desk.store.requests.get(requestId));
    expect([
      question?.question.open(grantForRules('COMPLETENESS')),
      request.declineNote?.open(grantForRules('COMPLETENESS')),
    ]).toEqual(['May I?', 'Sorry.']);
    expect(
      (await referralOf(desk.officer, referralId)).story.open(grantForRules('COMPLETENESS')).household.members,
    ).not.toEqual([]);
  });

  it('open nothing of another referral, even put in the place of its own', async () => {
    const [one, other] = [await aSentReferral(desk.officer), await aSentReferral(desk.officer)];
    const kept = await raw().findOne({ _id: `referral:${other}` });
    const { _id, ...keys } = kept ?? { _id: '' };
    await raw().updateOne({ _id: `referral:${one}` }, { $set: keys });
    expect(_id).toBe(`referral:${other}`);
    expect(await openStory(one)).toBe('UnsealError');
  });

  it('if lost, leave lists readable and fail only where the story is opened: lost is not erased', async () => {
    const referralId = await aSentReferral(desk.officer);
    await raw().deleteOne({ _id: `referral:${referralId}` });
    const referral = await referralOf(asActor(desk.officer, desk.store, desk.officer.now), referralId);
    expect(referral).toMatchObject({ id: referralId, status: 'SUBMITTED' });
    expect(referral.erasedAt).toBeUndefined();
    expect(await openStory(referralId)).toBe('UnsealError');
  });
});

describe('the data key of a site', () => {
  it('stays the same when the site is brought up to date, and alone opens the address', async () => {
    const { siteId, serviceId } = await desk.refuge();
    const before = (await desk.store.dataKeys.forSite(siteId)).location();
    const site = await found(desk.store.sites.get(siteId));
    await desk.store.sites.put(site, { lines: ['2 Other Lane'], postcode: 'ZZ1 1ZZ' });
    const key = (await desk.store.dataKeys.forSite(siteId)).location();
    expect(key.id).toBe(before.id);
    const kept = await mongoose.connection
      .collection<{ _id: string; address: mongoose.mongo.Binary }>('site-addresses')
      .findOne({ _id: siteId });
    const place = { collection: 'site-addresses', id: siteId, field: 'address' };
    expect(unseal(kept?.address.value() ?? Buffer.alloc(0), key, place)).toMatchObject({ lines: ['2 Other Lane'] });
    expect(serviceId).toBe(site.serviceId);
  });
});

async function openStory(id: ReferralId): Promise<string> {
  const { story } = await referralOf(desk.officer, id);
  try {
    story.open(grantForRules('COMPLETENESS'));
    return 'opened';
  } catch (error) {
    if (!(error instanceof UnsealError)) throw error;
    return error.name;
  }
}
