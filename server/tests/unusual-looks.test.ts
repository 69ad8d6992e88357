import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ReferralId } from '@openhaven/domain/ids';
import { clockContext } from '../src/commands/clock-context.ts';
import { noteUnusualLooks } from '../src/commands/note-unusual-looks.ts';
import { toGlobalId } from '../src/graphql/global-id.ts';
import { type Loose, ask, mutate } from '../testing/api.ts';
import { aSentReferral } from '../testing/builders/cases.ts';
import { asActor } from '../testing/builders/people.ts';
import { toldTo } from '../testing/desk.ts';
import { type TestPerson, aPerson } from '../testing/people.ts';
import { type World, aWorld } from '../testing/world.ts';

const NOW = new Date('2026-11-20T12:00:00Z');
let world: World;
let privacy: TestPerson;
let curious: TestPerson;
let second: TestPerson;
const cases: ReferralId[] = [];

beforeAll(async () => {
  world = await aWorld(NOW);
  privacy = await aPerson(world.store, { role: 'PRIVACY_OFFICER' });
  second = await aPerson(world.store, { role: 'COORDINATOR', name: 'Ruth Second' });
  const { organisationId } = world.officer.actor;
  curious = await aPerson(world.store, { role: 'REFERRER', organisationId, name: 'Robin Curious' });
  for (let n = 0; n < 20; n += 1) cases.push(await aSentReferral(asActor(world.officer, world.store, NOW)));
});
afterAll(() => world.stop());

const STORY = 'query ($id: ID!) { referral(id: $id) { story { preferredName } } }';
const ALARMS = '{ unusualLooks { id name label count finding } }';

async function opens(person: TestPerson, some: readonly ReferralId[]): Promise<void> {
  const visitor = await world.as(person);
  for (const id of some) expect((await visitor.ask(STORY, { id: toGlobalId('Referral', id) })).status).toBe(200);
}

const watch = (): Promise<number> => noteUnusualLooks(clockContext(world.store, NOW));
const alarmsFor = async (person: TestPerson): Promise<readonly Loose[]> => ask(await world.as(person), ALARMS);

describe('A13: an unusual pattern of looks', () => {
  it('is nothing as long as somebody opens what a busy day brings, and lists are no looks of their own', async () => {
    await opens(curious, cases.slice(0, 19));
    await (await world.as(curious)).ask('{ referrals(first: 50) { edges { node { story { preferredName } } } } }');
    expect([await watch(), await alarmsFor(world.coordinator)]).toEqual([0, []]);
  });

  it('is noted once, and told to coordinators and privacy officers, and to nobody else', async () => {
    await opens(curious, cases);
    expect([await watch(), await watch()]).toEqual([1, 0]);
    for (const person of [world.coordinator, second, privacy]) {
      expect(await toldTo(world.store, person)).toContain('CHECK_LOOKS');
      expect(await alarmsFor(person)).toMatchObject([{ name: 'Robin Curious', count: 20, finding: null }]);
      const work = await ask(await world.as(person), '{ myWork(first: 50) { edges { node { kind } } } }');
      expect(work.edges.map(({ node }: Loose) => node.kind)).toContain('CHECK_LOOKS');
    }
    for (const person of [curious, world.officer]) {
      expect(await toldTo(world.store, person)).not.toContain('CHECK_LOOKS');
      expect((await (await world.as(person)).ask(ALARMS)).status).toBe(404);
    }
  });

  it('is noted once by two turns at the same instant', async () => {
    await opens(world.officer, cases);
    const noted = await Promise.all([watch(), watch(), watch()]);
    expect(noted.reduce((sum, one) => sum + one, 0)).toBe(1);
  });

  it('is decided by whoever asked; the task is done then, and stays in the list', async () => {
    for (const { id } of await alarmsFor(privacy)) {
      const said = await mutate(await world.as(privacy), 'reviewUnusualLooks', { id, finding: 'EXPLAINED' }, '');
      expect(said.userErrors).toEqual([]);
    }
    expect((await alarmsFor(second)).map(({ finding }) => finding)).toEqual(['EXPLAINED', 'EXPLAINED']);
    const work = await ask(await world.as(second), '{ myWork(first: 50) { edges { node { kind } } } }');
    expect(work.edges.map(({ node }: Loose) => node.kind)).not.toContain('CHECK_LOOKS');
    const rows = await world.store.audit.since(new Date(0), 10_000);
    expect(rows.filter(({ action }) => action.startsWith('looks.')).map(({ action }) => action)).toEqual([
      'looks.unusual',
      'looks.unusual',
      'looks.reviewed',
      'looks.reviewed',
    ]);
  });

  it('of a coordinator is told to the others, and does not exist for themselves', async () => {
    await opens(world.coordinator, cases);
    expect(await watch()).toBe(1);
    expect(await alarmsFor(world.coordinator)).toHaveLength(2);
    const [about] = (await alarmsFor(second)).filter(({ finding }) => finding === null);
    const wish = { input: { id: about.id, finding: 'EXPLAINED', idempotencyKey: 'own' } };
    const review =
      'mutation ($input: ReviewUnusualLooksInput!) { reviewUnusualLooks(input: $input) { userErrors { code } } }';
    expect((await (await world.as(world.coordinator)).ask(review, wish)).status).toBe(404);
  });
});

