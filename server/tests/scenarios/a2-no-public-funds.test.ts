import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ReferralId } from '@openhaven/domain/ids';
import { fromGlobalId, toGlobalId } from '../../src/graphql/global-id.ts';
import { type Loose, ask, mutate } from '../../testing/api.ts';
import { type TestRefuge, aRefuge } from '../../testing/builders/places.ts';
import { runDueJobs } from '../../testing/clock.ts';
import { type TestPerson, aPerson, anOrganisation } from '../../testing/people.ts';
import { aStory } from '../../testing/stories.ts';
import { type World, aWorld } from '../../testing/world.ts';

const NOON = new Date('2026-11-26T12:00:00Z');
const PARTNER = { noRecourseToPublicFunds: 'YES', immigration: 'SPOUSE_OR_PARTNER_VISA' } as const;
const OVERSTAYER = {
  noRecourseToPublicFunds: 'YES',
  immigration: 'OVERSTAYER',
  members: [
    { role: 'APPLICANT', sex: 'FEMALE', ageYears: 30 },
    { role: 'CHILD', sex: 'FEMALE', ageYears: 4 },
  ],
} as const;

let world: World;
let refuge: TestRefuge;
beforeAll(async () => {
  world = await aWorld(NOON);
  refuge = await aRefuge(world.store, { name: 'Haven', confirmedAt: NOON, units: 3 });
  await aRefuge(world.store, { name: 'Waiting', confirmedAt: NOON, policy: { referrerMayHold: false } });
});
afterAll(() => world.stop());

async function refer(facts: Parameters<typeof aStory>[0], by = world.officer): Promise<string> {
  const officer = await world.as(by);
  const { referral } = await mutate(officer, 'saveDraft', { story: aStory(facts) }, 'referral { id }');
  const sent = await mutate(officer, 'submitReferral', { referralId: referral.id }, 'referral { id }');
  expect(sent.userErrors).toEqual([]);
  return referral.id;
}

const ARRANGEMENTS = 'query ($id: ID!) { referral(id: $id) { arrangements { kind from outcome endsOn settledAt } } }';
const arrangements = async (id: string, by = world.officer): Promise<Loose> =>
  (await ask(await world.as(by), ARRANGEMENTS, { id }))?.arrangements;

async function settle(referralId: string, answer: object): Promise<Loose> {
  const input = { referralId, kind: 'MVDAC', outcome: 'ARRANGED', ...answer };
  return mutate(await world.as(world.officer), 'settleArrangement', input, 'referral { id }');
}

/** Whether the referral is in somebody's list of what to arrange. */
async function isInList(id: string, person: TestPerson = world.officer): Promise<boolean> {
  const query = '{ myWork(first: 50) { edges { node { kind referral { id } } } } }';
  const { edges } = await ask(await world.as(person), query);
  return edges.some(({ node }: Loose) => node.kind === 'ARRANGE' && node.referral?.id === id);
}

async function until(instant: string): Promise<void> {
  world.at(new Date(instant));
  await runDueJobs(world.store, new Date(instant));
}

