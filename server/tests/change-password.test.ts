import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { PASSWORD, type TestPerson, aPerson } from '../testing/people.ts';
import { type Visitor, cookieIn } from '../testing/server.ts';
import { type World, aWorld } from '../testing/world.ts';

const NOON = new Date('2026-11-20T12:00:00Z');
const NEW = 'three quiet herons';
let world: World;
let person: TestPerson;
let visitor: Visitor;

beforeAll(async () => {
  world = await aWorld(NOON);
});
beforeEach(async () => {
  world.at(NOON);
  person = await aPerson(world.store, { role: 'REFERRER' });
  visitor = await world.proven(person);
});
afterAll(() => world.stop());

const change = (given: object, who = visitor) => who.post('/auth/password', given);
const signIn = async (password: string): Promise<number> =>
  (await world.server.nobody.post('/auth/sign-in', { email: person.email, password })).status;
const isIn = async (who: Visitor): Promise<boolean> => (await who.ask('{ myWork { totalCount } }')).status === 200;

describe('somebody’s own password', () => {
  it('is changed for the present one: the old one lets nobody in any more, and the new one does', async () => {
    const answer = await change({ current: PASSWORD, password: NEW });
    expect([answer.status, answer.text]).toEqual([200, JSON.stringify({ changed: true })]);
    expect([await signIn(PASSWORD), await signIn(NEW)]).toEqual([401, 200]);
    const rows = await world.store.audit.since(new Date(0), 10_000);
    const own = rows.filter(({ actorUserId }) => actorUserId === person.actor.userId).map(({ action }) => action);
    expect(own).toContain('account.password-changed');
  });

  it('ends every other session, and the old id of this one', async () => {
    const elsewhere = await world.as(person);
    expect(await isIn(elsewhere)).toBe(true);
    const answer = await change({ current: PASSWORD, password: NEW });
    expect([await isIn(elsewhere), await isIn(visitor)]).toEqual([false, false]);
    expect(await isIn(world.server.holding(cookieIn(answer)))).toBe(true);
  });

  it('stays as it is if the present one is wrong, and guessing is slowed', async () => {
    const answer = await change({ current: 'not that one', password: NEW });
    expect([answer.status, answer.errors[0]?.extensions['field'], await signIn(PASSWORD)]).toEqual([
      403,
      'current',
      200,
    ]);
    for (let n = 0; n < 9; n += 1) await change({ current: `guess ${n}`, password: NEW });
    const start = performance.now();
    expect((await change({ current: 'one more', password: NEW })).status).toBe(403);
    expect(performance.now() - start).toBeGreaterThan(450);
    expect((await change({ current: PASSWORD, password: NEW })).status).toBe(200);
  });

  it.each([
    ['too short', 'short', 'PASSWORD_TOO_SHORT'],
    ['common', 'password123456', 'PASSWORD_COMMON'],
    ['too long', 'a1'.repeat(600), 'BAD_USER_INPUT'],
  ])('is not one that is %s', async (_what, password, code) => {
    const answer = await change({ current: PASSWORD, password });
    expect([answer.status, answer.errors[0]?.extensions['code'], await signIn(PASSWORD)]).toEqual([400, code, 200]);
  });

  it('is not the own address', async () => {
    const answer = await change({ current: PASSWORD, password: person.email });
    expect(answer.errors[0]?.extensions['code']).toBe('PASSWORD_IS_ADDRESS');
  });

  it('takes a fresh proof of who one is, and is nothing for whoever is not signed in', async () => {
    const stale = await world.as(person);
    expect((await change({ current: PASSWORD, password: NEW }, stale)).errors[0]?.extensions['code']).toBe(
      'STEP_UP_NEEDED',
    );
    expect((await change({ current: PASSWORD, password: NEW }, world.server.nobody)).status).toBe(401);
  });

  it('is changed once by two at the same instant', async () => {
    const both = await Promise.all([
      change({ current: PASSWORD, password: NEW }),
      change({ current: PASSWORD, password: 'four loud geese' }),
    ]);
    expect(both.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  it('is kept nowhere as it is, and stands in no log', async () => {
    await change({ current: PASSWORD, password: NEW });
    const user = await world.store.users.forSignIn(person.email);
    expect(user?.passwordHash).toMatch(/^\$argon2id\$/);
    expect(world.server.logged()).not.toContain(NEW);
  });
});