describe('A13: somebody tries doors', () => {
  it('who asks for addresses that are not theirs to see is noted after three', async () => {
    const stranger = await world.as(world.stranger);
    const show = 'mutation ($input: ShowPlaceInput!) { showPlace(input: $input) { place { lines } } }';
    for (let n = 1; n <= 3; n += 1) {
      const holdId = toGlobalId('Hold', `00000000-0000-4000-8000-00000000000${n}`);
      expect((await stranger.ask(show, { input: { holdId } })).status).toBe(404);
    }
    expect(await watch()).toBe(1);
    const { label } = (await alarmsFor(second)).find(({ finding, count }) => finding === null && count === 3);
    expect(label).toBe('Asked for several addresses that were not theirs to see');
  });

  it('counts the copies that a privacy officer opens one after another; they do not hear of it themselves', async () => {
    const prying = await aPerson(world.store, { role: 'PRIVACY_OFFICER', name: 'Pat Prying' });
    const who = await world.proven(prying);
    for (const id of cases) {
      const { reference = '' } = (await world.store.referrals.get(id)) ?? {};
      const wish = { reference, isApplicant: true, identity: 'IN_PERSON', receivedOn: '2026-11-20' };
      expect((await mutate(who, 'openSubjectAccess', wish, '__typename')).userErrors).toEqual([]);
    }
    const requests: Loose[] = await ask(who, '{ subjectAccessRequests { id } }');
    const show =
      'mutation ($input: ShowSubjectAccessInput!) { showSubjectAccess(input: $input) { userErrors { code } } }';
    for (const { id } of requests) expect((await ask(who, show, { input: { id } })).userErrors).toEqual([]);
    expect(await watch()).toBe(1);
    expect((await alarmsFor(world.coordinator)).map(({ name }) => name)).toContain('Pat Prying');
    expect((await alarmsFor(prying)).map(({ name }) => name)).not.toContain('Pat Prying');
  });
});

describe('A7: how households may be reached', () => {
  it('is no less unusual to read of so many, without opening a story', async () => {
    const { organisationId } = world.officer.actor;
    const caller = await aPerson(world.store, { role: 'REFERRER', organisationId, name: 'Casey Caller' });
    const visitor = await world.as(caller);
    const card = 'query ($id: ID!) { referral(id: $id) { contactCard { ifNoContact } } }';
    for (const id of cases) expect((await visitor.ask(card, { id: toGlobalId('Referral', id) })).status).toBe(200);
    expect(await watch()).toBe(1);
    expect(await alarmsFor(privacy)).toContainEqual(expect.objectContaining({ name: 'Casey Caller', count: 20 }));
  });
});