describe('A2: no recourse to public funds', () => {
  it('hides no place: each is shown with the funding it needs, and may be held', async () => {
    const search = async (id: string): Promise<Loose> => {
      const places = '{ service { name } answer mayHold reasons { rule answer } }';
      const query = `query ($id: ID!) { findPlaces(referralId: $id) { fits ${places} ask ${places} nearest ${places} } }`;
      return ask(await world.as(world.officer), query, { id });
    };
    const funded = await search(await refer({ noRecourseToPublicFunds: 'NO' }));
    for (const facts of [PARTNER, OVERSTAYER]) {
      const found = await search(await refer(facts));
      expect(found.fits).toHaveLength(funded.fits.length);
      expect([found.ask.length, found.nearest.length]).toEqual([funded.ask.length, funded.nearest.length]);
      for (const place of found.fits)
        expect(place).toMatchObject({
          answer: 'FITS_WITH_CONDITION',
          reasons: [{ rule: 'FUNDING_NRPF', answer: 'FITS_WITH_CONDITION' }],
        });
      expect(found.fits.map(({ mayHold }: Loose) => mayHold)).toEqual(funded.fits.map(({ mayHold }: Loose) => mayHold));
    }
  });

  it('a partner’s visa: the concession is to be applied for, and asked about 60, 30 and 14 days before its end', async () => {
    const id = await refer(PARTNER);
    expect(await arrangements(id)).toMatchObject([{ kind: 'MVDAC', outcome: null, settledAt: null }]);
    expect(await isInList(id)).toBe(true);
    expect((await settle(id, {})).userErrors).toMatchObject([{ code: 'FIELD_REQUIRED', field: 'endsOn' }]);
    const endsOn = '2027-02-26';
    expect((await settle(id, { endsOn })).userErrors).toEqual([]);
    expect(await isInList(id)).toBe(false);

    const told = async (): Promise<number> =>
      (await world.store.notices.queuedFor(world.officer.actor.userId)).filter(({ kind }) => kind === 'ARRANGE').length;
    for (const [index, day] of ['2026-12-28', '2027-01-27', '2027-02-12'].entries()) {
      await until(`${day}T07:59:59Z`);
      expect(await isInList(id)).toBe(false);
      await until(`${day}T08:00:00Z`);
      expect(await isInList(id)).toBe(true);
      expect(await told()).toBe(index + 1);
      await settle(id, { endsOn });
      expect(await isInList(id)).toBe(false);
    }
    expect(await arrangements(id)).toMatchObject([{ outcome: 'ARRANGED', endsOn, settledAt: expect.any(String) }]);
    world.at(NOON);
  });

  it('leave has run out, with a child: social care is asked under the Children Act', async () => {
    const id = await refer(OVERSTAYER);
    expect(await arrangements(id)).toMatchObject([{ kind: 'CHILDREN_ACT', outcome: null }]);
    const referred = { kind: 'CHILDREN_ACT', outcome: 'ARRANGED' };
    expect((await settle(id, referred)).userErrors).toEqual([]);
    expect(await isInList(id)).toBe(false);
  });

  it('what is told after the referral was sent is seen to as well', async () => {
    const id = await refer({ noRecourseToPublicFunds: 'NOT_KNOWN' });
    expect(await arrangements(id)).toEqual([]);
    const officer = await world.as(world.officer);
    await mutate(officer, 'saveDraft', { referralId: id, story: aStory(OVERSTAYER) }, 'referral { id }');
    expect(await arrangements(id)).toMatchObject([{ kind: 'CHILDREN_ACT' }]);
  });

  it('a service that says no for want of money says which ways to pay it has tried', async () => {
    const id = await refer(OVERSTAYER);
    const officer = await world.as(world.officer);
    const asked = { referralId: id, serviceIds: [toGlobalId('Service', refuge.serviceId)] };
    const { requests } = await mutate(officer, 'sendRequests', asked, 'requests { id }');
    const manager = await world.as(refuge.manager);
    const no = { requestId: requests[0].id, reason: 'NO_FUNDING_NRPF', wouldBeYesIf: 'FUNDING_FOR_THE_STAY' };
    expect((await mutate(manager, 'declineRequest', no, 'request { id }')).userErrors).toMatchObject([
      { code: 'DECLINE_NEEDS_ROUTES', field: 'routesTried' },
    ]);
    const full = { ...no, routesTried: ['CHILDREN_ACT', 'CHARITY'] };
    expect((await mutate(manager, 'declineRequest', full, 'request { id }')).userErrors).toEqual([]);
    const query = 'query ($id: ID!) { referral(id: $id) { requests { declineReason routesTried } } }';
    expect((await ask(officer, query, { id })).requests).toEqual([
      { declineReason: 'NO_FUNDING_NRPF', routesTried: ['CHILDREN_ACT', 'CHARITY'] },
    ]);
  });

  it('the police neither read nor tell of immigration or funds, and lose nothing that others told', async () => {
    const organisationId = await anOrganisation(world.store, 'West Mercia Police', 'POLICE');
    const police = await aPerson(world.store, { role: 'OUT_OF_AREA_REFERRER', organisationId });
    const id = await refer(PARTNER, police);
    const referralId = fromGlobalId<ReferralId>('Referral', id);
    const FUNDS =
      'query ($id: ID!) { referral(id: $id) { story { noRecourseToPublicFunds immigration } arrangements { kind } } }';
    const read = async (by: TestPerson): Promise<Loose> => ask(await world.as(by), FUNDS, { id });
    const nothing = { story: { noRecourseToPublicFunds: 'NOT_KNOWN', immigration: null }, arrangements: [] };
    expect(await read(police)).toEqual(nothing);
    expect(await read(world.coordinator)).toEqual(nothing);

    // Somebody else learns of it: it is there for them, and an officer who saves the page takes nothing away.
    const kept = await world.store.referrals.get(referralId);
    if (!kept) throw new Error('not there');
    const { grantForRules } = await import('../../src/access/look.ts');
    const story = { ...kept.story.open(grantForRules('MATCHING')), ...PARTNER };
    await world.store.referrals.save(kept, story);
    await mutate(await world.as(police), 'saveDraft', { referralId: id, story: aStory({}) }, 'referral { id }');
    expect((await read(world.coordinator)).story).toEqual(PARTNER);
    expect(await read(police)).toEqual(nothing);
    const viewer = '{ viewer { knowsFunding } }';
    expect(await ask(await world.as(police), viewer)).toEqual({ knowsFunding: false });
    expect(await ask(await world.as(world.officer), viewer)).toEqual({ knowsFunding: true });
  });
});
