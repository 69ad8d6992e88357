import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ReferralId, TellingId, UnitId, UserId } from '@openhaven/domain/ids';
import { clockContext } from '../../src/commands/clock-context.ts';
import { prepareNotices } from '../../src/commands/prepare-notice.ts';
import { purgeOld } from '../../src/commands/purge-old.ts';
import { toGlobalId } from '../../src/graphql/global-id.ts';
import { type Loose, ask, mutate } from '../../testing/api.ts';
import { aRequest, aStay, anAgreement, anOffer, referralOf } from '../../testing/builders/cases.ts';
import { asActor, minutesAfter } from '../../testing/builders/people.ts';
import { type TestRefuge, aRefuge } from '../../testing/builders/places.ts';
import { runDueJobs } from '../../testing/clock.ts';
import { aPerson, type TestPerson } from '../../testing/people.ts';
import { type World, aWorld } from '../../testing/world.ts';

const NIGHT = new Date('2026-11-20T22:30:00Z');

let world: World;
let house: TestRefuge;
/** The house of this test: others have burnt before. */
let name: string;
let houses = 0;
let elsewhere: TestRefuge;
/** Every house that does not burn: any of them may be asked. */
const others = new Map<string, TestRefuge>();
beforeAll(async () => {
  world = await aWorld(NIGHT);
});
beforeEach(async () => {
  world.at(NIGHT);
  houses += 1;
  name = `Burning ${houses}`;
  house = await aRefuge(world.store, { name, units: 6, confirmedAt: NIGHT });
  elsewhere = await aRefuge(world.store, { name: 'Elsewhere', area: 'E07000236', confirmedAt: NIGHT });
  others.set(elsewhere.serviceId, elsewhere);
});
afterAll(() => world.stop());

const officer = () => asActor(world.officer, world.store, world.now());
const room = (at: number): TestRefuge => ({ ...house, unitId: house.unitIds[at] ?? house.unitId });
const globalId = (id: UnitId): string => toGlobalId('Unit', id);
const serviceId = (): string => toGlobalId('Service', house.serviceId);

const COUNTS = 'spaces lost residents';
async function close(wish: object = {}, by: TestPerson = house.manager): Promise<Loose> {
  return mutate(await world.as(by), 'closeUnits', { serviceId: serviceId(), reason: 'FIRE_OR_FLOOD', ...wish }, COUNTS);
}

async function listFor(person: TestPerson): Promise<readonly Loose[]> {
  const query = `{ replaceList { reference service { name } unitLabel loss reason lostAt needs stands referral { id } referrerName tonight asked } }`;
  return ask(await world.as(person), query);
}
const mine = async (person: TestPerson): Promise<readonly Loose[]> =>
  (await listFor(person)).filter(({ service }: Loose) => service.name === name);

const told = async (userId: UserId): Promise<readonly string[]> =>
  (await world.store.notices.queuedFor(userId)).map(({ kind }) => kind);
const lossesTold = async ({ actor }: TestPerson): Promise<number> =>
  (await told(actor.userId)).filter((kind) => kind === 'PLACES_LOST').length;

const roomStates = async (): Promise<readonly string[]> =>
  (await world.store.units.getMany(house.unitIds)).map(({ state }) => state.status);

/** A house in which five rooms are kept for somebody or lived in: agreed, offered, held by those who refer, two homes. */
async function aFullHouse() {
  const agreed = await anAgreement(officer(), room(0), { priority: 'P2_24H' });
  const offered = await anOffer(officer(), room(1), { priority: 'P1_TONIGHT' });
  const asked = await aRequest(officer(), house, { priority: 'P3_72H' });
  const visitor = await world.as(world.officer);
  const wish = { referralId: toGlobalId('Referral', asked.referralId), unitId: globalId(room(2).unitId) };
  expect((await mutate(visitor, 'placeHold', wish, 'hold { id }')).userErrors).toEqual([]);
  const home = await aStay(officer(), room(3), { priority: 'P4_PLANNED' });
  const leaving = await aStay(officer(), room(4));
  return { agreed, offered, held: asked, home, leaving };
}

