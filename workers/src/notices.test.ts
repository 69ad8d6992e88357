import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { NoticeId } from '@openhaven/domain/ids';
import type { Store } from '@openhaven/server/context';
import { type TestPerson, aPerson } from '@openhaven/server/testing/people';
import { type TestStore, startStore } from '@openhaven/server/testing/store';
import { runUntil, type VirtualClock, virtualClock } from '../../infra/replay/virtual-clock.ts';
import { A_STORY, aCounty, aReferral, as, ask } from '../testing/county.ts';
import { aNotice } from '../testing/jobs.ts';
import { aRoom } from '../testing/room.ts';
import type { Delivery } from './notices/post-office.ts';
import { sweep } from './sweep.ts';

const NOW = new Date('2026-11-20T09:00:00Z');
const minutes = (count: number): Date => new Date(NOW.getTime() + count * 60_000);

let own: TestStore;
let store: Store;
beforeAll(async () => {
  own = await startStore();
  store = own.store;
});
afterAll(() => own.stop());

let clock: VirtualClock;
let person: TestPerson;
beforeEach(async () => {
  clock = virtualClock(NOW);
  person = await aPerson(store, { role: 'REFUGE_MANAGER' });
});

const notify = (urgent = true): Promise<NoticeId> =>
  aNotice(store, { userId: person.actor.userId, now: clock.now(), urgent });
const stateOf = async (id: NoticeId): Promise<string | undefined> => (await store.notices.get(id))?.state;
const roomWith = (deliver: () => Delivery) => aRoom({ store, now: clock.now, deliver });

describe('e-mails to one person', () => {
  test('go out as one when several wait', async () => {
    const ids = [await notify(), await notify(), await notify()];
    const room = aRoom({ store, now: clock.now });
    await sweep(room);
    expect(room.letters).toHaveLength(1);
    expect(room.letters[0]).toMatchObject({ to: person.email, subject: 'You have 3 tasks' });
    await runUntil(room, clock, minutes(5));
    expect(await Promise.all(ids.map(stateOf))).toEqual(['SENT', 'SENT', 'SENT']);
    expect(room.letters).toHaveLength(1);
  });

  test('that are not urgent wait five minutes after the last one', async () => {
    const room = aRoom({ store, now: clock.now });
    await notify(false);
    await sweep(room);
    clock.set(minutes(1));
    await notify(false);
    await runUntil(room, clock, minutes(4));
    expect(room.letters).toHaveLength(1);
    await runUntil(room, clock, minutes(5));
    expect(room.letters).toHaveLength(2);
  });

  test('that are urgent are never held back by that', async () => {
    const room = aRoom({ store, now: clock.now });
    await notify(false);
    await sweep(room);
    clock.set(minutes(1));
    await notify(false);
    await sweep(room);
    await notify(true);
    await sweep(room);
    expect(room.letters).toHaveLength(2);
    expect(room.letters[1]?.subject).toBe('You have 2 tasks');
    expect(room.letters[1]?.text).toContain('It is urgent');
  });

  test('are at most twelve in any hour, and the next one carries what waited', async () => {
    const room = aRoom({ store, now: clock.now });
    for (let minute = 0; minute < 20; minute += 1) {
      await runUntil(room, clock, minutes(minute));
      await notify();
    }
    await runUntil(room, clock, minutes(59));
    expect(room.letters).toHaveLength(12);
    await runUntil(room, clock, minutes(60));
    expect(room.letters).toHaveLength(13);
    expect(room.letters[12]?.subject).toBe('You have 8 tasks');
    await runUntil(room, clock, minutes(180));
    expect(room.letters).toHaveLength(13);
  });

  test('are not sent to somebody who has left', async () => {
    const id = await notify();
    await store.users.disable(person.actor.userId, NOW);
    const room = aRoom({ store, now: clock.now });
    await sweep(room);
    expect(room.letters).toEqual([]);
    expect(await store.notices.get(id)).toMatchObject({ state: 'FAILED', failure: 'RECIPIENT_GONE' });
  });
});

