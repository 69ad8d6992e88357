import { randomUUID } from 'node:crypto';
import type { CivilDate } from '@openhaven/domain/calendar';
import type { InvitationId, SubjectAccessId } from '@openhaven/domain/ids';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  type GraphQLField,
  type GraphQLInputType,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';
import { type NodeType, toGlobalId } from '../src/graphql/global-id.ts';
import { executableSchema } from '../src/graphql/server.ts';
import type { ReferralId } from '@openhaven/domain/ids';
import { declareConflict } from '../src/commands/declare-conflict.ts';
import { setExclusions } from '../src/commands/set-exclusions.ts';
import { aStay, allowed } from '../testing/builders/cases.ts';
import { aRelease } from '../testing/builders/releases.ts';
import { asActor } from '../testing/builders/people.ts';
import { type TestRefuge, aRefuge } from '../testing/builders/places.ts';
import { type TestPerson, aPerson } from '../testing/people.ts';
import type { Visitor } from '../testing/server.ts';
import { aWorld, type World } from '../testing/world.ts';

const START = new Date('2026-11-20T12:00:00Z');
const KINDS: Readonly<Record<string, NodeType>> = {
  openingId: 'GlassOpening',
  referralId: 'Referral',
  requestId: 'PlacementRequest',
  holdId: 'Hold',
  unitId: 'Unit',
  unitIds: 'Unit',
  placementId: 'Placement',
  serviceIds: 'Service',
  questionId: 'Question',
  releaseId: 'PlaceRelease',
  toUserId: 'StaffMember',
  organisationIds: 'Organisation',
  openTo: 'User',
  userId: 'User',
  personId: 'User',
  invitationId: 'Invitation',
  conflictId: 'PossibleConflict',
  duplicateId: 'PossibleDuplicate',
};
/** Of what a field is that is called `id` and nothing more, by the input it stands in. */
const ID_OF: Readonly<Record<string, NodeType>> = {
  ShowSubjectAccessInput: 'SubjectAccess',
  SubjectAccessInput: 'SubjectAccess',
  PrepareCopyInput: 'SubjectAccess',
  ReadLookDigestInput: 'LookDigest',
};
const OTHER_KIND = 'UnmetNeed';
const SCALARS: Readonly<Record<string, unknown>> = {
  String: 'NOTHING_COULD',
  Int: 1,
  Boolean: true,
  Date: '2026-11-25',
  DateTime: '2026-11-20T18:00:00Z',
};

/** How an id is written into a request: a real one of others, one that never was, one of another kind, and no id. */
type IdMaker = (field: string) => string;

const schema = executableSchema();
const fieldsOf = (type: 'Query' | 'Mutation'): GraphQLField<unknown, unknown>[] =>
  Object.values((type === 'Query' ? schema.getQueryType() : schema.getMutationType())?.getFields() ?? {});

/** A value that the type takes, with every id made by `idFor`. Fields that may be left out are, unless they are ids. */
function valueFor(type: GraphQLInputType, name: string, idFor: IdMaker): unknown {
  const bare = getNullableType(type);
  if (isListType(bare)) return [valueFor(bare.ofType, name, idFor)];
  if (isEnumType(bare)) return bare.getValues()[0]?.name;
  if (!isInputObjectType(bare))
    return name in KINDS || name.startsWith('id ') || name === 'id'
      ? idFor(name)
      : (SCALARS[bare.name] ?? randomUUID());
  const needed = Object.values(bare.getFields()).filter(
    (field) => (isNonNullType(field.type) && field.defaultValue === undefined) || field.name in KINDS,
  );
  const nameOf = (field: string): string => (field === 'id' ? `id ${bare.name}` : field);
  return Object.fromEntries(needed.map((field) => [field.name, valueFor(field.type, nameOf(field.name), idFor)]));
}

const takesIds = ({ args }: GraphQLField<unknown, unknown>): boolean =>
  args.some(({ name, type }) => {
    const named = getNamedType(type);
    return (
      name === 'id' ||
      name in KINDS ||
      named.name in ID_OF ||
      (isInputObjectType(named) && Object.keys(named.getFields()).some((field) => field in KINDS))
    );
  });

