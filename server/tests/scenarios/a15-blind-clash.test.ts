import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { civilDateAt } from '@openhaven/domain/calendar';
import type { ReferralId } from '@openhaven/domain/ids';
import { isFree } from '@openhaven/domain/unit';
import { clockContext } from '../../src/commands/clock-context.ts';
import { eraseReferral } from '../../src/commands/erase-referral.ts';
import { makeOffer } from '../../src/commands/make-offer.ts';
import { placeHold } from '../../src/commands/place-hold.ts';
import { withdrawReferral } from '../../src/commands/withdraw-referral.ts';
import { recordDeparture } from '../../src/commands/record-departure.ts';
import { releaseHold } from '../../src/commands/release-hold.ts';
import { reviewExclusion } from '../../src/commands/review-exclusion.ts';
import { setExclusions } from '../../src/commands/set-exclusions.ts';
import type { Context } from '../../src/context.ts';
import { toGlobalId } from '../../src/graphql/global-id.ts';
import { type Loose, ask, mutate } from '../../testing/api.ts';
import { aRequest, aSentReferral, aStay, allowed, anOffer } from '../../testing/builders/cases.ts';
import { aKey, asActor } from '../../testing/builders/people.ts';
import { type TestRefuge, aRefuge } from '../../testing/builders/places.ts';
import { toldTo } from '../../testing/desk.ts';
import { takeDump } from '../../testing/dump.ts';
import { type TestPerson, aPerson } from '../../testing/people.ts';
import { aStory } from '../../testing/stories.ts';
import { type World, aWorld } from '../../testing/world.ts';

const NOON = new Date('2026-11-26T12:00:00Z');
let world: World;
let his: string;
let refuge: TestRefuge;
let other: TestRefuge;
let round = 0;

beforeAll(async () => {
  world = await aWorld(NOON);
});
beforeEach(async () => {
  world.at(NOON);
  round += 1;
  // Names of their own for each test: no household of another one is in the way.
  his = `Corin Vexley${letters(round)}`;
  await closeHousesOfBefore();
  refuge = await aRefuge(world.store, { name: `Larkrise${letters(round)}`, confirmedAt: NOON, units: 2 });
  other = await aRefuge(world.store, { name: `Minster${letters(round)}`, confirmedAt: NOON });
});
afterAll(() => world.stop());

/** A search shows the best fifty, equals in no order but their ids': each test is to find its own houses among them. */
async function closeHousesOfBefore(): Promise<void> {
  const free = (await world.store.units.onBoard()).filter((unit) => isFree(unit, NOON));
  for (const unit of free) expect(await world.store.units.save({ ...unit, state: { status: 'CLOSED' } })).toBe(true);
}

const letters = (number: number): string =>
  Array.from(String(number), (digit) => 'abcdefghij'.charAt(Number(digit))).join('');
const officer = (now = NOON) => asActor(world.officer, world.store, now);
const stranger = (now = NOON) => asActor(world.stranger, world.store, now);
const coordinator = (now = NOON) => asActor(world.coordinator, world.store, now);
const idOf = (id: ReferralId): string => toGlobalId('Referral', id);

/** Says of whom a household is afraid. */
async function fears(referralId: ReferralId, name: string, by = officer()): Promise<void> {
  const rev = (await world.store.fences.get(referralId))?.rev ?? 0;
  const people = [{ who: 'PERPETRATOR', name }] as const;
  const rest = { organisationIds: [], restricted: false, openTo: [] };
  allowed(await setExclusions(by, { idempotencyKey: aKey(), referralId, rev, people, ...rest }));
}

/** A household that lives in the refuge, and flees from him. */
async function hisVictimIn(there: TestRefuge, at = NOON, name = his): Promise<ReferralId> {
  const { referralId } = await aStay(officer(at), there);
  await fears(referralId, name, officer(at));
  return referralId;
}

const PLACE = 'unitId service { id name }';
const SEARCH = `query ($id: ID!) { findPlaces(referralId: $id) {
  fits { ${PLACE} } ask { ${PLACE} } nearest { ${PLACE} } services { service { id name } } } }`;

