import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ReferralId } from '@openhaven/domain/ids';
import { toGlobalId } from '../../src/graphql/global-id.ts';
import { type Loose, ask, mutate } from '../../testing/api.ts';
import { aRequest, referralOf } from '../../testing/builders/cases.ts';
import { asActor, minutesAfter } from '../../testing/builders/people.ts';
import { type TestRefuge, aRefuge } from '../../testing/builders/places.ts';
import { takeDump } from '../../testing/dump.ts';
import { type TestPerson, aPerson } from '../../testing/people.ts';
import { type World, aWorld } from '../../testing/world.ts';

const NOON = new Date('2026-11-20T12:00:00Z');
const NO = { reason: 'NO_VACANCY', wouldBeYesIf: 'A_SPACE_FREE_LATER' };

let world: World;
let refuge: TestRefuge;
let referralId: ReferralId;
let requestId: string;
let codes: readonly string[];
beforeAll(async () => {
  world = await aWorld(NOON);
});
beforeEach(async () => {
  world.at(NOON);
  refuge = await aRefuge(world.store, { name: 'Offline House', confirmedAt: new Date('2026-11-19T08:00:00Z') });
  codes = await newCodes();
  const asked = await aRequest(asActor(world.officer, world.store, NOON), refuge);
  referralId = asked.referralId;
  requestId = toGlobalId('PlacementRequest', asked.requestId);
});
afterAll(() => world.stop());

const serviceId = (): string => toGlobalId('Service', refuge.serviceId);
const unitId = (): string => toGlobalId('Unit', refuge.unitId);
const code = (at: number): string => codes[at] ?? '';

async function newCodes(by: TestPerson = refuge.manager): Promise<readonly string[]> {
  const made = await mutate(await world.proven(by), 'makePhoneCodes', { serviceId: serviceId() }, 'codes');
  expect(made.userErrors).toEqual([]);
  return made.codes;
}

async function byPhone(name: string, input: object, by: TestPerson = world.coordinator): Promise<Loose> {
  return mutate(await world.as(by), name, input, '__typename');
}
const acknowledge = (spoken: string): Promise<Loose> => byPhone('acknowledgeByPhone', { requestId, code: spoken });
const wrong = [{ field: 'code', code: 'PHONE_CODE_WRONG' }];

async function request(by: TestPerson): Promise<Loose> {
  const query = 'query ($id: ID!) { placementRequest(id: $id) { status byPhone declineReason hold { offered } } }';
  return ask(await world.as(by), query, { id: requestId });
}

async function timeline(): Promise<readonly Loose[]> {
  const query =
    'query ($id: ID!) { referral(id: $id) { timeline(first: 50) { edges { node { what byRole byPhone reason } } } } }';
  const seen = await ask(await world.as(world.officer), query, { id: toGlobalId('Referral', referralId) });
  return seen.timeline.edges.map(({ node }: Loose) => node);
}

async function phoneBook(by: TestPerson = refuge.manager): Promise<Loose> {
  const query =
    'query ($id: ID!) { phoneBook(serviceId: $id) { left madeAt mayMake acts { what reference requestId } } }';
  return ask(await world.as(by), query, { id: serviceId() });
}

describe('the codes that a service keeps on paper', () => {
  it('are ten, made by its manager after a fresh proof, shown once and kept as fingerprints', async () => {
    expect(new Set(codes).size).toBe(10);
    expect(code(0)).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    const unproven = await mutate(
      await world.as(refuge.manager),
      'makePhoneCodes',
      { serviceId: serviceId() },
      'codes',
    );
    expect(unproven).toMatchObject({ codes: [], userErrors: [{ code: 'STEP_UP_NEEDED' }] });
    for (const other of [refuge.worker, world.coordinator, world.officer])
      await expect(newCodes(other)).rejects.toThrow('NOT_FOUND');
    expect(await phoneBook(refuge.worker)).toMatchObject({ left: 10, mayMake: false });
    expect(await phoneBook()).toMatchObject({ left: 10, mayMake: true, madeAt: NOON.toISOString() });
    const kept = JSON.stringify(Object.values(await takeDump()));
    for (const one of codes) expect(kept).not.toContain(one);
  });

  it('are not shown again, not even for the same key', async () => {
    const manager = await world.proven(refuge.manager);
    const input = { idempotencyKey: 'once', serviceId: serviceId() };
    const first = await mutate(manager, 'makePhoneCodes', input, 'codes');
    expect(first.codes).toHaveLength(10);
    expect(await mutate(manager, 'makePhoneCodes', input, 'codes')).toEqual({ codes: [], userErrors: [] });
  });

  it('count no more once a new list is made, or whoever made them has been shut out', async () => {
    const old = code(0);
    codes = await newCodes();
    expect((await acknowledge(old)).userErrors).toMatchObject(wrong);
    expect(await phoneBook()).toMatchObject({ left: 10 });
    const admin = await aPerson(world.store, { role: 'ORG_ADMIN', organisationId: refuge.organisationId });
    const personId = toGlobalId('User', refuge.manager.actor.userId);
    await mutate(await world.as(admin), 'shutOutPerson', { personId }, 'person { id }');
    expect((await acknowledge(code(0))).userErrors).toMatchObject(wrong);
  });

  it('are taken however they are said or written', async () => {
    expect((await acknowledge(code(0).toLowerCase().replaceAll('-', ' '))).userErrors).toEqual([]);
  });
});

