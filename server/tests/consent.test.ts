import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { PlacementRequestId, ReferralId } from '@openhaven/domain/ids';
import { toGlobalId } from '../src/graphql/global-id.ts';
import { type Loose, ask, mutate } from '../testing/api.ts';
import { aRequest, aStay, allowed } from '../testing/builders/cases.ts';
import { aKey, asActor } from '../testing/builders/people.ts';
import { type TestRefuge, aRefuge } from '../testing/builders/places.ts';
import { sendRequests } from '../src/commands/send-requests.ts';
import { runDueJobs } from '../testing/clock.ts';
import type { TestPerson } from '../testing/people.ts';
import { aStory } from '../testing/stories.ts';
import { type World, aWorld } from '../testing/world.ts';

const NOON = new Date('2026-11-26T12:00:00Z');
const DAY = 86_400_000;
const STORY = aStory({
  needs: [{ need: 'ALCOHOL', severity: 'HIGH' }],
  arson: 'YES',
  background: 'Told in confidence.',
});
const FIELDS = 'referral { consentState consents { parts how until withdrawnAt } actions rev status }';
const FACTS =
  'isShared facts { adults needs { need } arson background notShared } questions { question answer } candidates { answer reasons { rule } }';

let world: World;
let refuge: TestRefuge;
beforeAll(async () => {
  world = await aWorld(NOON);
});
beforeEach(async () => {
  world.at(NOON);
  refuge = await aRefuge(world.store, { name: 'Haven', confirmedAt: NOON });
});
afterAll(() => world.stop());

const officer = () => asActor(world.officer, world.store, NOON);
const referralOf = (id: ReferralId) => ({ referralId: toGlobalId('Referral', id) });

async function agree(id: ReferralId, told: object, by: TestPerson = world.officer): Promise<Loose> {
  const input = { ...referralOf(id), parts: [], how: 'BY_PHONE', days: 7, ...told };
  return mutate(await world.as(by), 'recordConsent', input, FIELDS);
}

async function agreeNoMore(id: ReferralId, by: TestPerson = world.officer): Promise<Loose> {
  return mutate(await world.as(by), 'withdrawConsent', referralOf(id), FIELDS);
}

/** A household that has been referred, and the request to the refuge, which is looking at it. */
async function anAsk(): Promise<{ id: ReferralId; requestId: PlacementRequestId }> {
  const { referralId: id, requestId } = await aRequest(officer(), refuge, { story: STORY });
  const input = { requestId: toGlobalId('PlacementRequest', requestId) };
  await mutate(await world.as(refuge.manager), 'acknowledgeRequest', input, 'request { id }');
  return { id, requestId };
}

const sendNow = async (referralId: ReferralId) =>
  allowed(await sendRequests(officer(), { idempotencyKey: aKey(), referralId, serviceIds: [refuge.serviceId] }));

async function seen(requestId: PlacementRequestId): Promise<Loose> {
  const query = `query ($id: ID!) { placementRequest(id: $id) { status ${FACTS} } }`;
  const id = toGlobalId('PlacementRequest', requestId);
  return ask(await world.as(refuge.manager), query, { id });
}

describe('what a household agrees to share', () => {
  it('is all of it when the referral is sent, and less as soon as they say so', async () => {
    const { id, requestId } = await anAsk();
    expect(await seen(requestId)).toMatchObject({
      isShared: true,
      facts: { needs: [{ need: 'ALCOHOL' }], arson: 'YES', background: 'Told in confidence.', notShared: [] },
    });
    expect((await agree(id, { parts: ['NEEDS'] })).referral).toMatchObject({
      consentState: 'IN_FORCE',
      consents: [{ parts: ['NEEDS'], how: 'BY_PHONE' }, { how: 'WITH_REFERRAL' }],
    });
    expect(await seen(requestId)).toMatchObject({
      facts: {
        needs: [{ need: 'ALCOHOL' }],
        arson: 'NOT_KNOWN',
        background: null,
        notShared: ['HISTORY', 'BACKGROUND'],
      },
    });
    await agree(id, { parts: [] });
    const least = await seen(requestId);
    expect(least).toMatchObject({ isShared: true, facts: { adults: 1, needs: [] } });
    expect(JSON.stringify(least)).not.toMatch(/ALCOHOL|confidence/);
  });

  it('says "ask" of a space where what is not shared would have mattered, and not what it is', async () => {
    refuge = await aRefuge(world.store, {
      name: 'Dry House',
      confirmedAt: NOON,
      policy: { needs: { ALCOHOL: 'CANNOT' } },
    });
    const { id, requestId } = await anAsk();
    const whole = (await seen(requestId)).candidates;
    expect(whole).toMatchObject([{ answer: expect.not.stringMatching(/^FITS$/) }]);
    expect(JSON.stringify(whole)).toContain('SUPPORT_NEED');
    await agree(id, { parts: [] });
    const { candidates } = await seen(requestId);
    expect(candidates).toMatchObject([{ answer: 'ASK_PROVIDER' }]);
    expect(JSON.stringify(candidates)).not.toMatch(/SUPPORT_NEED|HISTORY/);
  });

  it('is not asked for while a life is at risk, for three days', async () => {
    const { id } = await anAsk();
    const { referral } = await agree(id, { how: 'LIFE_AT_RISK', days: null });
    expect(referral.consents[0]).toMatchObject({ how: 'LIFE_AT_RISK', until: '2026-11-30T00:00:00.000Z' });
  });

  it.each([
    ['nobody said how', { how: '' }, 'how', 'CONSENT_WAY_NEEDED'],
    ['for ever', { days: 1000 }, 'days', 'CONSENT_DAYS_NEEDED'],
    ['a part that is none', { parts: ['ADDRESS'] }, 'parts', 'CONSENT_PART_UNKNOWN'],
  ])('is not written down: %s', async (_name, told, field, code) => {
    const { id } = await anAsk();
    expect((await agree(id, told)).userErrors).toMatchObject([{ field, code }]);
  });

  it('is written down by those who refer and the coordinator, and read by nobody else', async () => {
    const { id } = await anAsk();
    expect((await agree(id, {}, world.coordinator)).userErrors).toEqual([]);
    const input = { ...referralOf(id), parts: [], how: 'BY_PHONE', days: 7 };
    for (const other of [refuge.manager, world.stranger]) {
      await expect(mutate(await world.as(other), 'recordConsent', input, FIELDS)).rejects.toThrow(/NOT_FOUND/);
      await expect(agreeNoMore(id, other)).rejects.toThrow(/NOT_FOUND/);
    }
  });
});