function documentFor(kind: 'query' | 'mutation', { name, args, type }: GraphQLField<unknown, unknown>): string {
  const declared = args.map((arg) => `$${arg.name}: ${String(arg.type)}`).join(', ');
  const passed = args.map((arg) => `${arg.name}: $${arg.name}`).join(', ');
  const selected =
    'getFields' in getNamedType(type) ? (kind === 'query' ? '{ __typename }' : '{ userErrors { code } }') : '';
  return `${kind} (${declared}) { ${name}(${passed}) ${selected} }`;
}

let world: World;
let others: Partial<Record<NodeType, string>>;
let visitors: Record<string, Visitor>;

/** An invitation of the refuge's own. */
async function invited({ organisationId, serviceId, manager }: TestRefuge): Promise<string> {
  const id = randomUUID() as InvitationId;
  const post = { organisationId, role: 'REFUGE_WORKER', serviceIds: [serviceId] } as const;
  const expiresAt = new Date(START.getTime() + 86_400_000);
  const invitation = { id, name: 'Sam', email: 'sam@example.org', ...post, invitedBy: manager.actor.userId, expiresAt };
  await world.store.invitations.put(invitation, '7KQM-20XD-R4TN');
  return id;
}

/** A request for a copy, a week of looks of the refuge, and what coordinators compare it with. */
async function papers(referralId: ReferralId, { organisationId }: TestRefuge) {
  const { store } = world;
  const [SubjectAccess, monday] = [randomUUID() as SubjectAccessId, '2026-11-16' as CivilDate];
  const asked = { state: 'OPEN', receivedOn: monday, identity: 'IN_PERSON', reference: 'WOR-7K2MP' } as const;
  await store.subjectAccess.add({ id: SubjectAccess, referralId, ...asked });
  await store.lookDigests.add({ organisationId, monday, people: [] });
  const pair = [referralId, randomUUID() as ReferralId] as const;
  await store.clashes.add({ referralIds: pair, kind: 'ONE_FEARS_OTHER', notedAt: START });
  await store.duplicates.add(pair, START);
  return {
    SubjectAccess,
    LookDigest: (await store.lookDigests.latestOf(organisationId))?.id ?? '',
    PossibleConflict: (await store.clashes.ofReferral(referralId))[0]?.id ?? '',
    PossibleDuplicate: (await store.duplicates.ofReferral(referralId))[0]?.id ?? '',
  };
}

beforeAll(async () => {
  world = await aWorld(START);
  const { store } = world;
  const refuge = await aRefuge(store, { confirmedAt: START });
  const foreign = await aRefuge(store, { name: 'Elsewhere', area: 'E07000236', confirmedAt: START });
  const stay = await aStay(asActor(world.officer, store, START), refuge);
  const ids = {
    Referral: stay.referralId,
    PlacementRequest: stay.requestId,
    Hold: stay.holdId,
    Placement: stay.placementId,
  };
  const { userId } = world.coordinator.actor;
  const release = await aRelease(store, { ...stay, toUserId: userId, at: START });
  const rest = {
    PlaceRelease: release,
    StaffMember: userId,
    Unit: refuge.unitId,
    Service: refuge.serviceId,
    Organisation: refuge.organisationId,
    User: refuge.manager.actor.userId,
    Invitation: await invited(refuge),
  };
  others = { ...ids, ...rest, ...(await papers(stay.referralId, refuge)), Question: randomUUID() };
  const shut = await shutOut(stay.referralId);
  visitors = {
    'a colleague to whom the referral is not open': await world.as(shut.colleague),
    'a colleague who said that they know somebody': await world.as(shut.cousin),
    'a coordinator with the name of the perpetrator': await world.as(shut.namesake),
    'an officer of another council': await world.as(world.stranger),
    'an agency from outside': await world.as(await aPerson(store, { role: 'OUT_OF_AREA_REFERRER' })),
    'the manager of another refuge': await world.as(foreign.manager),
    'an administrator': await world.as(
      await aPerson(store, { role: 'ORG_ADMIN', organisationId: foreign.organisationId }),
    ),
    'a commissioner': await world.as(await aPerson(store, { role: 'COMMISSIONER' })),
  };
}, 20_000);
afterAll(() => world.stop());

