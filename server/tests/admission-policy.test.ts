import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { fromGlobalId, toGlobalId } from '../src/graphql/global-id.ts';
import type { PlacementRequestId } from '@openhaven/domain/ids';
import { type Loose, ask, mutate } from '../testing/api.ts';
import { type TestRefuge, aRefuge } from '../testing/builders/places.ts';
import type { TestPerson } from '../testing/people.ts';
import { aStory } from '../testing/stories.ts';
import { type World, aWorld } from '../testing/world.ts';

const NOON = new Date('2026-11-26T12:00:00Z');
const POLICY = {
  admits: 'WOMEN',
  minimumAge: 16,
  boysMaximumAge: 12,
  takesLocalPeople: 'YES',
  takesPets: 'YES',
  supportLevel: 'HIGH',
  needs: [{ need: 'ALCOHOL', stance: 'CANNOT' }],
  admitsOutOfHours: true,
  referrerMayHold: true,
};
const SON_OF_15 = [
  { role: 'APPLICANT', sex: 'FEMALE', ageYears: 34 },
  { role: 'CHILD', sex: 'MALE', ageYears: 15 },
] as const;

let world: World;
let refuge: TestRefuge;
beforeAll(async () => {
  world = await aWorld(NOON);
});
beforeEach(async () => {
  world.at(NOON);
  refuge = await aRefuge(world.store, { name: 'Rose House', confirmedAt: NOON, policy: { boysMaximumAge: 12 } });
});
afterAll(() => world.stop());

const serviceId = (): string => toGlobalId('Service', refuge.serviceId);

async function set(policy: object, by: TestPerson = refuge.manager, rev?: number): Promise<Loose> {
  const input = { serviceId: serviceId(), policy: { ...POLICY, ...policy }, ...(rev !== undefined && { rev }) };
  return mutate(await world.as(by), 'setAdmissionPolicy', input, 'policy { rev policy { version boysMaximumAge } }');
}

const READ = `query ($id: ID!) { servicePolicy(serviceId: $id) { rev mayChange
  policy { boysMaximumAge version needs { need stance } } earlier { until changedBy policy { version boysMaximumAge } } } }`;
const read = async (by: TestPerson): Promise<Loose> => ask(await world.as(by), READ, { id: serviceId() });

async function preview(policy: object, by: TestPerson = refuge.manager): Promise<Loose> {
  const query = `query ($id: ID!, $policy: AdmissionPolicyInput!) { policyPreview(serviceId: $id, policy: $policy) {
    asked turned { before after request { id } } } }`;
  return ask(await world.as(by), query, { id: serviceId(), policy: { ...POLICY, ...policy } });
}

/** A household that the refuge is asked about; gives the ids of the referral and the request. */
async function asked(story: object): Promise<{ referralId: string; requestId: string }> {
  const officer = await world.as(world.officer);
  const { referral } = await mutate(officer, 'saveDraft', { story }, 'referral { id }');
  await mutate(officer, 'submitReferral', { referralId: referral.id }, 'referral { id }');
  const sent = { referralId: referral.id, serviceIds: [serviceId()] };
  const { requests, userErrors } = await mutate(officer, 'sendRequests', sent, 'requests { id }');
  expect(userErrors).toEqual([]);
  return { referralId: referral.id, requestId: requests[0].id };
}

describe('what a service takes', () => {
  it('is changed by its manager, and from then on places are found by it', async () => {
    const officer = await world.as(world.officer);
    const { referral } = await mutate(
      officer,
      'saveDraft',
      { story: aStory({ members: SON_OF_15 }) },
      'referral { id }',
    );
    await mutate(officer, 'submitReferral', { referralId: referral.id }, 'referral { id }');
    const fits = async (): Promise<readonly string[]> => {
      const query = 'query ($id: ID!) { findPlaces(referralId: $id) { fits { service { id } } } }';
      return (await ask(officer, query, { id: referral.id })).fits.map(({ service }: Loose) => service.id);
    };
    expect(await fits()).not.toContain(serviceId());
    const { userErrors, policy } = await set({ boysMaximumAge: 16 });
    expect([userErrors, policy.policy]).toEqual([[], { version: 2, boysMaximumAge: 16 }]);
    expect(await fits()).toContain(serviceId());
  });

  it('keeps every policy before, with the day it ended and who changed it', async () => {
    await set({ boysMaximumAge: 14 });
    world.at(new Date('2026-11-26T13:00:00Z'));
    await set({ boysMaximumAge: null });
    const { policy, earlier } = await read(refuge.worker);
    expect(policy).toEqual({ boysMaximumAge: null, version: 3, needs: [{ need: 'ALCOHOL', stance: 'CANNOT' }] });
    expect(earlier).toEqual([
      { until: '2026-11-26T13:00:00.000Z', changedBy: 'Sam Example', policy: { version: 2, boysMaximumAge: 14 } },
      { until: NOON.toISOString(), changedBy: 'Sam Example', policy: { version: 1, boysMaximumAge: 12 } },
    ]);
  });

  it('is for the manager to change and for the house to read; for others the service has none', async () => {
    expect((await read(refuge.manager)).mayChange).toBe(true);
    expect((await read(refuge.worker)).mayChange).toBe(false);
    await expect(set({}, refuge.worker)).rejects.toThrow('NOT_FOUND');
    const other = await aRefuge(world.store, { name: 'Other', confirmedAt: NOON });
    for (const person of [other.manager, world.officer, world.coordinator]) {
      await expect(read(person)).rejects.toThrow('NOT_FOUND');
      await expect(set({}, person)).rejects.toThrow('NOT_FOUND');
    }
  });

  it.each([
    ['an age out of range', { minimumAge: 99 }, 'NUMBER_OUT_OF_RANGE', 'minimumAge'],
    ['a need nobody knows', { needs: [{ need: 'SADNESS', stance: 'ACCEPT' }] }, 'CHOICE_UNKNOWN', 'needs'],
  ])('is not saved with %s', async (_what, facts, code, field) => {
    expect((await set(facts)).userErrors).toMatchObject([{ code, field }]);
    expect((await read(refuge.manager)).policy.version).toBe(1);
  });

  it('of two managers who change it at once one reads that it was changed meanwhile', async () => {
    const { rev } = await read(refuge.manager);
    const both = await Promise.all([
      set({ boysMaximumAge: 14 }, refuge.manager, rev),
      set({ boysMaximumAge: 16 }, refuge.manager, rev),
    ]);
    const refused = both.flatMap(({ userErrors }) => userErrors.map(({ code }: Loose) => code));
    expect(refused).toEqual(['CHANGED_MEANWHILE']);
    expect((await read(refuge.manager)).earlier).toHaveLength(1);
  });
});

