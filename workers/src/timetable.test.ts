import { describe, expect, test } from '@jest/globals';
import type { Store } from '@openhaven/server/context';
import { aRoom } from '../testing/room.ts';
import { type Entry, TIMETABLE, dueEntries, timetable } from './timetable.ts';

const NOW = new Date('2026-11-20T09:00:00Z');
const minutes = (count: number): Date => new Date(NOW.getTime() + count * 60_000);
/** No entry of these tests touches it. */
const NO_STORE = {} as Store;

describe('the timetable', () => {
  test('does everything once at first, and each entry again after its time', () => {
    expect(dueEntries(new Map(), NOW)).toEqual(TIMETABLE);
    const last = new Map(TIMETABLE.map(({ name }) => [name, NOW]));
    expect(dueEntries(last, minutes(4))).toEqual([]);
    expect(dueEntries(last, minutes(14)).map(({ name }) => name)).toEqual(['looks.watch']);
    expect(dueEntries(last, minutes(15)).map(({ name }) => name)).toEqual([
      'vacancies.chase',
      'rotas.watch',
      'looks.watch',
    ]);
    expect(dueEntries(last, minutes(60)).map(({ name }) => name)).toEqual([
      'vacancies.chase',
      'rotas.watch',
      'old.purge',
      'stories.erase',
      'looks.watch',
      'looks.digest',
      'audit.checkpoint',
    ]);
  });

  test('goes on when one entry fails', async () => {
    const done: string[] = [];
    const entries: readonly Entry[] = [
      { name: 'bad', everyMs: 1, work: () => Promise.reject(new Error('no')) },
      {
        name: 'good',
        everyMs: 1,
        work: () => {
          done.push('good');
          return Promise.resolve();
        },
      },
    ];
    const room = aRoom({ store: NO_STORE, now: () => NOW });
    await timetable(room, entries)();
    expect(done).toEqual(['good']);
    expect(room.logged()).toContain('timetable.failed');
  });

  test('warns half a year before the list of bank holidays ends', async () => {
    const holidays = TIMETABLE.filter(({ name }) => name === 'holidays.check');
    const early = aRoom({ store: NO_STORE, now: () => NOW });
    await timetable(early, holidays)();
    expect(early.logged()).toBe('');
    const late = aRoom({ store: NO_STORE, now: () => new Date('2028-11-01T09:00:00Z') });
    await timetable(late, holidays)();
    expect(late.logged()).toContain('"event":"holidays.end"');
  });
});