describe('B4: a fire', () => {
  it('one act ends every place, and lists everybody: those who lost one, and those who live there', async () => {
    const { agreed, offered, held, home, leaving } = await aFullHouse();
    const preview = await ask(
      await world.as(house.manager),
      'query ($id: ID!) { closingPreview(serviceId: $id) { spaces promised kept livedIn already } }',
      { id: serviceId() },
    );
    expect(preview).toEqual({ spaces: 4, promised: 1, kept: 2, livedIn: 2, already: 0 });

    world.at(minutesAfter(NIGHT, 1));
    expect(await close()).toEqual({ spaces: 4, lost: 3, residents: 2, userErrors: [] });
    expect(await roomStates()).toEqual([
      ...['OUT_OF_SERVICE', 'OUT_OF_SERVICE', 'OUT_OF_SERVICE'],
      ...['OCCUPIED', 'OCCUPIED', 'OUT_OF_SERVICE'],
    ]);
    for (const { holdId } of [agreed, offered])
      expect(await world.store.holds.get(holdId)).toMatchObject({ status: 'PROVIDER_WITHDRAWN' });

    const references = new Map<ReferralId, string>();
    for (const { referralId } of [agreed, offered, held, home, leaving])
      references.set(referralId, (await referralOf(officer(), referralId)).reference);
    const ref = ({ referralId }: { referralId: ReferralId }): string => references.get(referralId) ?? '';
    const rows = await mine(world.coordinator);
    expect(rows.map(({ reference, loss, needs, stands }: Loose) => [reference, loss, needs, stands])).toEqual([
      ...[
        [ref(offered), 'OFFERED', 'P1_TONIGHT', 'LOOKING'],
        [ref(home), 'HOME', 'P1_TONIGHT', 'LIVES_THERE'],
        [ref(leaving), 'HOME', 'P1_TONIGHT', 'LIVES_THERE'],
      ].toSorted((a, b) => ((a[0] ?? '') < (b[0] ?? '') ? -1 : 1)),
      [ref(agreed), 'AGREED', 'P2_24H', 'LOOKING'],
      [ref(held), 'KEPT', 'P3_72H', 'LOOKING'],
    ]);
    expect(rows[0]).toMatchObject({ reason: 'FIRE_OR_FLOOD', lostAt: minutesAfter(NIGHT, 1).toISOString() });
  });

  it('every household is asked for anew, none of them at the house that burns', async () => {
    const { agreed, offered, held } = await aFullHouse();
    await close();
    for (const { referralId } of [agreed, offered, held]) {
      const open = (await world.store.requests.ofReferral(referralId)).filter(({ status }) => status === 'SENT');
      const asked = open.map((request) => request.serviceId);
      expect(asked.filter((id) => others.has(id)).length).toBeGreaterThan(0);
      const isKept = referralId === held.referralId;
      expect(asked.includes(house.serviceId)).toBe(isKept);
    }
    expect(await referralOf(officer(), agreed.referralId)).toMatchObject({ status: 'SEEKING', round: 2 });
    expect(await referralOf(officer(), offered.referralId)).toMatchObject({ status: 'SEEKING', round: 1 });
  });

  it('tells each person once, not once for each room, and each gets one e-mail', async () => {
    await aFullHouse();
    const before = await lossesTold(world.officer);
    const atDesk = await lossesTold(world.coordinator);
    await close();
    expect(await lossesTold(world.officer)).toBe(before + 1);
    expect(await lossesTold(world.coordinator)).toBe(atDesk + 1);
    expect(await lossesTold(house.worker)).toBe(1);
    expect(await lossesTold(house.manager)).toBe(0);

    const mails = await mailsTo(house.worker);
    expect(mails).toHaveLength(1);
    expect(mails[0]).toMatchObject({ is: 'MAIL', isUrgent: true });
    const notices = JSON.stringify(await world.store.notices.inState('QUEUED', 1_000));
    expect(notices).not.toMatch(/Burning|Room|FIRE/);
  });

  it('whoever is told finds it on their work list: the coordinator, those who refer, and those who work in the house', async () => {
    const { agreed, home } = await aFullHouse();
    await close();
    const work = async (person: TestPerson): Promise<readonly Loose[]> => {
      const query = '{ myWork(first: 50) { edges { node { kind referral { id } unit { id } } } } }';
      const { edges } = await ask(await world.as(person), query);
      return edges.map(({ node }: Loose) => node).filter(({ kind }: Loose) => /^(PLACE_AGAIN|MUST_MOVE)$/.test(kind));
    };
    const referral = ({ referralId }: { referralId: ReferralId }) => ({ id: toGlobalId('Referral', referralId) });
    const [atDesk, atCouncil] = [await work(world.coordinator), await work(world.officer)];
    for (const lost of [agreed, home])
      expect(atDesk).toContainEqual({ kind: 'PLACE_AGAIN', referral: referral(lost), unit: null });
    expect(atCouncil).toContainEqual({ kind: 'MUST_MOVE', referral: referral(home), unit: null });
    expect(atCouncil).not.toContainEqual(expect.objectContaining({ referral: referral(agreed) }));
    const units = [room(3), room(4)].map(({ unitId }) => ({
      kind: 'MUST_MOVE',
      referral: null,
      unit: { id: globalId(unitId) },
    }));
    expect(await work(house.worker)).toEqual(expect.arrayContaining(units));
    expect(await work(elsewhere.worker)).toEqual([]);
    expect(await work(world.stranger)).toEqual([]);
  });

  it('somebody who is shut out of the one household concerned hears nothing, and finds nothing on the list', async () => {
    const { referralId } = await anAgreement(officer(), room(0));
    const namesake = await aPerson(world.store, { role: 'COORDINATOR', name: 'Kit Marlow' });
    const people = [{ who: 'PERPETRATOR', name: 'Kit Marlow' }];
    const fence = { rev: 0, people, organisationIds: [], restricted: false, openTo: [] };
    const visitor = await world.as(world.officer);
    const set = { referralId: toGlobalId('Referral', referralId), ...fence };
    expect((await mutate(visitor, 'setExclusions', set, 'referral { id }')).userErrors).toEqual([]);
    await close();
    expect(await lossesTold(namesake)).toBe(0);
    expect(await mine(namesake)).toEqual([]);
    expect(await mine(world.coordinator)).toHaveLength(1);
  });

  it('only the rooms that are chosen; for anything less than an emergency all of them must be free', async () => {
    await anAgreement(officer(), room(0));
    const some = [globalId(room(0).unitId), globalId(room(1).unitId)];
    const refused = await close({ unitIds: some, reason: 'PLANNED_WORKS' });
    expect(refused.userErrors).toMatchObject([{ field: 'unitIds', code: 'CLOSING_NEEDS_EMERGENCY' }]);
    expect(await roomStates()).not.toContain('OUT_OF_SERVICE');
    expect((await close({ unitIds: some.slice(1), reason: 'PLANNED_WORKS' })).spaces).toBe(1);
    expect((await roomStates()).filter((status) => status === 'OUT_OF_SERVICE')).toHaveLength(1);
    expect((await close({ unitIds: some.slice(1) })).userErrors).toMatchObject([{ code: 'NOTHING_TO_CLOSE' }]);
    expect((await close({ reason: 'BORED' })).userErrors).toMatchObject([{ field: 'reason', code: 'REASON_NEEDED' }]);
  });

  it('a known address closes the house to everybody until all of it is back', async () => {
    await close({ reason: 'SECURITY_COMPROMISED' });
    expect(await world.store.sites.get(house.siteId)).toMatchObject({ securityCompromised: true });
    const manager = await world.as(house.manager);
    const ids = house.unitIds.map(globalId);
    const back = (unitIds: readonly string[]): Promise<Loose> =>
      mutate(manager, 'returnUnits', { serviceId: serviceId(), unitIds }, 'spaces');
    expect(await back(ids.slice(0, 5))).toEqual({ spaces: 5, userErrors: [] });
    expect(await world.store.sites.get(house.siteId)).toMatchObject({ securityCompromised: true });
    expect((await back(ids)).userErrors).toMatchObject([{ code: 'UNIT_STATE_CHANGED' }]);
    expect((await back([])).userErrors).toMatchObject([{ code: 'NO_SPACE_CHOSEN' }]);
    await back(ids.slice(5));
    expect(await world.store.sites.get(house.siteId)).toMatchObject({ securityCompromised: false });
  });
});

