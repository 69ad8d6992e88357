import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { civilDateAt } from '@openhaven/domain/calendar';
import type { ReferralId } from '@openhaven/domain/ids';
import { clockContext } from '../../src/commands/clock-context.ts';
import { eraseReferral } from '../../src/commands/erase-referral.ts';
import { giveNotice } from '../../src/commands/give-notice.ts';
import { toGlobalId } from '../../src/graphql/global-id.ts';
import { type Loose, ask, mutate } from '../../testing/api.ts';
import { aDraft, aSentReferral, aStay, allowed, anAgreement, referralOf } from '../../testing/builders/cases.ts';
import { aKey, asActor } from '../../testing/builders/people.ts';
import { type TestRefuge, aRefuge } from '../../testing/builders/places.ts';
import { runDueJobs } from '../../testing/clock.ts';
import { everythingReadable, takeDump } from '../../testing/dump.ts';
import type { TestPerson } from '../../testing/people.ts';
import { TEST_KEYS } from '../../testing/store.ts';
import { type World, aWorld } from '../../testing/world.ts';

const NOON = new Date('2026-11-26T12:00:00Z');
const RELEASE = '2027-01-20';
const AT = { first: '2027-01-06T08:00:00Z', last: '2027-01-20T08:00:00Z' };

let world: World;
let refuge: TestRefuge;
beforeAll(async () => {
  world = await aWorld(NOON);
});
beforeEach(async () => {
  world.at(NOON);
  refuge = await aRefuge(world.store, { name: 'Haven', confirmedAt: NOON });
});
afterAll(() => world.stop());

const officer = () => asActor(world.officer, world.store, NOON);
const FIELDS = 'referral { watchDates { why on } safetyCheckBy actions rev }';

async function watch(id: ReferralId, dates: readonly object[], by = world.officer): Promise<Loose> {
  return mutate(await world.as(by), 'setWatchDates', { referralId: toGlobalId('Referral', id), dates }, FIELDS);
}

async function record(id: ReferralId, outcome: string, by = world.officer): Promise<Loose> {
  return mutate(await world.as(by), 'recordSafetyCheck', { referralId: toGlobalId('Referral', id), outcome }, FIELDS);
}

/** The clock comes to an instant, and does what is due on the way. */
async function until(instant: string): Promise<void> {
  world.at(new Date(instant));
  await runDueJobs(world.store, new Date(instant));
}

async function workOf(person: TestPerson): Promise<readonly Loose[]> {
  const query = '{ myWork(first: 50) { edges { node { kind dueAt reference unit { id } } } } }';
  const { edges } = await ask(await world.as(person), query);
  return edges.map(({ node }: Loose) => node).filter(({ kind }: Loose) => kind.startsWith('CHECK_SAFETY'));
}

const told = async (person: TestPerson): Promise<number> =>
  (await world.store.notices.queuedFor(person.actor.userId)).filter(({ kind }) => kind === 'CHECK_SAFETY').length;

const release = [{ why: 'RELEASE', on: RELEASE }];