describe('what became of an e-mail', () => {
  test('not taken this time: it waits, and goes out once the server takes it', async () => {
    let isAway = true;
    const room = roomWith(() => (isAway ? { is: 'NOT_SENT', code: 'SMTP_451' } : { is: 'SENT' }));
    const id = await notify();
    await sweep(room);
    expect(await store.notices.get(id)).toMatchObject({ state: 'QUEUED', failure: 'SMTP_451', attempts: 1 });
    isAway = false;
    await runUntil(room, clock, minutes(1));
    expect(await stateOf(id)).toBe('SENT');
  });

  test('never taken: it has failed, and the record of the case says so', async () => {
    const room = roomWith(() => ({ is: 'REFUSED', code: 'SMTP_550' }));
    const id = await notify();
    await sweep(room);
    expect(await store.notices.get(id)).toMatchObject({ state: 'FAILED', failure: 'SMTP_550' });
    const rows = await store.audit.since(new Date(Date.now() - 60_000), 10_000);
    expect(rows.at(-1)).toMatchObject({ action: 'notice.failed', reason: 'SMTP_550', actorKind: 'CLOCK' });
  });

  test('unknown: it is kept apart and repeated twice under the same id, no more', async () => {
    const room = roomWith(() => ({ is: 'UNKNOWN' }));
    const id = await notify();
    await sweep(room);
    expect(await stateOf(id)).toBe('UNKNOWN');
    await runUntil(room, clock, minutes(600));
    expect(room.letters.map((letter) => letter.id)).toEqual([id, id, id]);
    expect(await stateOf(id)).toBe('UNKNOWN');
  });

  test('unknown at first: what comes later is not put into the repetition', async () => {
    let isSilent = true;
    const room = roomWith(() => (isSilent ? { is: 'UNKNOWN' } : { is: 'SENT' }));
    const first = await notify();
    await sweep(room);
    isSilent = false;
    const second = await notify();
    await runUntil(room, clock, minutes(10));
    expect(room.letters.map((letter) => letter.subject)).toEqual(Array(3).fill('You have 1 task'));
    expect(await Promise.all([first, second].map(stateOf))).toEqual(['SENT', 'SENT']);
  });

  test('a worker that dies between handing over and hearing leaves it unknown, and the next one asks again', async () => {
    const id = await notify();
    const dying = {
      ...aRoom({ store, now: clock.now }),
      postOffice: { deliver: () => new Promise<never>(() => undefined) },
    };
    void sweep(dying);
    while ((await stateOf(id)) !== 'UNKNOWN') await new Promise((resolve) => setTimeout(resolve, 10));
    const room = aRoom({ store, now: clock.now });
    await runUntil(room, clock, minutes(1));
    expect(room.letters.map((letter) => letter.id)).toEqual([id]);
    expect(await stateOf(id)).toBe('SENT');
  });

  test('a day of refusals ends it, and the record says so', async () => {
    const room = roomWith(() => ({ is: 'NOT_SENT', code: 'ESOCKET' }));
    const id = await notify();
    await runUntil(room, clock, minutes(25 * 60));
    expect(await store.notices.get(id)).toMatchObject({ state: 'FAILED', failure: 'ESOCKET' });
  });
});

test('no e-mail says who, where, how old, or what is needed', async () => {
  const canaries = ['Quenby', 'Kidderminster', 'Zanzibari', 'xylophone-lane', '07700900123', 'MENTAL_HEALTH', '1987'];
  const county = await aCounty({ store, now: NOW, refuges: 6 });
  const room = aRoom({ store, now: clock.now });
  const story = {
    ...A_STORY,
    preferredName: 'Quenby',
    members: [{ role: 'APPLICANT', sex: 'FEMALE', name: 'Quenby', dateOfBirth: '1987-02-03' }] as const,
    unsafeAreas: [
      { kind: 'PLACE', placeName: 'Kidderminster', radiusKm: 3, whose: 'PERPETRATOR_HOME', hard: true },
    ] as const,
    safeContact: {
      channels: [{ kind: 'PHONE', value: '07700900123', safe: true }],
      interpreterLanguage: 'Zanzibari',
      ifNoContact: 'NOT_ASKED',
    } as const,
    needs: [{ need: 'MENTAL_HEALTH', severity: 'HIGH' }] as const,
    background: 'Fled to xylophone-lane',
  };
  const officer = as(county.officer, room);
  const referralId = await aReferral(officer, { story });
  await ask(officer, referralId, county.refuges.slice(1, 3));
  await runUntil(room, clock, minutes(6 * 60));

  expect(room.letters.length).toBeGreaterThan(6);
  const referral = await store.referrals.get(referralId);
  for (const { id: _id, to, ...letter } of room.letters) {
    const said = JSON.stringify(letter);
    for (const canary of [...canaries, referralId, referral?.reference ?? '']) expect(said).not.toContain(canary);
    expect(letter.subject).toMatch(/^You have \d+ tasks?$/);
    expect(to).toMatch(/@example\.org$/);
  }
  for (const canary of canaries) expect(room.logged()).not.toContain(canary);
});
