import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type NodeType, toGlobalId } from '../../src/graphql/global-id.ts';
import type { Visitor } from '../../testing/server.ts';
import { type World, aWorld } from '../../testing/world.ts';
import { type Case, Scene } from './scene.ts';
import { FIELDS, type Field, type Line, PLAIN_STATES, ROLE_WORDS, accessTable } from './table.ts';

const NOON = new Date('2026-11-20T12:00:00Z');
const TABLE = accessTable();
let world: World;
let scene: Scene;

beforeAll(async () => {
  world = await aWorld(NOON);
  scene = await Scene.in(world, TABLE.length);
}, 30_000);
afterAll(() => world.stop());

type Seen = Partial<Record<Field, boolean>>;
const isThere = (value: unknown): boolean => value !== null && value !== undefined;

/** Asks the API for one record by its id: what of it is shown; nothing where it answers as for what never was. */
async function look(who: Visitor, kind: NodeType, id: string, fields: string): Promise<Record<string, unknown> | null> {
  const query = `query ($id: ID!) { node(id: $id) { ... on ${kind} { ${fields} } } }`;
  const answer = await who.ask(query, { id: toGlobalId(kind, id) });
  if (answer.status === 200) return (answer.data as { node: Record<string, unknown> }).node;
  const never = await who.ask(query, { id: toGlobalId(kind, '00000000-0000-4000-8000-0000000000ff') });
  expect([answer.status, answer.text]).toEqual([404, never.text]);
  return null;
}

async function seenBy(who: Visitor, { referralId, requestId, holdId, placementId }: Case): Promise<Seen> {
  const looks = 'looks(first: 1) { totalCount }';
  const referral = await look(
    who,
    'Referral',
    referralId,
    `reference story { tonight } exclusions { people { name } } ${looks}`,
  );
  const request = requestId && (await look(who, 'PlacementRequest', requestId, `status facts { adults } ${looks}`));
  const hold = holdId && (await look(who, 'Hold', holdId, 'status meetingPoint'));
  const stay = placementId && (await look(who, 'Placement', placementId, 'reference'));
  return {
    referral: isThere(referral),
    story: isThere(referral?.['story']),
    names: isThere(referral?.['exclusions']),
    looks: isThere(referral?.['looks']) || (request !== undefined && isThere(request?.['looks'])),
    ...(request !== undefined && { request: isThere(request), facts: isThere(request?.['facts']) }),
    ...(hold !== undefined && { hold: isThere(hold), meeting: isThere(hold?.['meetingPoint']) }),
    ...(stay !== undefined && { stay: isThere(stay) }),
  };
}

function inWords(seen: Seen): Line['cells'] {
  const word = (field: Field): 'yes' | 'no' | '-' => (seen[field] === undefined ? '-' : seen[field] ? 'yes' : 'no');
  return Object.fromEntries(FIELDS.map((field) => [field, word(field)])) as Line['cells'];
}

describe('the table of who sees what', () => {
  it('says each role, standing and state once, and every state of every seat', () => {
    const keys = TABLE.map(({ role, stands, state }) => `${role}, ${stands}, ${state}`);
    expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
    const seats = new Set(TABLE.map(({ role, stands }) => `${role}, ${stands}`));
    const wanted = [...PLAIN_STATES, 'restricted', 'kept out', 'namesake', 'let in'];
    const missing = [...seats].flatMap((seat) => wanted.map((state) => `${seat}, ${state}`));
    expect(missing.filter((key) => !keys.includes(key))).toEqual([]);
    expect(new Set(TABLE.map(({ role }) => role))).toEqual(new Set(Object.keys(ROLE_WORDS)));
  });

  it.each(TABLE.map((line) => [`${line.role}, ${line.stands}, ${line.state}`, line] as const))(
    'is what the system does: %s',
    async (_seat, line) => {
      const onlooker = await scene.person(line);
      const about = await scene.case(line.state, onlooker);
      expect(inWords(await seenBy(await scene.browserOf(onlooker), about))).toEqual(line.cells);
    },
  );
});
