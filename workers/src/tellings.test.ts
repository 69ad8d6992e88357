import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { NoticeId } from '@openhaven/domain/ids';
import type { Store } from '@openhaven/server/context';
import { type TestPerson, aPerson } from '@openhaven/server/testing/people';
import { type TestStore, startStore } from '@openhaven/server/testing/store';
import { type VirtualClock, runUntil, virtualClock } from '../../infra/replay/virtual-clock.ts';
import { type TestTelling, aNotice, aTelling } from '../testing/jobs.ts';
import { type TestRoom, aRoom } from '../testing/room.ts';
import type { Delivery, Letter } from './notices/post-office.ts';
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
let people: readonly TestPerson[];
beforeEach(async () => {
  clock = virtualClock(NOW);
  people = [
    await aPerson(store, { role: 'REFUGE_MANAGER' }),
    await aPerson(store, { role: 'REFUGE_WORKER' }),
    await aPerson(store, { role: 'REFUGE_WORKER' }),
  ];
});

const tellAll = (urgent = true): Promise<TestTelling> =>
  aTelling(store, { userIds: people.map(({ actor }) => actor.userId), now: clock.now(), urgent });
const statesOf = ({ noticeIds }: TestTelling): Promise<readonly (string | undefined)[]> =>
  Promise.all(noticeIds.map(async (id: NoticeId) => (await store.notices.get(id))?.state));
const roomWith = (deliver: (letter: Letter) => Delivery): TestRoom => aRoom({ store, now: clock.now, deliver });
const isTo =
  (index: number) =>
  ({ to }: Letter): boolean =>
    to === people[index]?.email;
const lettersOf = ({ letters }: TestRoom): readonly number[] =>
  [0, 1, 2].map((one) => letters.filter(isTo(one)).length);

describe('several people told at once', () => {
  test('have an e-mail each, under an id of its own, by one job', async () => {
    const telling = await tellAll();
    const room = aRoom({ store, now: clock.now });
    expect(await sweep(room)).toBe(1);
    expect(lettersOf(room)).toEqual([1, 1, 1]);
    expect(new Set(room.letters.map(({ id }) => id))).toEqual(new Set(telling.noticeIds));
    expect(await statesOf(telling)).toEqual(['SENT', 'SENT', 'SENT']);
  });

  test('of whom one mailbox refuses: the others have theirs, and the loss is recorded once', async () => {
    const started = new Date();
    const telling = await tellAll();
    const room = roomWith((letter) => (isTo(1)(letter) ? { is: 'REFUSED', code: 'SMTP_550' } : { is: 'SENT' }));
    await runUntil(room, clock, minutes(60));
    expect(lettersOf(room)).toEqual([1, 1, 1]);
    expect(await statesOf(telling)).toEqual(['SENT', 'FAILED', 'SENT']);
    const rows = await store.audit.since(started, 1_000);
    expect(rows.map(({ action, reason }) => [action, reason])).toEqual([['notice.failed', 'SMTP_550']]);
  });

  test('of whom one cannot be reached for a while: only theirs is tried again', async () => {
    let isAway = true;
    const telling = await tellAll();
    const room = roomWith((letter) =>
      isAway && isTo(2)(letter) ? { is: 'NOT_SENT', code: 'ESOCKET' } : { is: 'SENT' },
    );
    await runUntil(room, clock, minutes(1));
    expect(await statesOf(telling)).toEqual(['SENT', 'SENT', 'QUEUED']);
    isAway = false;
    await runUntil(room, clock, minutes(10));
    expect(await statesOf(telling)).toEqual(['SENT', 'SENT', 'SENT']);
    expect(lettersOf(room).slice(0, 2)).toEqual([1, 1]);
  });

  test('of whom one has had twelve in the hour: the others are not kept waiting, and that one has a digest', async () => {
    const [full] = people;
    if (!full) throw new Error('nobody');
    const room = aRoom({ store, now: clock.now });
    for (let minute = 0; minute < 12; minute += 1) {
      clock.set(minutes(minute));
      await aNotice(store, { userId: full.actor.userId, now: clock.now() });
      await sweep(room);
    }
    clock.set(minutes(12));
    const tellings = [await tellAll(), await tellAll()];
    await runUntil(room, clock, minutes(59));
    expect(lettersOf(room)[0]).toBe(12);
    expect((await Promise.all(tellings.map(statesOf))).map((states) => states.slice(1))).toEqual([
      ['SENT', 'SENT'],
      ['SENT', 'SENT'],
    ]);
    await runUntil(room, clock, minutes(60));
    expect(lettersOf(room)[0]).toBe(13);
    expect(room.letters.findLast(isTo(0))?.subject).toBe('You have 2 tasks');
    const before = room.letters.length;
    await runUntil(room, clock, minutes(180));
    expect(room.letters).toHaveLength(before);
  });

  test('of whom one has left: nothing is sent there, and the others have theirs', async () => {
    const telling = await tellAll();
    if (people[0]) await store.users.disable(people[0].actor.userId, NOW);
    const room = aRoom({ store, now: clock.now });
    await sweep(room);
    expect(lettersOf(room)).toEqual([0, 1, 1]);
    expect(await statesOf(telling)).toEqual(['FAILED', 'SENT', 'SENT']);
  });

  test('of whom nobody knows whether one was reached: repeated twice under the same id, given up, recorded once', async () => {
    const started = new Date();
    const room = roomWith((letter) => (isTo(0)(letter) ? { is: 'UNKNOWN' } : { is: 'SENT' }));
    // Somebody else of the telling has to wait for five minutes: the job goes on after the first has been given up.
    const waiting = people[1]?.actor.userId;
    if (waiting) await aNotice(store, { userId: waiting, now: NOW, urgent: false });
    await sweep(room);
    const telling = await tellAll(false);
    await runUntil(room, clock, minutes(4));
    expect(await statesOf(telling)).toEqual(['UNKNOWN', 'QUEUED', 'SENT']);
    await runUntil(room, clock, minutes(600));
    expect(await statesOf(telling)).toEqual(['UNKNOWN', 'SENT', 'SENT']);
    expect(lettersOf(room)[0]).toBe(3);
    expect(new Set(room.letters.filter(isTo(0)).map(({ id }) => id)).size).toBe(1);
    const rows = await store.audit.since(started, 1_000);
    expect(rows.map(({ action }) => action)).toEqual(['notice.unknown']);
  });
});