describe('B5: the service rings, and the county writes down what it says', () => {
  it('that it is looking: on the request, on the timeline and in the record it is by phone, by the coordinator', async () => {
    expect((await acknowledge(code(0))).userErrors).toEqual([]);
    for (const who of [world.officer, refuge.worker, world.coordinator])
      expect(await request(who)).toMatchObject({ status: 'ACKNOWLEDGED', byPhone: true });
    const told = (await timeline()).find(({ what }) => what === 'request.acknowledged');
    expect(told).toMatchObject({ byRole: 'COORDINATOR', byPhone: true });
    expect((await timeline()).find(({ what }) => what === 'request.sent').byPhone).toBe(false);
    const { edges } = await world.store.audit.timeline(referralId, { first: 50, after: null });
    const rows = edges.filter(({ node }) => node.byPhone).map(({ node }) => node);
    expect(rows.map(({ action, actorUserId }) => [action, actorUserId])).toEqual([
      ['request.acknowledged', world.coordinator.actor.userId],
    ]);
  });

  it('a yes: one of its spaces is kept, and those who refer are told as ever', async () => {
    const asked = 'query ($id: ID!) { phoneRequest(requestId: $id) { kept spaces { unitId label answer } } }';
    const { spaces } = await ask(await world.as(world.coordinator), asked, { id: requestId });
    expect(spaces).toMatchObject([{ unitId: unitId(), label: 'Room 1' }]);
    const offer = { requestId, code: code(0), unitId: unitId() };
    expect((await byPhone('offerByPhone', offer)).userErrors).toEqual([]);
    expect(await request(world.officer)).toMatchObject({ status: 'OFFERED', byPhone: true, hold: { offered: true } });
    expect((await referralOf(asActor(world.officer, world.store, NOON), referralId)).status).toBe('OFFERED');
    const told = await world.store.notices.queuedFor(world.officer.actor.userId);
    expect(told.filter((notice) => notice.referralId === referralId).map(({ kind }) => kind)).toContain('OFFER_MADE');
  });

  it('a no: with the same reasons and nothing less; what the rules refuse does not cost a code', async () => {
    const bare = { requestId, code: code(0), reason: 'NEED_MENTAL_HEALTH', wouldBeYesIf: 'A_RISK_PLAN' };
    expect((await byPhone('declineByPhone', bare)).userErrors).toMatchObject([{ code: 'DECLINE_NEEDS_NEED' }]);
    expect(await phoneBook()).toMatchObject({ left: 10 });
    expect((await byPhone('declineByPhone', { requestId, code: code(0), ...NO })).userErrors).toEqual([]);
    expect(await request(world.officer)).toMatchObject({ status: 'DECLINED', byPhone: true, declineReason: NO.reason });
    expect(await phoneBook()).toMatchObject({ left: 9 });
    const counts = await world.store.answerCounts.between('2026-11', '2026-11', refuge.serviceId);
    expect(counts).toMatchObject({ 'NO|HOW|PHONE': 1, 'NO|REASON|NO_VACANCY': 1 });
  });

  it('that its vacancies are right', async () => {
    const said = { serviceId: serviceId(), code: code(0) };
    expect((await byPhone('confirmByPhone', said)).userErrors).toEqual([]);
    expect((await world.store.units.get(refuge.unitId))?.lastConfirmedAt).toEqual(NOON);
    const { acts } = await phoneBook();
    expect(acts).toEqual([{ what: 'vacancies.confirmed', reference: null, requestId: null }]);
  });

  it('its people see each act that was done in their name, and are told of it', async () => {
    await acknowledge(code(0));
    await byPhone('declineByPhone', { requestId, code: code(1), ...NO });
    const { acts } = await phoneBook(refuge.worker);
    const { reference } = await referralOf(asActor(world.officer, world.store, NOON), referralId);
    expect(acts.map(({ what }: Loose) => what).toSorted()).toEqual(['request.acknowledged', 'request.declined']);
    for (const act of acts) expect(act).toMatchObject({ reference, requestId });
    const told = await world.store.notices.queuedFor(refuge.manager.actor.userId);
    expect(told.filter(({ kind }) => kind === 'ANSWERED_BY_PHONE')).toHaveLength(2);
  });

  it('an answer on its own pages afterwards is by phone no more', async () => {
    await acknowledge(code(0));
    await mutate(await world.as(refuge.worker), 'declineRequest', { requestId, ...NO }, 'request { id }');
    expect(await request(world.officer)).toMatchObject({ status: 'DECLINED', byPhone: false });
    const counts = await world.store.answerCounts.between('2026-11', '2026-11', refuge.serviceId);
    expect(counts['NO|HOW|PHONE']).toBeUndefined();
  });

  it('is written down by a coordinator and by nobody else', async () => {
    for (const other of [world.officer, refuge.manager, await aPerson(world.store, { role: 'COMMISSIONER' })]) {
      const acted = byPhone('acknowledgeByPhone', { requestId, code: code(0) }, other);
      await expect(acted).rejects.toThrow('NOT_FOUND');
      const query = 'query ($id: ID!) { phoneDesk(serviceId: $id) { toConfirm } }';
      await expect(ask(await world.as(other), query, { id: serviceId() })).rejects.toThrow('NOT_FOUND');
    }
    const desk = 'query ($id: ID!) { phoneDesk(serviceId: $id) { toConfirm requests { id actions } } }';
    const { toConfirm, requests } = await ask(await world.as(world.coordinator), desk, { id: serviceId() });
    expect(toConfirm).toBe(1);
    const acts = ['acknowledgeByPhone', 'declineByPhone', 'offerByPhone'];
    expect(requests).toMatchObject([{ id: requestId, actions: expect.arrayContaining(acts) }]);
    await expect(phoneBook(world.coordinator)).rejects.toThrow('NOT_FOUND');
  });
});

