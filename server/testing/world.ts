import type { Store } from '../src/context.ts';
import { PASSWORD, type TestPerson, aPerson } from './people.ts';
import { type TestServer, type Visitor, cookieIn, startServer } from './server.ts';
import { type TestStore, startStore } from './store.ts';

/** A county with a server of its own, in virtual time: an officer, somebody of another council, and the coordinator. */
export interface World {
  readonly store: Store;
  readonly server: TestServer;
  readonly officer: TestPerson;
  readonly stranger: TestPerson;
  readonly coordinator: TestPerson;
  readonly now: () => Date;
  /** Sets the clock. Sessions end when it goes far. */
  readonly at: (instant: Date) => void;
  /** Signs somebody in at this instant. */
  readonly as: (person: TestPerson) => Promise<Visitor>;
  /** Signs somebody in who then proves once more who they are. */
  readonly proven: (person: TestPerson) => Promise<Visitor>;
  readonly stop: () => Promise<void>;
}

export async function aWorld(start: Date): Promise<World> {
  const own: TestStore = await startStore();
  let now = start;
  const server = await startServer({ store: own.store, clock: () => now });
  const { store } = own;
  return {
    store,
    server,
    officer: await aPerson(store, { role: 'REFERRER' }),
    stranger: await aPerson(store, { role: 'REFERRER' }),
    coordinator: await aPerson(store, { role: 'COORDINATOR' }),
    now: () => now,
    at: (instant) => void (now = instant),
    as: (person) => server.signIn(person),
    proven: async (person) => {
      const visitor = await server.signIn(person);
      return server.holding(cookieIn(await visitor.post('/auth/step-up', { password: PASSWORD })));
    },
    stop: async () => {
      await server.stop();
      await own.stop();
    },
  };
}
