import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aSentReferral } from '../testing/builders/cases.ts';
import { asActor, minutesAfter } from '../testing/builders/people.ts';
import { aRefuge } from '../testing/builders/places.ts';
import { type Loose, ask } from '../testing/api.ts';
import type { TestPerson } from '../testing/people.ts';
import type { Visitor } from '../testing/server.ts';
import { type World, aWorld } from '../testing/world.ts';

const noon = new Date('2026-11-20T12:00:00Z');
const PRIORITIES = ['P1_TONIGHT', 'P2_24H', 'P3_72H', 'P4_PLANNED'];
let world: World;
let officer: Visitor;
let manager: TestPerson;

beforeAll(async () => {
  world = await aWorld(noon);
  manager = (await aRefuge(world.store, { units: 7, confirmedAt: noon })).manager;
  for (let index = 0; index < 11; index += 1) {
    const context = asActor(world.officer, world.store, minutesAfter(noon, -index));
    await aSentReferral(context, { priority: PRIORITIES[index % PRIORITIES.length] ?? 'P1_TONIGHT' });
  }
  officer = await world.as(world.officer);
});
afterAll(() => world.stop());

const PAGE = '{ edges { cursor node { id priority createdAt } } pageInfo { hasNextPage endCursor } totalCount }';
const REFERRALS = `query ($first: Int!, $after: String) { referrals(first: $first, after: $after) ${PAGE} }`;

async function readAll(first: number): Promise<Loose[]> {
  const rows: Loose[] = [];
  let after: string | null = null;
  for (;;) {
    const page: Loose = await ask(officer, REFERRALS, { first, after });
    expect(page.totalCount).toBe(11);
    rows.push(...page.edges.map(({ node }: Loose) => node));
    if (!page.pageInfo.hasNextPage) return rows;
    after = page.pageInfo.endCursor;
  }
}

describe('a list in pages', () => {
  it('shows every row once, most urgent first and the longest waiting before others, whatever the size of a page', async () => {
    const whole = await readAll(50);
    expect(new Set(whole.map(({ id }) => id)).size).toBe(11);
    const keys = whole.map(({ priority, createdAt }) => `${priority} ${createdAt}`);
    expect(keys).toEqual(keys.toSorted());
    for (const first of [1, 2, 3, 10, 11]) expect(await readAll(first)).toEqual(whole);
  });

  it.each([0, -1, 51, 1_000_000])('refuses pages of %d rows in words', async (first) => {
    const answer = await officer.ask(REFERRALS, { first });
    expect(answer.status).toBe(400);
    expect(answer.errors[0]?.extensions).toMatchObject({ field: 'first' });
  });

  it('refuses the cursor of another list, half a cursor, and text that never was one', async () => {
    const work = await ask(officer, '{ myWork(first: 1) { edges { cursor } } }');
    const own = await ask(officer, REFERRALS, { first: 1 });
    const cursors = [work.edges[0].cursor, own.edges[0].cursor.slice(0, -6), 'drop table', ''];
    for (const after of cursors) {
      const answer = await officer.ask(REFERRALS, { first: 1, after });
      expect([answer.status, answer.errors[0]?.extensions['field']]).toEqual([400, 'after']);
      if (after !== '') expect(answer.text).not.toContain(after);
    }
  });

  it('pages through lists put together in memory as well: work, and the rooms of a refuge', async () => {
    const visitor = await world.as(manager);
    for (const [who, name] of [
      [officer, 'myWork'],
      [visitor, 'vacancies'],
    ] as const) {
      const query = `query ($first: Int!, $after: String) { ${name}(first: $first, after: $after) { edges { node { id } } pageInfo { hasNextPage endCursor } totalCount } }`;
      const whole = await ask(who, query, { first: 50 });
      const ids = whole.edges.map(({ node }: Loose) => node.id);
      const paged: string[] = [];
      for (let after: string | null = null; ; ) {
        const page: Loose = await ask(who, query, { first: 2, after });
        paged.push(...page.edges.map(({ node }: Loose) => node.id));
        if (!page.pageInfo.hasNextPage) break;
        after = page.pageInfo.endCursor;
      }
      expect(paged).toEqual(ids);
      expect(whole.totalCount).toBe(ids.length);
    }
  });
});

describe('the coordinator’s board', () => {
  it('shows everyone unplaced, the one that should have had a place first on top', async () => {
    const coordinator = await world.as(world.coordinator);
    const board = await ask(coordinator, '{ board(first: 50) { totalCount edges { node { reference placeBy } } } }');
    expect(board.totalCount).toBe(11);
    const due = board.edges.map(({ node }: Loose) => node.placeBy);
    expect(due).toEqual(due.toSorted());
  });

  it('is nobody else’s, and neither are the figures by area', async () => {
    for (const visitor of [officer, await world.as(manager)]) {
      for (const query of ['{ board { totalCount } }', '{ areaVacancies { free } }']) {
        expect((await visitor.ask(query)).status).toBe(404);
      }
    }
  });
});
