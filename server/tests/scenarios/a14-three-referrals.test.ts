import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ReferralId } from '@openhaven/domain/ids';
import { setExclusions } from '../../src/commands/set-exclusions.ts';
import { toGlobalId } from '../../src/graphql/global-id.ts';
import { type Loose, ask, mutate } from '../../testing/api.ts';
import { aRequest, aSentReferral, allowed } from '../../testing/builders/cases.ts';
import { aKey, asActor } from '../../testing/builders/people.ts';
import { type TestRefuge, aRefuge } from '../../testing/builders/places.ts';
import type { TestPerson } from '../../testing/people.ts';
import { aStory } from '../../testing/stories.ts';
import { type World, aWorld } from '../../testing/world.ts';

const NOON = new Date('2026-11-26T12:00:00Z');
const LIST = '{ possibleDuplicates { id verdict referrals { id reference status } kept { id } } }';

let world: World;
let haven: TestRefuge;
let other: TestRefuge;
let people = 0;
beforeAll(async () => {
  world = await aWorld(NOON);
});
beforeEach(async () => {
  world.at(NOON);
  haven = await aRefuge(world.store, { name: 'Haven', confirmedAt: NOON });
  other = await aRefuge(world.store, { name: 'Other', confirmedAt: NOON });
});
afterAll(() => world.stop());

const context = (person: TestPerson) => asActor(person, world.store, NOON);
/** A family name of its own for each test, of which the sound is another each time. */
const SYLLABLES = ['ba', 'do', 'fi', 'gu', 'le', 'mi', 'no', 'ru', 'sa', 'sha'];
const familyName = (): string => {
  const number = people++;
  const digits = [1, Math.floor(number / 10) % 10, number % 10];
  return digits.map((digit) => SYLLABLES[digit] ?? '').join('');
};

const story = (name: string, change: object = {}) =>
  aStory({ members: [{ role: 'APPLICANT', sex: 'FEMALE', ageYears: 34, name }], ...change });

interface Pair {
  readonly first: ReferralId;
  readonly second: ReferralId;
  readonly duplicateId: string;
}

async function found(ids: readonly ReferralId[]): Promise<Loose[]> {
  const wanted = ids.map((id) => toGlobalId('Referral', id));
  const all = await ask(await world.as(world.coordinator), LIST);
  return all.filter(({ referrals }: Loose) => referrals.some(({ id }: Loose) => wanted.includes(id)));
}

/** The police and the council refer one woman, whose name each has spelt as it was heard. */
async function aPair(one: object = {}, two: object = {}): Promise<Pair> {
  const family = familyName();
  const first = await aSentReferral(context(world.officer), { story: story(`Catherine ${family}`, one) });
  const second = await aSentReferral(context(world.stranger), { story: story(`Kathryn ${family}`, two) });
  const [duplicate] = await found([second]);
  return { first, second, duplicateId: duplicate?.id };
}

async function act(name: string, input: object, by = world.coordinator): Promise<Loose> {
  return mutate(await world.as(by), name, input, '__typename');
}

const merge = ({ duplicateId, first }: Pair, keep = first) =>
  act('mergeReferrals', { duplicateId, referralId: toGlobalId('Referral', keep) });
const statusOf = async (id: ReferralId) => (await world.store.referrals.get(id))?.status;

async function workOf(person: TestPerson): Promise<readonly string[]> {
  const { edges } = await ask(await world.as(person), '{ myWork(first: 50) { edges { node { kind } } } }');
  return edges.map(({ node }: Loose) => node.kind);
}