async function finds(id: ReferralId, there: TestRefuge, by = world.stranger): Promise<boolean> {
  const answer = await (await world.as(by)).ask(SEARCH, { id: idOf(id) });
  expect(answer.status).toBe(200);
  return answer.text.includes(toGlobalId('Service', there.serviceId));
}

const CONFLICTS = '{ possibleConflicts { id kind verdict isTogether referrals { id } } }';

async function conflictsOf(id: ReferralId, by = world.coordinator): Promise<readonly Loose[]> {
  const seen: readonly Loose[] = await ask(await world.as(by), CONFLICTS);
  return seen.filter(({ referrals }: Loose) => referrals.some((one: Loose) => one.id === idOf(id)));
}

async function decide(id: ReferralId, verdict: string, by = world.coordinator): Promise<Loose> {
  const [conflict] = await conflictsOf(id);
  return mutate(await world.as(by), 'reviewPossibleConflict', { conflictId: conflict.id, verdict }, '');
}

async function asks(person: TestPerson, requestId: string): Promise<Loose> {
  const query = 'query ($id: ID!) { placementRequest(id: $id) { possibleConflict candidates { unit { id } } } }';
  return ask(await world.as(person), query, { id: toGlobalId('PlacementRequest', requestId) });
}

describe('A15: his other victim already lives there', () => {
  let hers: ReferralId;
  let newcomer: ReferralId;
  beforeEach(async () => {
    hers = await hisVictimIn(refuge);
    newcomer = await aSentReferral(stranger());
    expect(await finds(newcomer, refuge)).toBe(true);
    await fears(newcomer, his.toUpperCase(), stranger());
  });

  it('offers no place there in any list, and others as before; nothing says that there is a reason', async () => {
    expect([await finds(newcomer, refuge), await finds(newcomer, other)]).toEqual([false, true]);
    const held = { idempotencyKey: aKey(), referralId: newcomer, unitId: refuge.unitIds[1] ?? refuge.unitId };
    expect(await placeHold(stranger(), held)).toMatchObject({ allowed: false, reason: 'UNIT_NOT_AVAILABLE' });
    const wish = { referralId: idOf(newcomer), serviceIds: [toGlobalId('Service', refuge.serviceId)] };
    const sent = await mutate(await world.as(world.stranger), 'sendRequests', wish, 'requests { id }');
    expect(sent.userErrors).toMatchObject([{ code: 'SERVICE_NOT_AVAILABLE' }]);

    // Word for word what a house is answered with whose address has become known.
    const known = await aRefuge(world.store, { confirmedAt: NOON });
    await world.store.sites.setSecurityCompromised(known.siteId, true);
    const there = { ...wish, serviceIds: [toGlobalId('Service', known.serviceId)] };
    const alike = await mutate(await world.as(world.stranger), 'sendRequests', there, 'requests { id }');
    expect(alike).toEqual(sent);
  });

  it('tells the coordinators and nobody else, and no page or list of either household has a trace of it', async () => {
    expect(await conflictsOf(newcomer)).toMatchObject([
      { kind: 'SAME_PERSON_FEARED', verdict: null, isTogether: false, referrals: [{}, {}] },
    ]);
    expect(await toldTo(world.store, world.coordinator)).toContain('CHECK_CLASH');
    for (const person of [world.officer, world.stranger, refuge.manager]) {
      expect(await toldTo(world.store, person)).not.toContain('CHECK_CLASH');
      expect((await (await world.as(person)).ask(CONFLICTS)).status).toBe(404);
    }
    const work = await ask(await world.as(world.coordinator), '{ myWork(first: 50) { edges { node { kind } } } }');
    expect(work.edges.map(({ node }: Loose) => node.kind)).toContain('CHECK_CLASH');
    const timeline = 'query ($id: ID!) { referral(id: $id) { timeline(first: 50) { edges { node { what } } } } }';
    for (const [person, id] of [
      [world.officer, hers],
      [world.stranger, newcomer],
    ] as const) {
      const answer = await (await world.as(person)).ask(timeline, { id: idOf(id) });
      expect([answer.status, /clash|conflict/i.test(answer.text)]).toEqual([200, false]);
    }
  });

  it('is put right by a coordinator who finds that they are different people, and back again', async () => {
    expect((await decide(newcomer, 'DIFFERENT_PEOPLE')).userErrors).toEqual([]);
    expect(await finds(newcomer, refuge)).toBe(true);
    await decide(newcomer, 'KEEP_APART');
    expect(await finds(newcomer, refuge)).toBe(false);
    // Who refers cannot decide it.
    const [conflict] = await conflictsOf(newcomer);
    const wish = { input: { conflictId: conflict.id, verdict: 'DIFFERENT_PEOPLE', idempotencyKey: aKey() } };
    const review =
      'mutation ($input: ReviewPossibleConflictInput!) { reviewPossibleConflict(input: $input) { userErrors { code } } }';
    expect((await (await world.as(world.stranger)).ask(review, wish)).status).toBe(404);
  });

  it('does not exist for a coordinator who must not see one of the two', async () => {
    const kept = await aPerson(world.store, { role: 'COORDINATOR', name: `Corin Vexley${letters(round)}` });
    expect(await conflictsOf(newcomer, kept)).toEqual([]);
    const visitor = await world.as(kept);
    const [conflict] = await conflictsOf(newcomer);
    const wish = { input: { conflictId: conflict.id, verdict: 'DIFFERENT_PEOPLE', idempotencyKey: aKey() } };
    const review =
      'mutation ($input: ReviewPossibleConflictInput!) { reviewPossibleConflict(input: $input) { userErrors { code } } }';
    expect((await visitor.ask(review, wish)).status).toBe(404);
  });

  it('is over when the names are corrected, and when she has been gone for three months', async () => {
    await fears(newcomer, 'Somebody Else', stranger());
    expect([await finds(newcomer, refuge), await conflictsOf(newcomer)]).toEqual([true, []]);
    await fears(newcomer, his, stranger());
    const stay = await world.store.placements.latestOfReferral(hers);
    if (stay === null) throw new Error('she lives there');
    const left = {
      idempotencyKey: aKey(),
      placementId: stay.id,
      leftOn: civilDateAt(NOON),
      reason: 'OTHER_REFUGE_PLANNED',
    };
    allowed(await recordDeparture(asActor(refuge.manager, world.store, NOON), left));
    expect(await finds(newcomer, refuge)).toBe(false);
    world.at(new Date('2027-02-24T12:00:00Z'));
    expect(await finds(newcomer, refuge)).toBe(false);
    world.at(new Date('2027-02-25T12:00:00Z'));
    expect(await finds(newcomer, refuge)).toBe(true);
  });

  it('leaves nothing to be found by when the story is erased', async () => {
    const marks = async (): Promise<number> => (await takeDump())['people-marks']?.length ?? 0;
    const before = await marks();
    const end = { idempotencyKey: aKey(), referralId: newcomer, reason: 'SURVIVOR_CHANGED_MIND' };
    allowed(await withdrawReferral(stranger(), end));
    allowed(await eraseReferral(clockContext(world.store, NOON), { referralId: newcomer, reason: 'ASKED_FOR' }));
    expect(await conflictsOf(hers)).toEqual([]);
    const dump = JSON.stringify((await takeDump())['people-marks']);
    expect([dump.includes(newcomer), dump.includes(hers)]).toEqual([false, true]);
    expect(await marks()).toBeLessThanOrEqual(before);
  });
});

