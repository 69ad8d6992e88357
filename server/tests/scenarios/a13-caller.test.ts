import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ReferralId } from '@openhaven/domain/ids';
import { toGlobalId } from '../../src/graphql/global-id.ts';
import { type Loose, ask, mutate } from '../../testing/api.ts';
import { aStay, referralOf } from '../../testing/builders/cases.ts';
import { asActor } from '../../testing/builders/people.ts';
import { type TestRefuge, aRefuge } from '../../testing/builders/places.ts';
import { type TestPerson, aPerson } from '../../testing/people.ts';
import type { Visitor } from '../../testing/server.ts';
import { type World, aWorld } from '../../testing/world.ts';

const START = new Date('2026-11-20T12:00:00Z');
const NUMBER = '01632 960 201';

let world: World;
let refuge: TestRefuge;
let stranger: TestPerson;
let referralId: ReferralId;
let reference: string;
const officer = () => asActor(world.officer, world.store, START);
beforeAll(async () => {
  world = await aWorld(START);
  stranger = (await aRefuge(world.store, { name: 'Elsewhere', confirmedAt: START })).manager;
});
afterAll(() => world.stop());
beforeEach(async () => {
  world.at(START);
  refuge = await aRefuge(world.store, { name: 'Rest', confirmedAt: START });
  ({ referralId } = await aStay(officer(), refuge));
  ({ reference } = await referralOf(officer(), referralId));
});

const LIST = '{ callBackNumbers { id name number checkedAt isOld mayCheck } }';
const team = () => toGlobalId('Organisation', world.officer.actor.organisationId);
const codes = ({ userErrors }: Loose): string[] => userErrors.map(({ code }: Loose) => code);
const rowOf = async (who: Visitor): Promise<Loose> => (await ask(who, LIST)).find(({ id }: Loose) => id === team());
const record = (who: Visitor, outcome: string, named = reference): Promise<Loose> =>
  mutate(who, 'recordCall', { outcome, reference: named }, '__typename');

function keep(who: Visitor, change: object = {}): Promise<Loose> {
  const wish = { organisationId: team(), number: NUMBER, source: 'OWN_WEBSITE', ...change };
  return mutate(who, 'setCallBackNumber', wish, '__typename');
}

async function tasksOf(person: TestPerson): Promise<Loose[]> {
  const { edges } = await ask(await world.as(person), '{ myWork(first: 50) { edges { node { kind reference } } } }');
  return edges.map(({ node }: Loose) => node).filter(({ kind }: Loose) => kind.startsWith('CHECK_SAFETY'));
}

describe('the ex rings as a social worker', () => {
  it('and is rung back on the number that a coordinator has checked, never on his own', async () => {
    const coordinator = await world.proven(world.coordinator);
    expect(await rowOf(coordinator)).toMatchObject({ number: null, mayCheck: true });
    expect(codes(await keep(coordinator))).toEqual([]);
    const seen = await rowOf(await world.as(refuge.manager));
    expect(seen).toMatchObject({ number: NUMBER, checkedAt: START.toISOString(), isOld: false, mayCheck: false });
  });

  it('nobody relies on a number that was checked more than a year ago', async () => {
    expect(codes(await keep(await world.proven(world.coordinator)))).toEqual([]);
    world.at(new Date(START.getTime() + 365 * 86_400_000));
    expect(await rowOf(await world.as(refuge.manager))).toMatchObject({ isOld: false });
    world.at(new Date(START.getTime() + 365 * 86_400_000 + 1));
    expect(await rowOf(await world.as(refuge.manager))).toMatchObject({ isOld: true });
  });

  it.each([
    ['that is none', { number: '0163' }, 'NUMBER_FORMAT'],
    ['with words in it', { number: 'ask for Sam' }, 'NUMBER_FORMAT'],
    ['that a caller gave', { source: 'CALLER' }, 'REASON_NEEDED'],
  ])('a number %s is not kept', async (_name, change, code) => {
    expect(codes(await keep(await world.proven(world.coordinator), change))).toEqual([code]);
  });

  it('nobody but a coordinator with a fresh proof can put another number there', async () => {
    await keep(await world.proven(world.coordinator));
    expect(codes(await keep(await world.as(world.coordinator), { number: '07700 900999' }))).toEqual([
      'STEP_UP_NEEDED',
    ]);
    for (const person of [world.officer, refuge.manager]) {
      await expect(keep(await world.proven(person), { number: '07700 900999' })).rejects.toThrow('NOT_FOUND');
    }
    expect(await rowOf(await world.as(refuge.manager))).toMatchObject({ number: NUMBER });
  });

  it.each(['NOT_KNOWN', 'NO_CALL_BACK'])(
    'found out (%s): those who refer, the coordinator and the place look whether they are safe, within four hours',
    async (outcome) => {
      expect(codes(await record(await world.as(refuge.worker), outcome))).toEqual([]);
      const kept = await referralOf(officer(), referralId);
      expect(kept.safetyCheckBy).toEqual(new Date(START.getTime() + 4 * 3_600_000));
      expect(await tasksOf(world.officer)).toContainEqual({ kind: 'CHECK_SAFETY', reference });
      expect(await tasksOf(world.coordinator)).toContainEqual({ kind: 'CHECK_SAFETY', reference });
      expect(await tasksOf(refuge.manager)).toEqual([expect.objectContaining({ kind: 'CHECK_SAFETY_PLAN' })]);
      const query = 'query ($id: ID!) { referral(id: $id) { timeline(first: 50) { edges { node { what reason } } } } }';
      const id = toGlobalId('Referral', referralId);
      const { timeline } = await ask(await world.as(world.officer), query, { id });
      expect(timeline.edges).toContainEqual({ node: { what: 'call.recorded', reason: outcome } });
    },
  );

  it('known after all: it stands in what happened, and nobody is sent to look', async () => {
    expect(codes(await record(await world.as(refuge.worker), 'KNOWN'))).toEqual([]);
    expect((await referralOf(officer(), referralId)).safetyCheckBy).toBeUndefined();
  });

  it('after somebody whom nobody here knows: it is written down, and no referral is touched', async () => {
    expect(codes(await record(await world.as(refuge.worker), 'NOT_KNOWN', ''))).toEqual([]);
    expect((await referralOf(officer(), referralId)).safetyCheckBy).toBeUndefined();
    const rows = await world.store.audit.since(new Date(0), 10_000);
    expect(rows.filter(({ action, referralId: about }) => action === 'call.recorded' && !about)).toHaveLength(1);
  });
});

describe('whoever has not the household before them', () => {
  it('reads the same for its reference as for one that does not exist, and sends nobody to look', async () => {
    const who = await world.as(stranger);
    const [theirs, none] = [await record(who, 'NOT_KNOWN'), await record(who, 'NOT_KNOWN', 'WOR-XXXXX')];
    expect(codes(theirs)).toEqual(['REFERENCE_UNKNOWN']);
    expect(none).toEqual(theirs);
    expect((await referralOf(officer(), referralId)).safetyCheckBy).toBeUndefined();
  });

  it.each(['OUT_OF_AREA_REFERRER', 'COMMISSIONER', 'ORG_ADMIN', 'PRIVACY_OFFICER'] as const)(
    'and as %s has no use for the list',
    async (role) => {
      const who = await world.as(await aPerson(world.store, { role }));
      expect((await who.ask(LIST)).status).toBe(404);
    },
  );
});
