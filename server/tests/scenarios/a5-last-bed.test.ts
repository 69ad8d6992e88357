import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { toGlobalId } from '../../src/graphql/global-id.ts';
import { type Loose, mutate } from '../../testing/api.ts';
import { type TestRefuge, aRefuge } from '../../testing/builders/places.ts';
import type { Visitor } from '../../testing/server.ts';
import { aStory } from '../../testing/stories.ts';
import { type World, aWorld } from '../../testing/world.ts';

const noon = new Date('2026-11-20T12:00:00Z');
let world: World;
let last: TestRefuge;
let agencies: Visitor[];

beforeAll(async () => {
  world = await aWorld(noon);
  last = await aRefuge(world.store, { name: 'Last', confirmedAt: noon });
  await aRefuge(world.store, { name: 'Other', area: 'E07000236', confirmedAt: noon });
  agencies = [await world.as(world.officer), await world.as(world.stranger)];
});
afterAll(() => world.stop());

async function submit(officer: Visitor): Promise<string> {
  const { referral } = await mutate(officer, 'saveDraft', { story: aStory() }, 'referral { id }');
  await mutate(officer, 'submitReferral', { referralId: referral.id }, 'referral { id }');
  return referral.id;
}

const HOLD =
  'hold { id status expiresAt } request { status } referral { status requests { id } } nextBest { label service { name } mayHold }';

const hold = (officer: Visitor, referralId: string, idempotencyKey = randomUUID()): Promise<Loose> =>
  mutate(officer, 'placeHold', { referralId, unitId: toGlobalId('Unit', last.unitId), idempotencyKey }, HOLD);

const QUERY = `mutation ($input: PlaceHoldInput!) { placeHold(input: $input) { hold { id } userErrors { code } } }`;

/** What a page does in a crowd: no answer in time means "outcome unknown", so it asks again under the same key. */
async function insist(officer: Visitor, referralId: string): Promise<Loose> {
  const input = { idempotencyKey: randomUUID(), referralId, unitId: toGlobalId('Unit', last.unitId) };
  for (;;) {
    const { status, data } = await officer.ask(QUERY, { input });
    if (status === 200) return data?.['placeHold'];
    expect(status).toBe(503);
  }
}

describe('A5: two agencies grab the last bed in the same moment', () => {
  it('gives it to one; the other reads that it has gone and what is next best, and nothing else has changed', async () => {
    const wishes = await Promise.all(agencies.map(async (officer) => ({ officer, referralId: await submit(officer) })));
    const answers = await Promise.all(wishes.map(({ officer, referralId }) => hold(officer, referralId)));
    const won = answers.filter(({ userErrors }) => userErrors.length === 0);
    const lost = answers.filter(({ userErrors }) => userErrors.length > 0);
    expect(won).toHaveLength(1);
    expect(won[0]).toMatchObject({ hold: { status: 'HELD' }, request: { status: 'SENT' } });
    expect(lost[0]).toMatchObject({
      hold: null,
      request: null,
      referral: { status: 'SUBMITTED', requests: [] },
      nextBest: [{ service: { name: 'Other' }, mayHold: true }],
      userErrors: [{ code: 'UNIT_NOT_VACANT', message: expect.stringContaining('just gone') }],
    });

    const rows = await world.store.audit.since(new Date(0), 1_000);
    const about = rows.filter(({ unitId }) => unitId === last.unitId).map(({ action, reason }) => [action, reason]);
    expect(about).toEqual(
      expect.arrayContaining([
        ['hold.placed', undefined],
        ['hold.place.refused', 'UNIT_NOT_VACANT'],
      ]),
    );
  });

  it('answers a retry as it answered the first time, for the winner and for the loser', async () => {
    const [officer] = agencies;
    if (!officer) throw new Error('no agency');
    const fresh = await aRefuge(world.store, { name: 'Fresh', confirmedAt: noon });
    last = fresh;
    const keys = [randomUUID(), randomUUID()] as const;
    const [one, two] = [await submit(officer), await submit(officer)];
    const first = [await hold(officer, one, keys[0]), await hold(officer, two, keys[1])];
    const again = [await hold(officer, one, keys[0]), await hold(officer, two, keys[1])];
    expect(again).toEqual(first);
    expect(first[1].userErrors).toMatchObject([{ code: 'UNIT_NOT_VACANT' }]);
    const other = await hold(officer, two, keys[0]);
    expect(other.userErrors).toMatchObject([{ code: 'KEY_USED_FOR_ANOTHER', field: 'idempotencyKey' }]);
  });

  it('lets one of two hundred through the door of the API', async () => {
    last = await aRefuge(world.store, { name: 'Crowded', confirmedAt: noon });
    const wishes: { officer: Visitor; referralId: string }[] = [];
    for (let index = 0; index < 200; index += 1) {
      const officer = agencies[index % agencies.length];
      if (officer) wishes.push({ officer, referralId: await submit(officer) });
    }
    const answers = await Promise.all(wishes.map(({ officer, referralId }) => insist(officer, referralId)));
    expect(answers.filter(({ userErrors }) => userErrors.length === 0)).toHaveLength(1);
    expect(answers.filter(({ userErrors }) => userErrors[0]?.code === 'UNIT_NOT_VACANT')).toHaveLength(199);
  }, 120_000);
});
