import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { clockContext } from '../src/commands/clock-context.ts';
import { makeLookDigests } from '../src/commands/make-look-digests.ts';
import { toGlobalId } from '../src/graphql/global-id.ts';
import { type Loose, ask, mutate } from '../testing/api.ts';
import { aRequest } from '../testing/builders/cases.ts';
import { asActor } from '../testing/builders/people.ts';
import { type TestRefuge, aRefuge } from '../testing/builders/places.ts';
import { type TestPerson, aPerson } from '../testing/people.ts';
import { type World, aWorld } from '../testing/world.ts';

/** A Friday, and the Monday after it. */
const START = new Date('2026-11-20T12:00:00Z');
const MONDAY = new Date('2026-11-23T08:00:00Z');

let world: World;
let refuge: TestRefuge;
let admin: TestPerson;
beforeAll(async () => {
  world = await aWorld(START);
  refuge = await aRefuge(world.store, { name: 'Rest', confirmedAt: START });
  admin = await aPerson(world.store, { role: 'ORG_ADMIN', organisationId: world.officer.actor.organisationId });
});
afterAll(() => world.stop());

const DIGEST = '{ lookDigest { id monday isRead people { name stories places emergencies } } }';
const make = (now: Date): Promise<number> => makeLookDigests(clockContext(world.store, now));
const digestOf = async (person: TestPerson): Promise<Loose> => ask(await world.as(person), DIGEST);
const toldOf = async ({ actor }: TestPerson) =>
  (await world.store.notices.queuedFor(actor.userId)).filter(({ kind }) => kind === 'READ_LOOKS').length;
async function tasksOf(person: TestPerson): Promise<string[]> {
  const { edges } = await ask(await world.as(person), '{ myWork(first: 50) { edges { node { kind } } } }');
  return edges.map(({ node }: Loose) => node.kind).filter((kind: string) => kind === 'READ_LOOKS');
}

/** The officer opens a story twice and another once; the refuge opens the facts of one. */
async function aWeek(): Promise<void> {
  const officer = asActor(world.officer, world.store, START);
  const one = await aRequest(officer, refuge);
  const other = await aRequest(officer, refuge);
  const story = 'query ($id: ID!) { referral(id: $id) { story { preferredName } } }';
  const who = await world.as(world.officer);
  for (const { referralId } of [one, other]) await ask(who, story, { id: toGlobalId('Referral', referralId) });
  world.at(new Date(START.getTime() + 3_600_000));
  await ask(await world.as(world.officer), story, { id: toGlobalId('Referral', one.referralId) });
  const facts = 'query ($id: ID!) { placementRequest(id: $id) { facts { adults } } }';
  const id = toGlobalId('PlacementRequest', one.requestId);
  const worker = await world.as(refuge.worker);
  const seen = await mutate(worker, 'seeRequest', { requestId: id }, 'request { id }');
  expect(seen.userErrors).toEqual([]);
  await ask(worker, facts, { id });
}

describe('a week of looks', () => {
  it('is counted once, after it is over, for each organisation whose people were shown something', async () => {
    await aWeek();
    expect(await make(new Date('2026-11-22T23:59:00Z'))).toBe(0);
    world.at(MONDAY);
    expect(await digestOf(admin)).toBeNull();
    expect((await Promise.all([make(MONDAY), make(MONDAY)])).toSorted()).toEqual([0, 2]);
    expect(await make(new Date('2026-11-29T12:00:00Z'))).toBe(0);
    expect(await toldOf(admin)).toBe(1);
    expect(await toldOf(refuge.manager)).toBe(1);
    expect(await toldOf(world.officer)).toBe(0);
  });

  it('says how many households each person opened, and no household', async () => {
    const digest = await digestOf(admin);
    expect(digest).toMatchObject({ monday: '2026-11-16', isRead: false });
    expect(digest.people).toEqual([{ name: 'Sam Example', stories: 2, places: 0, emergencies: 0 }]);
    expect((await digestOf(refuge.manager)).people).toMatchObject([{ stories: 1 }]);
  });

  it('waits for one of those who answer for it, until one has gone through it', async () => {
    expect(await tasksOf(admin)).toEqual(['READ_LOOKS']);
    const { id } = await digestOf(admin);
    expect((await mutate(await world.as(admin), 'readLookDigest', { id }, '__typename')).userErrors).toEqual([]);
    expect(await tasksOf(admin)).toEqual([]);
    expect((await digestOf(admin)).isRead).toBe(true);
    expect(await tasksOf(refuge.manager)).toEqual(['READ_LOOKS']);
  });

  it('is nobody else’s: not the people themselves, not the refuge’s for the council', async () => {
    for (const person of [world.officer, refuge.worker, world.coordinator]) {
      expect((await (await world.as(person)).ask(DIGEST)).status).toBe(404);
    }
    const { id } = await digestOf(admin);
    const others = mutate(await world.as(refuge.manager), 'readLookDigest', { id }, '__typename');
    await expect(others).rejects.toThrow('NOT_FOUND');
    const none = toGlobalId('LookDigest', '00000000-0000-4000-8000-0000000000ff');
    const nothing = mutate(await world.as(refuge.manager), 'readLookDigest', { id: none }, '__typename');
    await expect(nothing).rejects.toThrow('NOT_FOUND');
  });
});