describe('a worker that dies between two people', () => {
  test('leaves one told and one unknown, and the next worker asks again for that one only', async () => {
    const telling = await tellAll();
    const delivered: string[] = [];
    const dying = {
      ...aRoom({ store, now: clock.now }),
      postOffice: {
        deliver: (letter: Letter): Promise<Delivery> => {
          if (isTo(2)(letter)) return new Promise<never>(() => undefined);
          delivered.push(letter.to);
          return Promise.resolve({ is: 'SENT' });
        },
      },
    };
    void sweep(dying);
    const reached = async (): Promise<string> => (await statesOf(telling)).join();
    while ((await reached()) !== 'SENT,SENT,UNKNOWN') await new Promise((resolve) => setTimeout(resolve, 10));
    const room = aRoom({ store, now: clock.now });
    await runUntil(room, clock, minutes(1));
    expect(delivered).toHaveLength(2);
    expect(room.letters.map(({ id }) => id)).toEqual([telling.noticeIds[2]]);
    expect(await statesOf(telling)).toEqual(['SENT', 'SENT', 'SENT']);
  });

  test('before anything has left finds everybody waiting', async () => {
    const telling = await tellAll();
    await store.outbox.take(telling.jobId, NOW, 30_000);
    const room = aRoom({ store, now: clock.now });
    await runUntil(room, clock, minutes(1));
    expect(lettersOf(room)).toEqual([1, 1, 1]);
  });
});

test('a fault with one person is tried again without a second e-mail to the others', async () => {
  const telling = await tellAll();
  let isBroken = true;
  const room = aRoom({ store, now: clock.now });
  const breaking = {
    ...room,
    postOffice: {
      deliver: (letter: Letter): Promise<Delivery> => {
        if (isBroken && isTo(0)(letter)) return Promise.reject(new Error('nobody expected this'));
        return room.postOffice.deliver(letter);
      },
    },
  };
  await sweep(breaking);
  expect(await statesOf(telling)).toEqual(['UNKNOWN', 'SENT', 'SENT']);
  isBroken = false;
  await runUntil(breaking, clock, minutes(1));
  expect(lettersOf(room)).toEqual([1, 1, 1]);
  expect(await statesOf(telling)).toEqual(['SENT', 'SENT', 'SENT']);
});