describe('B9: the day of the perpetrator’s release', () => {
  it('is looked at two weeks before, three days before and on the day, where she lives now; nothing says why', async () => {
    const { referralId } = await aStay(officer(), refuge);
    expect((await watch(referralId, release)).referral).toMatchObject({ watchDates: release, safetyCheckBy: null });
    const { reference } = await referralOf(officer(), referralId);

    await until('2027-01-06T07:59:59Z');
    expect(await workOf(world.officer)).toEqual([]);
    await until(AT.first);
    const due = { kind: 'CHECK_SAFETY', dueAt: '2027-01-06T12:00:00.000Z', reference };
    expect(await workOf(world.officer)).toMatchObject([due]);
    expect(await workOf(world.coordinator)).toMatchObject([due]);
    const unit = { id: toGlobalId('Unit', refuge.unitId) };
    expect(await workOf(refuge.manager)).toMatchObject([{ kind: 'CHECK_SAFETY_PLAN', unit }]);
    expect(await workOf(world.stranger)).toEqual([]);
    for (const one of [world.officer, world.coordinator, refuge.manager, refuge.worker])
      expect(await told(one)).toBe(1);

    const audit = await world.store.audit.timeline(referralId, { first: 50, after: null });
    const [row] = audit.edges.filter(({ node }) => node.action === 'safety.check-asked');
    expect(JSON.stringify(row)).not.toMatch(/RELEASE|2027-01-20/);

    expect((await record(referralId, 'STILL_SAFE')).userErrors).toEqual([]);
    for (const one of [world.officer, world.coordinator, refuge.manager]) expect(await workOf(one)).toEqual([]);
    await until('2027-01-17T08:00:00Z');
    expect(await workOf(world.officer)).toHaveLength(1);
    await record(referralId, 'STILL_SAFE', world.coordinator);
    await until(AT.last);
    expect(await workOf(world.officer)).toHaveLength(1);
    await record(referralId, 'STILL_SAFE');
    await until('2028-01-01T00:00:00Z');
    expect(await workOf(world.officer)).toEqual([]);
  });

  it('with workers dead and no queue: whatever was missed is asked once, when somebody looks again', async () => {
    const { referralId } = await aStay(officer(), refuge);
    await watch(referralId, release);
    world.at(new Date('2027-01-19T12:00:00Z'));
    await runDueJobs(world.store, world.now());
    expect(await workOf(world.officer)).toHaveLength(1);
    expect(await told(world.coordinator)).toBeGreaterThan(0);
    await record(referralId, 'STILL_SAFE');
    await until(AT.last);
    expect(await workOf(world.officer)).toHaveLength(1);
    await record(referralId, 'STILL_SAFE');
  });

  it('she is not safe there any more: the open offer is frozen, and nobody goes on as if nothing had happened', async () => {
    const { referralId, holdId } = await anAgreement(officer(), refuge, {
      arrivalUntil: new Date('2027-01-30T12:00:00Z'),
    });
    await watch(referralId, release);
    await until(AT.first);
    expect(await workOf(refuge.manager)).toHaveLength(1);
    await record(referralId, 'NEEDS_TO_MOVE');
    expect(await world.store.holds.get(holdId)).toMatchObject({ frozen: true });
    const kinds = (await world.store.notices.queuedFor(world.coordinator.actor.userId)).map(({ kind }) => kind);
    expect(kinds).toEqual(expect.arrayContaining(['NEEDS_TO_MOVE', 'OFFER_FROZEN']));
    expect((await record(referralId, 'STILL_SAFE')).userErrors).toMatchObject([{ code: 'NO_CHECK_DUE' }]);
    await watch(referralId, []);
  });

  it('a date that is taken away or moved is not asked of; two dates are each asked of', async () => {
    const referralId = await aSentReferral(officer());
    await watch(referralId, release);
    await watch(referralId, []);
    await until('2027-02-01T00:00:00Z');
    expect(await workOf(world.officer)).toEqual([]);
    world.at(NOON);
    const later = { why: 'ORDER_ENDS', on: '2027-03-01' };
    await watch(referralId, [later, ...release]);
    await until(AT.first);
    expect(await workOf(world.officer)).toHaveLength(1);
    await record(referralId, 'STILL_SAFE');
    await watch(referralId, [later]);
    await until('2027-02-14T00:00:00Z');
    expect(await workOf(world.officer)).toEqual([]);
    await until('2027-02-15T08:00:00Z');
    expect(await workOf(world.officer)).toHaveLength(1);
    await record(referralId, 'STILL_SAFE');
  });

  it('of a draft nobody is asked, and of one that is sent later they are', async () => {
    const referralId = await aDraft(officer());
    await watch(referralId, [{ why: 'RELEASE', on: '2026-12-10' }]);
    await until('2026-11-26T12:00:01Z');
    expect(await workOf(world.officer)).toEqual([]);
    const id = toGlobalId('Referral', referralId);
    await mutate(await world.as(world.officer), 'submitReferral', { referralId: id }, 'referral { id }');
    await until('2026-12-07T08:00:00Z');
    expect(await workOf(world.officer)).toHaveLength(1);
    await record(referralId, 'STILL_SAFE');
    await watch(referralId, []);
  });

  it('whoever has given notice lives there still: the service is asked until they have left', async () => {
    const { referralId, placementId } = await aStay(officer(), refuge);
    const notice = { idempotencyKey: aKey(), placementId, leavingOn: civilDateAt(new Date('2027-02-01T12:00:00Z')) };
    allowed(await giveNotice(asActor(refuge.manager, world.store, NOON), notice));
    await watch(referralId, release);
    await until(AT.first);
    expect(await workOf(refuge.manager)).toMatchObject([{ kind: 'CHECK_SAFETY_PLAN' }]);
    await record(referralId, 'STILL_SAFE');
    await watch(referralId, []);
  });

  it('one organisation’s checks are not crowded out by those of the others', async () => {
    const theirs = await aSentReferral(asActor(world.stranger, world.store, NOON));
    const ids = [await aSentReferral(officer()), theirs];
    for (const id of ids) await watch(id, release, id === theirs ? world.stranger : world.officer);
    await until(AT.first);
    const { organisationId } = world.stranger.actor;
    const first = await world.store.referrals.toCheckSafety({ organisationId, except: [] }, 1);
    expect(first.map(({ id }) => id)).toEqual([theirs]);
    for (const id of ids) await record(id, 'STILL_SAFE', world.coordinator);
    for (const id of ids) await watch(id, [], world.coordinator);
  });

  it('of a closed referral nothing is asked and nothing is answered', async () => {
    const referralId = await aSentReferral(officer());
    await watch(referralId, release);
    await until(AT.first);
    const id = toGlobalId('Referral', referralId);
    const end = { referralId: id, reason: 'SURVIVOR_CHANGED_MIND' };
    const closed = await mutate(await world.as(world.officer), 'withdrawReferral', end, 'referral { actions }');
    expect(closed.referral.actions).not.toContain('recordSafetyCheck');
    expect(await workOf(world.officer)).toEqual([]);
    expect((await record(referralId, 'STILL_SAFE')).userErrors).toMatchObject([{ code: 'NO_CHECK_DUE' }]);
    await until(AT.last);
    expect(await workOf(world.officer)).toEqual([]);
  });

  it('is sealed with the story, read by those who may read that, and gone with it', async () => {
    const referralId = await aSentReferral(officer());
    await watch(referralId, [{ why: 'HEARING', on: '2027-05-04' }]);
    expect(JSON.stringify(Object.values(await takeDump()))).not.toContain('HEARING');
    const readable = async () => JSON.stringify(everythingReadable(await takeDump(), TEST_KEYS)).includes('HEARING');
    expect(await readable()).toBe(true);
    const end = { referralId: toGlobalId('Referral', referralId), reason: 'SURVIVOR_CHANGED_MIND' };
    await mutate(await world.as(world.officer), 'withdrawReferral', end, 'referral { id }');
    allowed(await eraseReferral(clockContext(world.store, NOON), { referralId, reason: 'ASKED_FOR' }));
    expect(await readable()).toBe(false);
    expect(await referralOf(officer(), referralId)).not.toHaveProperty('checkSafetyAt');
    expect(await world.store.outbox.waiting('safety.check', [referralId])).toEqual(new Set());
    const query = 'query ($id: ID!) { referral(id: $id) { watchDates { on } } }';
    const seen = await ask(await world.as(world.officer), query, { id: toGlobalId('Referral', referralId) });
    expect(seen.watchDates).toBeNull();
  });

  it('is set and answered by those who refer and the coordinator alone; what cannot be kept is said in words', async () => {
    const referralId = await aSentReferral(officer());
    for (const other of [world.stranger, refuge.manager]) {
      await expect(watch(referralId, release, other)).rejects.toThrow('NOT_FOUND');
      await expect(record(referralId, 'STILL_SAFE', other)).rejects.toThrow('NOT_FOUND');
    }
    const past = await watch(referralId, [{ why: 'RELEASE', on: '2026-11-25' }]);
    expect(past.userErrors).toMatchObject([{ field: 'dates.0.on', code: 'DATE_IN_PAST' }]);
    expect((await record(referralId, 'STILL_SAFE')).userErrors).toMatchObject([{ code: 'NO_CHECK_DUE' }]);
  });
});
