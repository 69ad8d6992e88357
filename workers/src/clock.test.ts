import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Store } from '@openhaven/server/context';
import { acceptOffer } from '@openhaven/server/commands/accept-offer';
import { acknowledgeRequest } from '@openhaven/server/commands/acknowledge-request';
import { confirmVacancies } from '@openhaven/server/commands/confirm-vacancies';
import { declineOffer } from '@openhaven/server/commands/decline-offer';
import { declineRequest } from '@openhaven/server/commands/decline-request';
import { escalateRequest } from '@openhaven/server/commands/escalate-request';
import { extendHold } from '@openhaven/server/commands/extend-hold';
import { placeHold } from '@openhaven/server/commands/place-hold';
import { withdrawReferral } from '@openhaven/server/commands/withdraw-referral';
import { type TestStore, startStore } from '@openhaven/server/testing/store';
import { type VirtualClock, runUntil, virtualClock } from '../../infra/replay/virtual-clock.ts';
import {
  type TestCounty,
  type TestRefuge,
  aCounty,
  aReferral,
  allowed,
  as,
  ask,
  key,
  offer,
} from '../testing/county.ts';
import { type TestRoom, aRoom } from '../testing/room.ts';
import { timetable } from './timetable.ts';

const NOW = new Date('2026-11-20T09:00:00Z');
const minutes = (count: number): Date => new Date(NOW.getTime() + count * 60_000);
const hours = (count: number): Date => minutes(60 * count);

let own: TestStore;
let store: Store;
let clock: VirtualClock;
let county: TestCounty;
let room: TestRoom;
let first: TestRefuge;
let second: TestRefuge;
// A county of its own for each test: coordinators and neighbouring refuges hear of everything in it.
beforeEach(async () => {
  own = await startStore();
  store = own.store;
  clock = virtualClock(NOW);
  county = await aCounty({ store, now: NOW, refuges: 6 });
  room = aRoom({ store, now: clock.now });
  const [one, two] = county.refuges;
  if (!one || !two) throw new Error('no refuges');
  [first, second] = [one, two];
});

afterEach(() => own.stop());

const until = (instant: Date): Promise<number> => runUntil(room, clock, instant);
const officer = () => as(county.officer, room);
const actions = async (since = new Date(Date.now() - 600_000)): Promise<readonly string[]> =>
  (await store.audit.since(since, 100_000)).map(({ action }) => action);
const lettersTo = ({ email }: { email: string }): number => room.letters.filter(({ to }) => to === email).length;

describe('a hold that runs out', () => {
  test('frees its unit, ends the offer, and the household is sought for again', async () => {
    const referralId = await aReferral(officer());
    const [requestId] = await ask(officer(), referralId, [first]);
    if (!requestId) throw new Error('nobody was asked');
    const holdId = await offer(as(first.manager, room), requestId, first.unitIds[0]);
    await until(minutes(119));
    expect((await store.holds.get(holdId))?.status).toBe('HELD');
    await until(hours(2));
    expect((await store.holds.get(holdId))?.status).toBe('EXPIRED');
    expect((await store.units.get(first.unitIds[0]))?.state.status).toBe('AVAILABLE');
    expect((await store.requests.get(requestId))?.status).toBe('OFFER_ENDED');
    expect((await store.referrals.get(referralId))?.status).toBe('SEEKING');
    expect(lettersTo(county.officer)).toBeGreaterThanOrEqual(2);
  });

  test('runs on when it was made longer, and ends at its new time', async () => {
    const referralId = await aReferral(officer());
    const { holdId } = await allowed(
      placeHold(officer(), { idempotencyKey: key(), referralId, unitId: first.unitIds[0] }),
    );
    clock.set(minutes(30));
    await allowed(extendHold(officer(), { idempotencyKey: key(), holdId }));
    await until(minutes(239));
    expect((await store.holds.get(holdId))?.status).toBe('HELD');
    await until(hours(4));
    expect((await store.holds.get(holdId))?.status).toBe('EXPIRED');
  });

  test('never ends one that the survivor has accepted', async () => {
    const referralId = await aReferral(officer());
    const [requestId] = await ask(officer(), referralId, [first]);
    if (!requestId) throw new Error('nobody was asked');
    const holdId = await offer(as(first.manager, room), requestId, first.unitIds[0]);
    await allowed(acceptOffer(officer(), { idempotencyKey: key(), holdId, survivorAgrees: true }));
    await until(hours(5));
    expect((await store.holds.get(holdId))?.status).toBe('SURVIVOR_ACCEPTED');
    expect((await store.units.get(first.unitIds[0]))?.state.status).toBe('RESERVED');
  });
});

