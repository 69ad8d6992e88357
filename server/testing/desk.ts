import { afterAll, beforeAll } from '@jest/globals';
import type { Context, Store } from '../src/context.ts';
import { asActor, minutesAfter } from './builders/people.ts';
import { type RefugeWish, type TestRefuge, aRefuge } from './builders/places.ts';
import { type TestPerson, aPerson } from './people.ts';
import { type TestStore, startStore } from './store.ts';

/** A Friday noon in winter. */
export const NOON = new Date('2026-11-20T12:00:00Z');

/** What a test of a command works with: a store of its own, and people who act at noon. */
export interface Desk {
  readonly store: Store;
  readonly officer: Context;
  readonly stranger: Context;
  readonly coordinator: Context;
  /** A refuge whose vacancies were confirmed at noon. */
  refuge(wish?: Partial<RefugeWish>): Promise<TestRefuge>;
  /** Somebody's context, so many minutes after noon. */
  later(context: Context, minutes: number): Context;
  as(person: TestPerson, minutes?: number): Context;
}

/** Opens a desk for one test file. */
export function aDesk(): Desk {
  let own: TestStore | undefined;
  const people = new Map<string, Context>();
  const store = (): Store => {
    if (!own) throw new Error('the desk is not open yet');
    return own.store;
  };
  const at = (name: string): Context => {
    const context = people.get(name);
    if (!context) throw new Error('the desk is not open yet');
    return context;
  };
  beforeAll(async () => {
    own = await startStore();
    for (const [name, role] of [
      ['officer', 'REFERRER'],
      ['stranger', 'REFERRER'],
      ['coordinator', 'COORDINATOR'],
    ] as const) {
      people.set(name, asActor(await aPerson(own.store, { role }), own.store, NOON));
    }
  });
  afterAll(async () => own?.stop());
  return {
    get store() {
      return store();
    },
    get officer() {
      return at('officer');
    },
    get stranger() {
      return at('stranger');
    },
    get coordinator() {
      return at('coordinator');
    },
    refuge: (wish = {}) => aRefuge(store(), { confirmedAt: NOON, ...wish }),
    later: (context, minutes) => ({ ...context, now: minutesAfter(NOON, minutes) }),
    as: (person, minutes = 0) => asActor(person, store(), minutesAfter(NOON, minutes)),
  };
}

/** The kinds of notices that wait for somebody, oldest first. */
export async function toldTo(store: Store, { actor }: Pick<Context, 'actor'>): Promise<readonly string[]> {
  return (await store.notices.queuedFor(actor.userId)).map(({ kind }) => kind);
}
