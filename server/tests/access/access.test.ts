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

type Seen = Readonly<Record<Field, boolean | undefined>>;
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

const LOOKS = 'looks(first: 1) { totalCount }';
const QUESTIONS = {
  Referral: `reference story { tonight } contactCard { ifNoContact } exclusions { people { name } } ${LOOKS}`,
  PlacementRequest: `status facts { adults } ${LOOKS}`,
  Hold: 'status meetingPoint',
  Placement: 'reference',
} as const satisfies Partial<Record<NodeType, string>>;

/** What of one record is seen: undefined where there is no such record. */
async function partsOf(who: Visitor, kind: keyof typeof QUESTIONS, id: string | undefined) {
  const record = id === undefined ? undefined : await look(who, kind, id, QUESTIONS[kind]);
  const sees = (field?: string): boolean | undefined =>
    record === undefined ? undefined : isThere(field === undefined ? record : record?.[field]);
  return { isSeen: sees(), sees };
}

async function seenBy(who: Visitor, about: Case): Promise<Seen> {
  const referral = await partsOf(who, 'Referral', about.referralId);
  const request = await partsOf(who, 'PlacementRequest', about.requestId);
  const hold = await partsOf(who, 'Hold', about.holdId);
  const stay = await partsOf(who, 'Placement', about.placementId);
  return {
    referral: referral.isSeen,
    story: referral.sees('story'),
    contact: referral.sees('contactCard'),
    names: referral.sees('exclusions'),
    request: request.isSeen,
    facts: request.sees('facts'),
    hold: hold.isSeen,
    meeting: hold.sees('meetingPoint'),
    stay: stay.isSeen,
    looks: referral.sees('looks') === true || request.sees('looks') === true,
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