describe('when they agree no more', () => {
  it('nobody reads anything from this instant, requests end, and everybody can be asked anew once they agree', async () => {
    const { id, requestId } = await anAsk();
    expect((await agreeNoMore(id)).referral).toMatchObject({ consentState: 'WITHDRAWN', status: 'SEEKING' });
    expect(await seen(requestId)).toMatchObject({ status: 'SUPERSEDED', isShared: false, facts: null, candidates: [] });

    const again = { idempotencyKey: aKey(), referralId: id, serviceIds: [refuge.serviceId] };
    expect(await sendRequests(officer(), again)).toMatchObject({ allowed: false, reason: 'CONSENT_NEEDED' });
    const hold = { ...referralOf(id), unitId: toGlobalId('Unit', refuge.unitId) };
    const held = await mutate(await world.as(world.officer), 'placeHold', hold, 'hold { id }');
    expect(held).toMatchObject({ hold: null, userErrors: [{ code: 'CONSENT_NEEDED' }] });
    expect((await agreeNoMore(id)).userErrors).toMatchObject([{ code: 'CONSENT_NEEDED' }]);

    await agree(id, { parts: ['NEEDS'] });
    const { requestIds } = await sendNow(id);
    expect(requestIds).not.toContain(requestId);
    expect(await seen(requestIds[0] as PlacementRequestId)).toMatchObject({ isShared: true });
  });

  it('asks those who refer to ask again, until they have', async () => {
    const { id } = await anAsk();
    expect(await toRenew(id)).toBe(0);
    await agreeNoMore(id);
    expect(await toRenew(id)).toBe(1);
    await agree(id, {});
    expect(await toRenew(id)).toBe(0);
  });

  it('a place that was said yes to keeps what it was told', async () => {
    const { referralId } = await aStay(officer(), refuge);
    const [request] = await world.store.requests.ofReferral(referralId);
    expect((await agreeNoMore(referralId)).referral).toMatchObject({ status: 'ARRIVED', consentState: 'WITHDRAWN' });
    expect(await seen(request?.id as PlacementRequestId)).toMatchObject({ isShared: true, facts: { adults: 1 } });
  });
});

describe('who is first', () => {
  it('taking back against an offer, 8 times: nothing is under way afterwards, and no space is kept', async () => {
    for (let round = 0; round < 8; round++) {
      const one = await aRefuge(world.store, { name: `Haven ${round}`, confirmedAt: NOON });
      const { referralId, requestId } = await aRequest(officer(), one, { story: STORY });
      const offer = { requestId: toGlobalId('PlacementRequest', requestId), unitId: toGlobalId('Unit', one.unitId) };
      const manager = await world.as(one.manager);
      await Promise.all([agreeNoMore(referralId), mutate(manager, 'makeOffer', offer, 'hold { id }')]);
      const referral = await world.store.referrals.get(referralId);
      expect(referral?.status).toBe('SEEKING');
      expect(await world.store.holds.activeOfReferral(referralId)).toEqual([]);
      expect((await world.store.units.get(one.unitId))?.state.status).toBe('AVAILABLE');
    }
  });
});

describe('when its time is over', () => {
  it('nothing is read any more, those who refer are asked three days before, and the clock asks nobody new', async () => {
    const { id, requestId } = await anAsk();
    const end = new Date('2026-12-25T00:00:00Z');
    world.at(new Date(end.getTime() - 3 * DAY - 1));
    expect(await toRenew(id)).toBe(0);
    world.at(new Date(end.getTime() - 3 * DAY));
    expect(await toRenew(id)).toBe(1);
    world.at(new Date(end.getTime() - 1));
    expect(await seen(requestId)).toMatchObject({ isShared: true });
    world.at(end);
    expect(await seen(requestId)).toMatchObject({ isShared: false, facts: null });
    const requests = (await world.store.requests.ofReferral(id)).length;
    await runDueJobs(world.store, end);
    expect((await world.store.requests.ofReferral(id)).filter(({ sentAt }) => sentAt >= end)).toEqual([]);
    expect(requests).toBeGreaterThan(0);
  });
});

async function toRenew(id: ReferralId): Promise<number> {
  const query = '{ myWork(first: 50) { edges { node { kind referral { id } } } } }';
  const { edges } = await ask(await world.as(world.officer), query);
  const mine = toGlobalId('Referral', id);
  return edges.filter(({ node }: Loose) => node.kind === 'RENEW_CONSENT' && node.referral?.id === mine).length;
}