describe('A15: the names come when the service has been asked already', () => {
  it('says to the service alone that there may be a conflict, and offers it no room of that house', async () => {
    await hisVictimIn(refuge);
    const { referralId, requestId } = await aRequest(stranger(), refuge);
    const apart = await aRequest(stranger(), other, { referralId });
    expect(await asks(refuge.manager, requestId)).toMatchObject({ possibleConflict: false });
    await fears(referralId, his, stranger());
    expect(await asks(refuge.manager, requestId)).toEqual({ possibleConflict: true, candidates: [] });
    expect(await asks(other.manager, apart.requestId)).toMatchObject({ possibleConflict: false, candidates: [{}] });
    const query = 'query ($id: ID!) { placementRequest(id: $id) { possibleConflict } }';
    const asked = await (await world.as(world.stranger)).ask(query, { id: toGlobalId('PlacementRequest', requestId) });
    expect(asked.text).not.toMatch(/"possibleConflict":(true|false)/);

    const offer = { idempotencyKey: aKey(), requestId, unitId: refuge.unitIds[1] ?? refuge.unitId };
    const manager = asActor(refuge.manager, world.store, NOON);
    expect(await makeOffer(manager, offer)).toMatchObject({ allowed: false, reason: 'UNIT_NOT_AVAILABLE' });
  });

  it('freezes an offer that is open, until a coordinator has found that they are different people', async () => {
    await hisVictimIn(refuge);
    const second = { ...refuge, unitId: refuge.unitIds[1] ?? refuge.unitId };
    const { referralId, holdId } = await anOffer(stranger(), second);
    await fears(referralId, his, stranger());
    const frozen = async () => (await world.store.holds.get(holdId))?.frozen;
    expect(await frozen()).toBe(true);
    const resume = async () =>
      mutate(await world.as(world.coordinator), 'resumeHold', { holdId: toGlobalId('Hold', holdId) }, '');
    expect((await resume()).userErrors).toMatchObject([{ code: 'HOLD_FROZEN' }]);
    expect(await conflictsOf(referralId)).toMatchObject([{ isTogether: true }]);

    // An area that comes and goes does not thaw it.
    const visitor = await world.as(world.stranger);
    const area = { kind: 'DISTRICT', areaCode: 'E07000239', whose: 'PERPETRATOR_FRIENDS' };
    await mutate(visitor, 'addUnsafeArea', { referralId: idOf(referralId), area }, '');
    const story = aStory();
    const { rev } = await ask(visitor, 'query ($id: ID!) { referral(id: $id) { rev } }', { id: idOf(referralId) });
    const saved = await mutate(visitor, 'saveDraft', { referralId: idOf(referralId), rev, story }, '');
    expect([saved.userErrors, await frozen()]).toEqual([[], true]);

    await decide(referralId, 'DIFFERENT_PEOPLE');
    expect([(await resume()).userErrors, await frozen()]).toEqual([[], false]);
  });
});