describe('A14: several referrals for one survivor', () => {
  it('are told of to a coordinator, and to nobody else', async () => {
    const { first, second, duplicateId } = await aPair();
    expect(await found([first])).toMatchObject([{ id: duplicateId, verdict: null, kept: null }]);
    expect(await workOf(world.coordinator)).toContain('CHECK_DUPLICATE');
    for (const one of [world.officer, world.stranger, haven.manager]) {
      await expect(ask(await world.as(one), LIST)).rejects.toThrow('NOT_FOUND');
      expect(await workOf(one)).not.toContain('CHECK_DUPLICATE');
    }
    const timeline = await world.store.audit.timeline(second, { first: 50, after: null });
    expect(JSON.stringify(timeline)).not.toContain('duplicate');
  });

  it('are not found between people of other names, nor of one word', async () => {
    const ids = [];
    for (const name of ['Sam', 'Sam', 'Aisha Khan', 'Aisha Bennett'])
      ids.push(await aSentReferral(context(world.officer), { story: story(name) }));
    expect(await found(ids)).toEqual([]);
  });

  it('become one, as careful as both; each service is asked once', async () => {
    const phone = { kind: 'PHONE', value: '07700 900123', safe: true, mayLeaveMessage: true } as const;
    const pair = await aPair(
      { safeContact: { channels: [phone] } },
      {
        safeContact: { channels: [{ ...phone, mayLeaveMessage: false }] },
        unsafeAreas: [{ kind: 'DISTRICT', areaCode: 'E07000236', whose: 'PERPETRATOR_HOME' }],
      },
    );
    await aRequest(context(world.officer), haven, { referralId: pair.first });
    for (const refuge of [haven, other]) await aRequest(context(world.stranger), refuge, { referralId: pair.second });

    expect((await merge(pair)).userErrors).toEqual([]);
    expect([await statusOf(pair.first), await statusOf(pair.second)]).toEqual(['SEEKING', 'MERGED']);
    const asked = await world.store.requests.ofReferral(pair.first);
    expect(asked.map(({ status }) => status)).toEqual(['SENT', 'SENT']);
    expect(new Set(asked.map(({ serviceId }) => serviceId))).toEqual(new Set([haven.serviceId, other.serviceId]));
    const gone = await world.store.requests.ofReferral(pair.second);
    expect(gone.map(({ status }) => status)).toEqual(['SUPERSEDED', 'SUPERSEDED']);

    const query = `query ($id: ID!) { referral(id: $id) { story { unsafeAreas { areaCode } safeContact { channels { mayLeaveMessage } } } } }`;
    const kept = await ask(await world.as(world.officer), query, { id: toGlobalId('Referral', pair.first) });
    expect(kept.story).toMatchObject({
      unsafeAreas: [{ areaCode: 'E07000236' }],
      safeContact: { channels: [{ mayLeaveMessage: false }] },
    });
    expect(await found([pair.first])).toMatchObject([
      { verdict: 'SAME_HOUSEHOLD', kept: { id: toGlobalId('Referral', pair.first) } },
    ]);
  });

  it('are counted once, if both had been counted as an unmet need', async () => {
    const pair = await aPair({ noRecourseToPublicFunds: 'YES' }, { noRecourseToPublicFunds: 'YES' });
    const total = async () =>
      (await world.store.gapCounts.between('2026-11', '2026-11'))
        .filter(({ group }) => group === 'REASON')
        .reduce((sum, { count }) => sum + count, 0);
    const before = await total();
    for (const [id, by] of [
      [pair.first, world.officer],
      [pair.second, world.stranger],
    ] as const)
      await act(
        'recordUnmetNeed',
        { referralId: toGlobalId('Referral', id), reason: 'NOTHING_FREE', close: false },
        by,
      );
    expect(await total()).toBe(before + 2);
    await merge(pair);
    expect(await total()).toBe(before + 1);
    expect(await world.store.unmetNeeds.ofReferral(pair.second)).toBeNull();
  });

  it('freezes at once what was held where the other says it is not safe', async () => {
    const pair = await aPair(
      {},
      { unsafeAreas: [{ kind: 'DISTRICT', areaCode: 'E07000239', whose: 'PERPETRATOR_HOME' }] },
    );
    const hold = { referralId: toGlobalId('Referral', pair.first), unitId: toGlobalId('Unit', haven.unitId) };
    expect((await act('placeHold', hold, world.officer)).userErrors).toEqual([]);
    await merge(pair);
    const holds = await world.store.holds.activeOfReferral(pair.first);
    expect(holds.map(({ frozen }) => frozen)).toEqual([true]);
  });

  it('become one also where a place kept for the one that ends has run out unseen; its way there goes with it', async () => {
    const pair = await aPair();
    const hold = { referralId: toGlobalId('Referral', pair.first), unitId: toGlobalId('Unit', haven.unitId) };
    expect((await act('placeHold', hold, world.officer)).userErrors).toEqual([]);
    const ways = async (id: ReferralId): Promise<Loose> => {
      const query = 'query ($id: ID!) { referral(id: $id) { arrangements { kind outcome } } }';
      return (await ask(await world.as(world.coordinator), query, { id: toGlobalId('Referral', id) })).arrangements;
    };
    expect(await ways(pair.first)).toEqual([{ kind: 'TRANSPORT', outcome: null }]);
    world.at(new Date(NOON.getTime() + 86_400_000));
    expect((await merge(pair, pair.second)).userErrors).toEqual([]);
    expect(await statusOf(pair.first)).toBe('MERGED');
    expect([await ways(pair.first), await ways(pair.second)]).toEqual([[], []]);
  });

  it('can be taken apart again: the one that ended goes on with its own story', async () => {
    const pair = await aPair();
    await merge(pair, pair.second);
    expect(await statusOf(pair.first)).toBe('MERGED');
    expect((await act('unmergeReferrals', { duplicateId: pair.duplicateId })).userErrors).toEqual([]);
    expect([await statusOf(pair.first), await statusOf(pair.second)]).toEqual(['SUBMITTED', 'SUBMITTED']);
    expect(await found([pair.first])).toMatchObject([{ verdict: 'DIFFERENT_HOUSEHOLDS', kept: null }]);
    expect((await act('unmergeReferrals', { duplicateId: pair.duplicateId })).userErrors).toHaveLength(1);
    await aRequest(context(world.officer), haven, { referralId: pair.first });
  });

  it('are told apart, and are not found again', async () => {
    const pair = await aPair();
    await act('tellApart', { duplicateId: pair.duplicateId });
    expect(await found([pair.first])).toMatchObject([{ verdict: 'DIFFERENT_HOUSEHOLDS' }]);
    expect(await statusOf(pair.second)).toBe('SUBMITTED');
  });

  it('do not become one where something that protects her would be lost, or she has not agreed', async () => {
    const pair = await aPair();
    const kept = { people: [], organisationIds: [haven.organisationId], restricted: false, openTo: [] };
    const fence = { idempotencyKey: aKey(), referralId: pair.second, rev: 0, ...kept };
    allowed(await setExclusions(context(world.stranger), fence));
    expect((await merge(pair)).userErrors).toMatchObject([{ code: 'MERGE_LOSES' }]);
    await act('withdrawConsent', { referralId: toGlobalId('Referral', pair.first) }, world.officer);
    expect((await merge(pair, pair.second)).userErrors).toMatchObject([{ code: 'CONSENT_NEEDED' }]);
    expect([await statusOf(pair.first), await statusOf(pair.second)]).toEqual(['SUBMITTED', 'SUBMITTED']);
  });

  it('are found however close together they come, 6 times', async () => {
    for (let round = 0; round < 6; round++) {
      const name = `Catherine ${familyName()}`;
      const both = await Promise.all(
        [world.officer, world.stranger].map((one) => aSentReferral(context(one), { story: story(name) })),
      );
      expect(await found(both)).toHaveLength(1);
    }
  });

  it('of two coordinators who decide at once one does, 6 times: never are both ended', async () => {
    for (let round = 0; round < 6; round++) {
      const pair = await aPair();
      await Promise.all([merge(pair, pair.first), merge(pair, pair.second)]);
      expect([await statusOf(pair.first), await statusOf(pair.second)].sort()).toEqual(['MERGED', 'SUBMITTED']);
    }
  });

  it('leave no name behind: the marks of an erased story are gone', async () => {
    const { first } = await aPair();
    await world.store.duplicates.forget(first);
    expect(await world.store.duplicates.ofReferral(first)).toEqual([]);
  });
});