describe('spaces that are back in use', () => {
  const back = async (rooms: readonly TestRefuge[]): Promise<Loose> => {
    const unitIds = rooms.map(({ unitId }) => globalId(unitId));
    return mutate(await world.as(house.manager), 'returnUnits', { serviceId: serviceId(), unitIds }, 'spaces');
  };
  const isKnown = async (): Promise<boolean> =>
    (await world.store.sites.get(house.siteId))?.securityCompromised ?? false;

  it('leave a known address closed as long as somebody has to move from it', async () => {
    await close({ unitIds: [globalId(room(0).unitId)], reason: 'DAMAGE_REPAIR' });
    await aStay(officer(), room(1));
    await close({ unitIds: [room(1), room(2)].map(({ unitId }) => globalId(unitId)), reason: 'SECURITY_COMPROMISED' });
    for (const rooms of [[room(0)], [room(2)]]) {
      expect(await back(rooms)).toEqual({ spaces: 1, userErrors: [] });
      expect(await isKnown()).toBe(true);
    }
    expect(await back([room(1)])).toEqual({ spaces: 1, userErrors: [] });
    expect(await isKnown()).toBe(false);
  });

  it('are told to those who look for such a place, as one space is', async () => {
    await close({ reason: 'FIRE_OR_FLOOD' });
    await aRequest(officer(), elsewhere, { priority: 'P1_TONIGHT' });
    const opened = minutesAfter(NIGHT, 3);
    const told = () => world.store.audit.ofActionsSince(['referral.place-came-free'], opened);
    await runDueJobs(world.store, opened);
    expect(await told()).toEqual([]);
    world.at(opened);
    await back([room(0), room(1)]);
    await runDueJobs(world.store, opened);
    expect(await told()).not.toEqual([]);
  });
});