describe('the ladder', () => {
  test('leaves a service in peace that has said no', async () => {
    const referralId = await aReferral(officer());
    const [requestId] = await ask(officer(), referralId, [first]);
    if (!requestId) throw new Error('nobody was asked');
    clock.set(minutes(5));
    const no = { reason: 'NO_VACANCY', wouldBeYesIf: 'A_SPACE_FREE_LATER' } as const;
    await allowed(declineRequest(as(first.manager, room), { idempotencyKey: key(), requestId, ...no }));
    await until(hours(3));
    expect(lettersTo(first.manager)).toBe(1);
    expect(await store.requests.ofReferral(referralId)).toHaveLength(1);
  });

  test('skips the rungs that "we are looking at it" makes needless, and takes them if nothing follows', async () => {
    const referralId = await aReferral(officer());
    const [requestId] = await ask(officer(), referralId, [first]);
    if (!requestId) throw new Error('nobody was asked');
    clock.set(minutes(5));
    await allowed(acknowledgeRequest(as(first.manager, room), { idempotencyKey: key(), requestId }));
    await until(minutes(59));
    expect(await store.requests.ofReferral(referralId)).toHaveLength(1);
    await until(minutes(61));
    expect((await store.requests.get(requestId))?.status).toBe('NO_RESPONSE');
    expect((await store.requests.get(requestId))?.escalated).toEqual(
      expect.arrayContaining(['REFUGE_MANAGER', 'WIDEN', 'COORDINATOR']),
    );
    expect(await store.requests.ofReferral(referralId)).toHaveLength(4);
  });

  test('asks three others at most when three services are silent, and tells the coordinator once', async () => {
    const referralId = await aReferral(officer());
    await ask(officer(), referralId, county.refuges.slice(0, 3));
    await until(minutes(59));
    expect(await store.requests.ofReferral(referralId)).toHaveLength(6);
    await until(minutes(65));
    const stepsIn = (await store.audit.since(new Date(Date.now() - 600_000), 100_000)).filter(
      (row) => row.referralId === referralId && row.reason === 'COORDINATOR',
    );
    expect(stepsIn).toHaveLength(3);
    expect(lettersTo(county.coordinator)).toBe(1);
  });

  test('waits while an offer is on the table, and goes on at once when it is lost', async () => {
    const referralId = await aReferral(officer());
    const [, requestId] = await ask(officer(), referralId, [first, second]);
    if (!requestId) throw new Error('nobody was asked');
    const holdId = await offer(as(second.manager, room), requestId, second.unitIds[0]);
    await until(minutes(50));
    expect(await store.requests.ofReferral(referralId)).toHaveLength(2);
    await allowed(
      declineOffer(officer(), { idempotencyKey: key(), holdId, reason: 'SURVIVOR_DECLINED_LOCATION_TOO_FAR' }),
    );
    await until(minutes(51));
    expect(await store.requests.ofReferral(referralId)).toHaveLength(5);
  });

  test('ends when the referral is withdrawn', async () => {
    const referralId = await aReferral(officer());
    await ask(officer(), referralId, [first]);
    await allowed(withdrawReferral(officer(), { idempotencyKey: key(), referralId, reason: 'SURVIVOR_CHANGED_MIND' }));
    await until(hours(5));
    expect(lettersTo(county.coordinator)).toBe(0);
    expect(lettersTo(first.manager)).toBe(1);
  });

  test('is climbed by nobody but the clock', async () => {
    const referralId = await aReferral(officer());
    const [requestId] = await ask(officer(), referralId, [first]);
    if (!requestId) throw new Error('nobody was asked');
    expect(() => escalateRequest(as(county.coordinator, room), { requestId })).toThrow('not found');
  });
});