describe('what another policy would have changed', () => {
  it('is told by the requests of late, and nothing is kept of it', async () => {
    const { requestId } = await asked(aStory({ members: SON_OF_15 }));
    await asked(aStory());
    expect(await preview({ boysMaximumAge: 16 })).toEqual({
      asked: 2,
      turned: [{ before: 'CANNOT', after: 'FITS', request: { id: requestId } }],
    });
    expect((await preview({})).turned).toEqual([]);
    expect((await read(refuge.manager)).policy.version).toBe(1);
  });

  it('tells nothing that the household does not share: no policy finds out a need that is kept back', async () => {
    const story = aStory({ needs: [{ need: 'ALCOHOL', severity: 'HIGH' }] });
    const { referralId } = await asked(story);
    const officer = await world.as(world.officer);
    const all = await preview({ needs: [{ need: 'ALCOHOL', stance: 'CANNOT' }] });
    expect(all.turned).toHaveLength(1);
    const narrow = { referralId, parts: [], how: 'BY_PHONE', days: 28 };
    const agreed = await mutate(officer, 'recordConsent', narrow, 'referral { id }');
    expect(agreed.userErrors).toEqual([]);
    for (const stance of ['ACCEPT', 'ASSESS', 'CANNOT'])
      expect((await preview({ needs: [{ need: 'ALCOHOL', stance }] })).turned).toEqual([]);
    await mutate(officer, 'withdrawConsent', { referralId }, 'referral { id }');
    expect((await preview({ boysMaximumAge: 1 })).asked).toBe(0);
  });
});

describe('what an answer was made from', () => {
  it('stays as it was when policy and story have moved on', async () => {
    const { requestId, referralId } = await asked(aStory({ members: SON_OF_15 }));
    const manager = await world.as(refuge.manager);
    const no = { requestId, reason: 'OLDER_MALE_CHILD', wouldBeYesIf: 'A_SELF_CONTAINED_UNIT' };
    expect((await mutate(manager, 'declineRequest', no, 'request { id }')).userErrors).toEqual([]);
    const basis = 'basis { policyVersion rules label answer reasons { rule limit } facts { boysAges } }';
    const query = `query ($id: ID!) { placementRequest(id: $id) { ${basis} } }`;
    const made = {
      policyVersion: 1,
      rules: '2026-11',
      label: 'Room 1',
      answer: 'CANNOT',
      reasons: [{ rule: 'OLDER_MALE_CHILD', limit: 12 }],
      facts: { boysAges: [15] },
    };
    expect((await ask(manager, query, { id: requestId })).basis).toEqual(made);
    await set({ boysMaximumAge: 16 });
    expect((await ask(manager, query, { id: requestId })).basis).toEqual(made);
    // Those who refer read the reasons, and the facts in the story itself.
    const theirs = `query ($id: ID!) { referral(id: $id) { requests { ${basis} } } }`;
    const seen = await ask(await world.as(world.officer), theirs, { id: referralId });
    expect(seen.requests).toEqual([{ basis: { ...made, facts: null } }]);
    // At rest it is closed.
    const kept = await world.store.requests.get(fromGlobalId<PlacementRequestId>('PlacementRequest', requestId));
    expect(JSON.stringify(kept?.basis ?? '')).not.toContain('OLDER_MALE_CHILD');
  });
});