describe('the list of those to be placed again', () => {
  it('tells the service what it knows anyway and how it stands, never who was asked or where they sleep', async () => {
    await anAgreement(officer(), room(0));
    await close();
    const [row] = await mine(house.worker);
    expect(row).toMatchObject({ loss: 'AGREED', unitLabel: 'Room 1', stands: 'LOOKING' });
    expect(row).toMatchObject({ referral: null, referrerName: null, tonight: null, asked: null });
    expect(await listFor(elsewhere.manager)).toEqual([]);
    for (const person of [world.officer, await aPerson(world.store, { role: 'COMMISSIONER' })])
      await expect(listFor(person)).rejects.toThrow('NOT_FOUND');
  });

  it('keeps each until they have arrived elsewhere, and says on the way how it stands', async () => {
    const { referralId } = await anAgreement(officer(), room(0));
    await close();
    const stands = async (): Promise<string | undefined> => (await mine(house.manager))[0]?.stands;
    const request = (await world.store.requests.ofReferral(referralId)).find(
      (one) => others.has(one.serviceId) && one.status === 'SENT',
    );
    const next = others.get(request?.serviceId ?? '') ?? elsewhere;
    const host = await world.as(next.manager);
    const offer = { requestId: toGlobalId('PlacementRequest', request?.id ?? ''), unitId: globalId(next.unitId) };
    const { hold } = await mutate(host, 'makeOffer', offer, 'hold { id }');
    expect(await stands()).toBe('OFFERED');
    const visitor = await world.as(world.officer);
    await mutate(visitor, 'acceptOffer', { holdId: hold.id, survivorAgrees: true }, 'hold { id }');
    expect(await stands()).toBe('AGREED');
    await mutate(host, 'recordArrival', { holdId: hold.id }, 'placement { id }');
    expect(await stands()).toBeUndefined();
    expect(await world.store.displaced.ofReferral(referralId)).toBeNull();
  });

  it('drops whoever no longer looks for a place, and is cleared of them', async () => {
    const { referralId } = await anAgreement(officer(), room(0));
    await close();
    const visitor = await world.as(world.officer);
    const end = { referralId: toGlobalId('Referral', referralId), reason: 'SURVIVOR_CHANGED_MIND' };
    await mutate(visitor, 'withdrawReferral', end, 'referral { id }');
    expect(await mine(world.coordinator)).toEqual([]);
    expect(await world.store.displaced.ofReferral(referralId)).not.toBeNull();
    await purgeOld(clockContext(world.store, world.now()));
    expect(await world.store.displaced.ofReferral(referralId)).toBeNull();
  });

  it('whoever lives there stays on it until they have left; then their room is out of use with the others', async () => {
    const { placementId } = await aStay(officer(), room(0));
    await close({ expectedBack: '2026-12-24' });
    expect(await mine(house.worker)).toMatchObject([{ loss: 'HOME', stands: 'LIVES_THERE', needs: 'P1_TONIGHT' }]);
    const left = {
      placementId: toGlobalId('Placement', placementId),
      leftOn: '2026-11-20',
      reason: 'OTHER_REFUGE_SAFETY',
    };
    const done = await mutate(await world.as(house.manager), 'recordDeparture', left, 'unit { status expectedBack }');
    expect(done.unit).toEqual({ status: 'OUT_OF_SERVICE', expectedBack: '2026-12-24' });
    expect(await mine(house.worker)).toEqual([]);
  });

  it('whoever lives there stays if their room is opened again with the others', async () => {
    await aStay(officer(), room(0));
    await close();
    const manager = await world.as(house.manager);
    const { spaces } = await ask(
      manager,
      'query ($id: ID!) { house(serviceId: $id) { spaces { mustMove unit { id status } } } }',
      { id: serviceId() },
    );
    expect(spaces.filter(({ mustMove }: Loose) => mustMove)).toMatchObject([{ unit: { status: 'OCCUPIED' } }]);
    const back = { serviceId: serviceId(), unitIds: house.unitIds.map(globalId) };
    expect(await mutate(manager, 'returnUnits', back, 'spaces')).toEqual({ spaces: 6, userErrors: [] });
    expect(await roomStates()).toEqual(['OCCUPIED', ...Array<string>(5).fill('AVAILABLE')]);
    expect(await mine(house.manager)).toEqual([]);
  });
});