/** People who could see the case if nothing stood round it, and are shut out of it each in another way. */
async function shutOut(referralId: ReferralId): Promise<Record<'colleague' | 'cousin' | 'namesake', TestPerson>> {
  const { store, officer } = world;
  const { organisationId } = officer.actor;
  const [colleague, cousin] = [
    await aPerson(store, { role: 'REFERRER', organisationId, name: 'Ines Park' }),
    await aPerson(store, { role: 'REFERRER', organisationId, name: 'Lee Moss' }),
  ];
  const namesake = await aPerson(store, { role: 'COORDINATOR', name: 'Kit Marlow' });
  allowed(await declareConflict(asActor(cousin, store, START), { idempotencyKey: randomUUID(), referralId }));
  const people = [{ who: 'PERPETRATOR', name: 'Kit Marlow' }];
  const said = { rev: 1, people, organisationIds: [], restricted: true, openTo: [] };
  allowed(await setExclusions(asActor(officer, store, START), { idempotencyKey: randomUUID(), referralId, ...said }));
  return { colleague, cousin, namesake };
}

const RUNS = 200;
const median = (times: readonly number[]): number => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

const MAKERS: Readonly<Record<string, IdMaker>> = {
  'of somebody else': (field) => toGlobalId(kindOf(field), others[kindOf(field)] ?? ''),
  'that never was': (field) => toGlobalId(kindOf(field), randomUUID()),
  'of another kind': () => toGlobalId(OTHER_KIND, randomUUID()),
  'that is none': () => 'nonsense',
};
const kindOf = (field: string): NodeType => KINDS[field] ?? ID_OF[field.slice('id '.length)] ?? 'Referral';

async function answers(visitor: Visitor, kind: 'query' | 'mutation', field: GraphQLField<unknown, unknown>) {
  const query = documentFor(kind, field);
  const found = [];
  for (const idFor of Object.values(MAKERS)) {
    const variables = Object.fromEntries(field.args.map((arg) => [arg.name, valueFor(arg.type, arg.name, idFor)]));
    const { status, text } = await visitor.ask(query, variables);
    found.push({ status, text });
  }
  return found;
}

describe.each(['Query', 'Mutation'] as const)('every %s that takes an id', (type) => {
  const kind = type === 'Query' ? 'query' : 'mutation';

  it.each(
    fieldsOf(type)
      .filter(takesIds)
      .map((field) => [field.name, field] as const),
  )('%s answers alike for ids of others, of another kind and of nothing', async (_name, field) => {
    for (const [who, visitor] of Object.entries(visitors)) {
      const [ofOthers, ...rest] = await answers(visitor, kind, field);
      for (const answer of rest) expect({ who, ...answer }).toEqual({ who, ...ofOthers });
      expect({ who, told: ofOthers?.text }).toEqual({ who, told: expect.not.stringContaining('"__typename":"') });
      if (type === 'Mutation') expect({ who, status: ofOthers?.status }).toEqual({ who, status: 404 });
    }
  });
});

describe('how long the answer takes', () => {
  it.each(['an officer of another council', 'a colleague to whom the referral is not open'])(
    'tells %s nothing: medians of two hundred for others and for nothing lie within five milliseconds',
    async (who) => {
      const query = 'query ($id: ID!) { referral(id: $id) { reference } }';
      const times: Record<'others' | 'nothing', number[]> = { others: [], nothing: [] };
      for (let run = 0; run < RUNS; run += 1) {
        for (const [kind, id] of [
          ['others', others.Referral ?? ''],
          ['nothing', randomUUID()],
        ] as const) {
          times[kind].push(await timeOf(async () => visitors[who]?.ask(query, { id: toGlobalId('Referral', id) })));
        }
      }
      expect(Math.abs(median(times.others) - median(times.nothing))).toBeLessThan(5);
    },
    60_000,
  );
});