describe('a code', () => {
  it('that was used once is worth nothing, for this or anything else', async () => {
    expect((await acknowledge(code(0))).userErrors).toEqual([]);
    expect((await acknowledge(code(0))).userErrors).toMatchObject(wrong);
    const said = { serviceId: serviceId(), code: code(0) };
    expect((await byPhone('confirmByPhone', said)).userErrors).toMatchObject(wrong);
  });

  it('of another service is none of this one’s', async () => {
    const other = await aRefuge(world.store, { name: 'Other', confirmedAt: NOON });
    const wish = { serviceId: toGlobalId('Service', other.serviceId) };
    const theirs = await mutate(await world.proven(other.manager), 'makePhoneCodes', wish, 'codes');
    expect((await acknowledge(theirs.codes[0])).userErrors).toMatchObject(wrong);
  });

  it('guessed five times wrong makes everybody wait a quarter of an hour, for this service alone', async () => {
    for (let time = 0; time < 5; time += 1)
      expect((await acknowledge('NOPE-NOPE-NOPE')).userErrors).toMatchObject(wrong);
    const wait = [{ field: 'code', code: 'PHONE_CODE_WAIT' }];
    expect((await acknowledge(code(0))).userErrors).toMatchObject(wait);
    expect(await request(world.officer)).toMatchObject({ status: 'SENT', byPhone: false });
    world.at(minutesAfter(NOON, 15));
    expect((await acknowledge(code(0))).userErrors).toEqual([]);
  });

  it('used twice in the same moment counts once: the database decides', async () => {
    for (let round = 0; round < 4; round += 1) {
      const one = await aRequest(asActor(world.officer, world.store, NOON), refuge);
      const other = await aRequest(asActor(world.officer, world.store, NOON), refuge);
      const answers = await Promise.all(
        [one, other].map((asked) =>
          byPhone('declineByPhone', {
            ...{ requestId: toGlobalId('PlacementRequest', asked.requestId), code: code(round), ...NO },
          }),
        ),
      );
      expect(answers.map(({ userErrors }) => userErrors.length).toSorted()).toEqual([0, 1]);
      expect(answers.flatMap(({ userErrors }) => userErrors)).toMatchObject(wrong);
      const ids = [one.requestId, other.requestId];
      const states = (await world.store.requests.getMany(ids)).map(({ status }) => status);
      expect(states.toSorted()).toEqual(['DECLINED', 'SENT']);
    }
    expect(await phoneBook()).toMatchObject({ left: 6 });
  });
});
