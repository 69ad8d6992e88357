import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ServiceId } from '@openhaven/domain/ids';
import { aRefuge } from '../testing/builders/places.ts';
import { aPerson } from '../testing/people.ts';
import { startServer, type TestServer } from '../testing/server.ts';
import { startStore, type TestStore } from '../testing/store.ts';
import { honeyOf, plantHoney } from '../src/store/honey.ts';

const HONEY = '00000000-0000-4000-8000-00000000face' as ServiceId;
const OWN = '{ viewer { services { id name } } }';

let own: TestStore;
let server: TestServer;
beforeAll(async () => {
  own = await startStore();
  await plantHoney(own.store, own.keys);
  server = await startServer({ store: own.store, honey: honeyOf(own.keys) });
});
afterAll(async () => {
  await server.stop();
  await own.stop();
});

describe('the honey refuge', () => {
  it('has words of its own in each house, and can be planted twice', async () => {
    await plantHoney(own.store, own.keys);
    const words = honeyOf(own.keys);
    expect(words).toHaveLength(4);
    for (const word of words) expect(word.length).toBeGreaterThan(7);
    expect(await own.store.services.get(HONEY)).toMatchObject({ name: words[0] });
  });

  it('is in no list that anybody is shown or that any rule looks at', async () => {
    await aRefuge(own.store, { confirmedAt: new Date() });
    const board = await own.store.board.read();
    expect(board.places.length).toBeGreaterThan(0);
    expect([...board.services.keys()]).not.toContain(HONEY);
    expect((await own.store.services.active()).map(({ id }) => id)).not.toContain(HONEY);
    expect(board.places.map(({ service }) => service.id)).not.toContain(HONEY);
  });
});

describe('an answer that carries its words', () => {
  /** Somebody for whom a fault of ours reads the honey refuge as one of theirs. */
  const whoReadsTooMuch = () => aPerson(own.store, { role: 'REFUGE_MANAGER', serviceIds: [HONEY] });

  it('is not sent; the session is over, and the record and the log say that it happened', async () => {
    const person = await whoReadsTooMuch();
    const visitor = await server.signIn(person);
    const answer = await visitor.ask(OWN);
    expect(answer.status).toBe(500);
    for (const word of honeyOf(own.keys)) expect(answer.text).not.toContain(word);
    expect(answer.errors[0]?.message).toMatch(/^Something went wrong. Quote reference [A-Z0-9-]+\.$/);
    expect((await visitor.ask('{ myWork { totalCount } }')).status).toBe(401);
    const rows = await own.store.audit.since(new Date(0), 1_000);
    expect(rows.filter(({ action }) => action === 'tripwire.sprung').map(({ actorUserId }) => actorUserId)).toEqual([
      person.actor.userId,
    ]);
    expect(server.logged()).toContain('TripwireError');
  });

  it('is the only thing that is stopped: others read what is theirs', async () => {
    const refuge = await aRefuge(own.store, { name: 'Rose House', confirmedAt: new Date() });
    const visitor = await server.signIn(refuge.manager);
    expect((await visitor.ask(OWN)).text).toContain('Rose House');
    expect((await visitor.ask('{ myWork { totalCount } }')).status).toBe(200);
  });
});