describe('a place that is overdue', () => {
  test('is told to the coordinator and to those who referred', async () => {
    const referralId = await aReferral(officer());
    await until(minutes(239));
    expect(lettersTo(county.coordinator)).toBe(0);
    await until(hours(4));
    expect(lettersTo(county.coordinator)).toBe(1);
    expect(lettersTo(county.officer)).toBe(1);
    expect((await store.referrals.get(referralId))?.escalatedAt).toEqual(hours(4));
    expect(await actions()).toContain('referral.place-by-passed');
  });
});

describe('vacancies', () => {
  const chase = async (): Promise<void> => {
    await timetable(room)();
  };

  test('that nobody has confirmed for twelve hours are chased, and every twelve hours again', async () => {
    clock.set(hours(11.9));
    await chase();
    await until(hours(11.9));
    expect(lettersTo(first.manager)).toBe(0);
    clock.set(hours(12.1));
    await chase();
    await until(hours(12.2));
    expect(lettersTo(first.manager)).toBe(1);
    await chase();
    await until(hours(24));
    expect(lettersTo(first.manager)).toBe(1);
    await until(hours(24.2));
    expect(lettersTo(first.manager)).toBe(2);
  });

  test('that were confirmed are left in peace', async () => {
    clock.set(hours(11));
    await allowed(confirmVacancies(as(first.manager, room), { idempotencyKey: key() }));
    clock.set(hours(12.1));
    await chase();
    await until(hours(22.9));
    expect(lettersTo(first.manager)).toBe(0);
    await until(hours(23.1));
    expect(lettersTo(first.manager)).toBe(1);
  });

  test('that were confirmed in part are chased for the rest as soon as that has grown old', async () => {
    clock.set(hours(6));
    await allowed(confirmVacancies(as(first.manager, room), { idempotencyKey: key() }));
    clock.set(hours(17));
    const unitIds = first.unitIds.slice(0, 1);
    await allowed(confirmVacancies(as(first.manager, room), { idempotencyKey: key(), unitIds }));
    await until(hours(17.9));
    expect(lettersTo(first.manager)).toBe(0);
    await until(hours(18));
    expect(lettersTo(first.manager)).toBe(1);
  });

  test('that are all confirmed in time are not even looked at', async () => {
    let jobs = 0;
    for (const hour of [6, 17, 28, 39]) {
      jobs += await until(hours(hour));
      await allowed(confirmVacancies(as(first.manager, room), { idempotencyKey: key() }));
    }
    expect([jobs, lettersTo(first.manager)]).toEqual([0, 0]);
    await until(hours(51));
    expect(lettersTo(first.manager)).toBe(1);
  });

  test('of several services that grow old together are chased in one step, and everybody is told of their own', async () => {
    clock.set(hours(12.1));
    await chase();
    await until(hours(12.2));
    const chased = room.counts.text().filter((line) => line.includes('vacancy.chase'));
    expect(chased).toEqual(['openhaven_jobs_total{job="vacancy.chase",result="DONE"} 1']);
    for (const { manager, worker } of county.refuges) {
      expect([lettersTo(manager), lettersTo(worker)]).toEqual([1, 1]);
    }
    const waiting = await store.outbox.waiting(
      'vacancy.chase',
      county.refuges.map(({ serviceId }) => serviceId),
    );
    expect(waiting.size).toBe(county.refuges.length);
  });

  test('chased by two workers at once are told of once', async () => {
    clock.set(hours(12.1));
    await Promise.all([chase(), chase(), chase()]);
    await until(hours(12.2));
    expect(lettersTo(first.manager)).toBe(1);
  });
});