describe('at the same moment', () => {
  it('a fire and a yes: whichever comes first, nobody is promised a room that burns', async () => {
    for (let round = 0; round < 5; round += 1) {
      const refuge = await aRefuge(world.store, { name: 'Racing', units: 2, confirmedAt: NIGHT });
      const { holdId, referralId } = await anOffer(officer(), refuge);
      const [manager, visitor] = [await world.as(refuge.manager), await world.as(world.officer)];
      const fire = { serviceId: toGlobalId('Service', refuge.serviceId), reason: 'FIRE_OR_FLOOD' };
      const yes = { holdId: toGlobalId('Hold', holdId), survivorAgrees: true };
      const [closed, accepted] = await Promise.all([
        mutate(manager, 'closeUnits', fire, COUNTS),
        mutate(visitor, 'acceptOffer', yes, 'hold { status }'),
      ]);
      expect(closed).toEqual({ spaces: 2, lost: 1, residents: 0, userErrors: [] });
      expect([0, 1]).toContain(accepted.userErrors.length);
      expect(await world.store.holds.get(holdId)).toMatchObject({ status: 'PROVIDER_WITHDRAWN' });
      expect((await referralOf(officer(), referralId)).status).toBe('SEEKING');
      const loss = (await world.store.displaced.ofReferral(referralId))?.loss;
      expect(loss).toBe(accepted.userErrors.length === 0 ? 'AGREED' : 'OFFERED');
    }
  });

  it('two people who close the same house: each household is listed once', async () => {
    const { referralId } = await anAgreement(officer(), room(0));
    const answers = await Promise.all([close(), close({}, house.worker)]);
    expect(answers.map(({ lost }) => lost).toSorted()).toEqual([0, 1]);
    const refused = answers.find(({ lost }) => lost === 0);
    expect(refused?.userErrors).toMatchObject([{ code: 'NOTHING_TO_CLOSE' }]);
    expect(
      (await mine(world.coordinator)).filter(
        ({ referral }: Loose) => referral.id === toGlobalId('Referral', referralId),
      ),
    ).toHaveLength(1);
  });
});

/** The e-mails that would leave now to one person. */
async function mailsTo({ actor }: TestPerson): Promise<readonly { readonly is: string }[]> {
  const waiting = await world.store.outbox.due(world.now(), 1_000);
  const ours = waiting.filter(({ name, data }) => name === 'notice.send' && includes(data['userIds'], actor.userId));
  const prepared = [];
  for (const { data } of ours) {
    const told = { tellingId: data['tellingId'] as TellingId, userIds: [actor.userId] };
    prepared.push(...(await prepareNotices(clockContext(world.store, world.now()), told)));
  }
  return prepared.filter(({ is }) => is === 'MAIL');
}

const includes = (list: unknown, id: UserId): boolean => Array.isArray(list) && list.includes(id);