describe('A15: an abuser poses as a survivor', () => {
  it('finds no place where she lives, is turned away by nobody, and learns nothing', async () => {
    await hisVictimIn(refuge);
    const posing = await aSentReferral(stranger(), { story: { preferredName: his } });
    expect([await finds(posing, refuge), await finds(posing, other)]).toEqual([false, true]);
    expect(await conflictsOf(posing)).toMatchObject([{ kind: 'ONE_FEARS_OTHER' }]);
    expect((await world.store.referrals.get(posing))?.status).toBe('SUBMITTED');
  });

  it('accuses her in turn: a coordinator reviews it, nobody is rejected', async () => {
    const story = { members: [{ role: 'APPLICANT', sex: 'FEMALE', ageYears: 34, name: `Maya ${his}` }] } as const;
    const hers = await aSentReferral(officer(), { story });
    await fears(hers, his);
    const posing = await aSentReferral(stranger(), { story: { preferredName: his } });
    await fears(posing, `Maya ${his}`, stranger());
    expect(await conflictsOf(posing)).toMatchObject([{ kind: 'EACH_FEARS_OTHER', verdict: null }]);
    expect(await finds(hers, refuge, world.officer)).toBe(true);
    expect(await finds(posing, refuge)).toBe(true);
    await anOffer(officer(), refuge, { referralId: hers });
    expect(await finds(posing, refuge)).toBe(false);
  });

  it('is found whichever of two is told first, or both at once: 20 rounds', async () => {
    for (let turn = 0; turn < 20; turn += 1) {
      const name = `Dale Wyre${letters(turn)}`;
      const [one, two] = [await aSentReferral(officer()), await aSentReferral(stranger())];
      await Promise.all([fears(one, name), fears(two, name, stranger())]);
      expect(await world.store.clashes.ofReferral(one)).toHaveLength(1);
    }
  });
});

