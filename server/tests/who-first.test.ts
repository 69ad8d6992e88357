import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { toGlobalId } from '../src/graphql/global-id.ts';
import { type Loose, ask, mutate } from '../testing/api.ts';
import { type TestRefuge, aRefuge } from '../testing/builders/places.ts';
import type { TestPerson } from '../testing/people.ts';
import { aStory } from '../testing/stories.ts';
import { type World, aWorld } from '../testing/world.ts';

const NOON = new Date('2026-11-26T12:00:00Z');

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

async function asked(
  facts: Parameters<typeof aStory>[0],
  priority = 'P2_24H',
): Promise<{ id: string; referralId: string }> {
  const officer = await world.as(world.officer);
  const { referral } = await mutate(officer, 'saveDraft', { priority, story: aStory(facts) }, 'referral { id }');
  await mutate(officer, 'submitReferral', { referralId: referral.id }, 'referral { id }');
  const sent = { referralId: referral.id, serviceIds: [toGlobalId('Service', refuge.serviceId)] };
  const { requests } = await mutate(officer, 'sendRequests', sent, 'requests { id }');
  return { id: requests[0].id, referralId: referral.id };
}

async function othersOf(id: string, by: TestPerson = refuge.manager): Promise<Loose> {
  const query = 'query ($id: ID!) { placementRequest(id: $id) { alsoWaiting { comesFirst because request { id } } } }';
  return (await ask(await world.as(by), query, { id }))?.alsoWaiting;
}

describe('two households that could have one space', () => {
  it('are told apart by the rules of fairness, from either side, with what decided', async () => {
    const calm = await asked({ tonight: 'COUNCIL_INTERIM' });
    const urgent = await asked({ tonight: 'COUNCIL_INTERIM' }, 'P1_TONIGHT');
    const nowhere = await asked({ tonight: 'NOWHERE' });
    expect(await othersOf(calm.id)).toEqual([
      { comesFirst: true, because: 'PRIORITY', request: { id: urgent.id } },
      { comesFirst: true, because: 'TONIGHT', request: { id: nowhere.id } },
    ]);
    expect(await othersOf(urgent.id)).toEqual(
      expect.arrayContaining([
        { comesFirst: false, because: 'PRIORITY', request: { id: calm.id } },
        { comesFirst: false, because: 'PRIORITY', request: { id: nowhere.id } },
      ]),
    );
    expect(await othersOf(urgent.id, refuge.worker)).toHaveLength(2);
  });

  it('are not thought of together where no space could be either’s, nor once one has an answer', async () => {
    const one = await asked({});
    const tooLarge = await asked({
      members: [
        { role: 'APPLICANT', sex: 'FEMALE', ageYears: 30 },
        ...[1, 2, 3, 4].map((ageYears) => ({ role: 'CHILD' as const, sex: 'FEMALE' as const, ageYears })),
      ],
      childrenCount: 4,
    });
    expect(await othersOf(one.id)).toEqual([]);
    expect(await othersOf(tooLarge.id)).toEqual([]);
    const other = await asked({});
    expect(await othersOf(one.id)).toHaveLength(1);
    const no = { requestId: other.id, reason: 'NO_VACANCY', wouldBeYesIf: 'A_SPACE_FREE_LATER' };
    await mutate(await world.as(refuge.manager), 'declineRequest', no, 'request { id }');
    expect(await othersOf(one.id)).toEqual([]);
  });

  it('are for the service that is asked alone, and no longer once nothing is shared with it', async () => {
    const [one, other] = [await asked({}), await asked({})];
    const stranger = await aRefuge(world.store, { name: 'Stranger', confirmedAt: NOON });
    await expect(othersOf(one.id, stranger.manager)).rejects.toThrow('NOT_FOUND');
    const theirs = 'query ($id: ID!) { referral(id: $id) { requests { alsoWaiting { because } } } }';
    const seen = await ask(await world.as(world.officer), theirs, { id: one.referralId });
    expect(seen.requests).toEqual([{ alsoWaiting: [] }]);
    await mutate(await world.as(world.officer), 'withdrawConsent', { referralId: other.referralId }, 'referral { id }');
    expect(await othersOf(one.id)).toEqual([]);
  });
});