describe('A15: at the same instant', () => {
  const second = (): TestRefuge => ({ ...refuge, unitId: refuge.unitIds[1] ?? refuge.unitId });
  const hold = (by: Context, referralId: ReferralId, { unitId }: TestRefuge) =>
    placeHold(by, { idempotencyKey: aKey(), referralId, unitId });

  it('a room is held and the names are told: it is refused or frozen, 20 rounds', async () => {
    for (let turn = 0; turn < 20; turn += 1) {
      const there = await aRefuge(world.store, { confirmedAt: NOON, units: 2 });
      const name = `Dale Severn${letters(turn)}`;
      await hisVictimIn(there, NOON, name);
      const newcomer = await aSentReferral(stranger());
      const room = { ...there, unitId: there.unitIds[1] ?? there.unitId };
      await Promise.all([hold(stranger(), newcomer, room), fears(newcomer, name, stranger())]);
      const open = (await world.store.holds.activeOfReferral(newcomer)).filter(({ frozen }) => !frozen);
      expect([turn, open]).toEqual([turn, []]);
    }
  });

  it('a room is held, and somebody who lives there names whom the other fears: refused or frozen, 20 rounds', async () => {
    for (let turn = 0; turn < 20; turn += 1) {
      const there = await aRefuge(world.store, { confirmedAt: NOON, units: 2 });
      const name = `Dale Avon${letters(turn)}`;
      const { referralId: hers } = await aStay(officer(), there);
      const newcomer = await aSentReferral(stranger());
      await fears(newcomer, name, stranger());
      const room = { ...there, unitId: there.unitIds[1] ?? there.unitId };
      await Promise.all([hold(stranger(), newcomer, room), fears(hers, name)]);
      const open = (await world.store.holds.activeOfReferral(newcomer)).filter(({ frozen }) => !frozen);
      expect([turn, open]).toEqual([turn, []]);
    }
  });

  it('two who are kept apart are never both given rooms of one house: 20 rounds', async () => {
    const [one, two] = [await aSentReferral(officer()), await aSentReferral(stranger())];
    await fears(one, his);
    await fears(two, his, stranger());
    for (let turn = 0; turn < 20; turn += 1) {
      const both = await Promise.all([hold(officer(), one, refuge), hold(stranger(), two, second())]);
      expect([turn, both.filter(({ allowed: isHeld }) => isHeld).length]).toEqual([turn, 1]);
      for (const made of both) {
        if (!made.allowed) continue;
        const by = made.value.referralId === one ? officer() : stranger();
        allowed(await releaseHold(by, { idempotencyKey: aKey(), holdId: made.value.holdId }));
      }
    }
  });
});

describe('H2: somebody who works there has his name', () => {
  it('freezes what is open there', async () => {
    const { serviceId, organisationId } = refuge;
    await aPerson(world.store, { role: 'REFUGE_WORKER', organisationId, serviceIds: [serviceId], name: his });
    const { referralId, holdId } = await anOffer(stranger(), refuge);
    await fears(referralId, his, stranger());
    expect((await world.store.holds.get(holdId))?.frozen).toBe(true);
  });

  it('is thought of as him until a coordinator has let them in', async () => {
    const { serviceId, organisationId } = refuge;
    const night = await aPerson(world.store, {
      role: 'REFUGE_WORKER',
      organisationId,
      serviceIds: [serviceId],
      name: his,
    });
    const referralId = await aSentReferral(stranger());
    await fears(referralId, his, stranger());
    expect([await finds(referralId, refuge), await finds(referralId, other)]).toEqual([false, true]);
    // They come in once: it is noted, and a coordinator looks.
    await (await world.as(night)).ask('{ viewer { id } }');
    const verdict = { idempotencyKey: aKey(), referralId, userId: night.actor.userId, verdict: 'LET_IN' } as const;
    allowed(await reviewExclusion(coordinator(), verdict));
    expect(await finds(referralId, refuge)).toBe(true);
  });
});
