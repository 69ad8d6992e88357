import { describe, expect, it } from '@jest/globals';
import { ROLES, type Role } from '@openhaven/domain/access';
import type { OrganisationId, ServiceId, UserId } from '@openhaven/domain/ids';
import { makeExecutableSchema } from '@graphql-tools/schema';
import { type GraphQLSchema, graphql } from 'graphql';
import type { Actor } from '../../context.ts';
import { executableSchema } from '../server.ts';
import { PolicyError, policed, policiesByField } from './policed.ts';
import { RULES, type RuleName, passesOf } from './rules.ts';
import { POLICIES, type TypePolicy } from './table.ts';

const OWN = 'own' as OrganisationId;
const HOUSE = 'house' as ServiceId;
const somebody = (role: Role): Actor => ({
  kind: 'PERSON',
  userId: 'u' as UserId,
  organisationId: OWN,
  role,
  serviceIds: role.startsWith('REFUGE') ? [HOUSE] : [],
  limits: new Map(),
});
const OWN_RECORD = { referrerOrganisationId: OWN, serviceId: HOUSE };
const OTHERS_RECORD = { referrerOrganisationId: 'other', serviceId: 'elsewhere' };

/** Roles that a rule lets pass for their own record; then for somebody else's. */
const READ_OUT: Readonly<Record<RuleName, readonly [string, string]>> = {
  OPEN: [ROLES.join(' '), ROLES.join(' ')],
  SIGNED_IN: [ROLES.join(' '), ROLES.join(' ')],
  CASES: [
    'REFERRER OUT_OF_AREA_REFERRER REFUGE_WORKER REFUGE_MANAGER COORDINATOR',
    'REFERRER OUT_OF_AREA_REFERRER REFUGE_WORKER REFUGE_MANAGER COORDINATOR',
  ],
  REFERS: ['REFERRER OUT_OF_AREA_REFERRER COORDINATOR', 'REFERRER OUT_OF_AREA_REFERRER COORDINATOR'],
  SEARCHES: ['REFERRER COORDINATOR', 'REFERRER COORDINATOR'],
  PROVIDES: ['REFUGE_WORKER REFUGE_MANAGER', 'REFUGE_WORKER REFUGE_MANAGER'],
  COORDINATES: ['COORDINATOR', 'COORDINATOR'],
  FIGURES: ['COORDINATOR COMMISSIONER', 'COORDINATOR COMMISSIONER'],
  OWN_FIGURES: [
    'REFUGE_WORKER REFUGE_MANAGER COORDINATOR COMMISSIONER',
    'REFUGE_WORKER REFUGE_MANAGER COORDINATOR COMMISSIONER',
  ],
  OWN_CASE: ['REFERRER OUT_OF_AREA_REFERRER COORDINATOR', 'COORDINATOR'],
  OWN_SERVICE: ['REFUGE_WORKER REFUGE_MANAGER', ''],
  ON_THE_CASE: ['REFERRER OUT_OF_AREA_REFERRER REFUGE_WORKER REFUGE_MANAGER COORDINATOR', 'COORDINATOR'],
};

describe('the rules of fields', () => {
  it.each(Object.entries(READ_OUT))('%s lets pass', (rule, expected) => {
    const passes = RULES[rule as RuleName];
    const passing = (record: object): string => ROLES.filter((role) => passes(somebody(role), record)).join(' ');
    expect([passing(OWN_RECORD), passing(OTHERS_RECORD)]).toEqual(expected);
    expect(passes(null, OWN_RECORD)).toBe(rule === 'OPEN');
  });

  it('let nobody but a coordinator have a record that does not say whose it is', () => {
    for (const record of [null, undefined, 'text', {}, { serviceId: null }]) {
      for (const role of ROLES.filter((one) => one !== 'COORDINATOR')) {
        expect([record, role, RULES.ON_THE_CASE(somebody(role), record)]).toEqual([record, role, false]);
      }
    }
  });

  it('that are permissions let pass whoever may ever do that', () => {
    expect(ROLES.filter((role) => passesOf('hold.withdraw')(somebody(role), null))).toEqual(['REFUGE_MANAGER']);
    expect(passesOf('hold.withdraw')(null, null)).toBe(false);
  });
});

describe('the contract', () => {
  it('has a policy for each field and none besides', () => {
    expect(() => executableSchema()).not.toThrow();
  });

  it('gives nothing of class C3 or C4 to whoever does not work with cases', () => {
    const secret = [...policiesByField(POLICIES)].filter(
      ([, { dataClass }]) => dataClass === 'C3' || dataClass === 'C4',
    );
    expect(secret.length).toBeGreaterThan(50);
    for (const [field, { rule }] of secret) {
      for (const role of ['ORG_ADMIN', 'COMMISSIONER', 'CLOCK'] as const) {
        expect([field, role, passesOf(rule)(somebody(role), OWN_RECORD)]).toEqual([field, role, false]);
      }
      expect([field, passesOf(rule)(null, OWN_RECORD)]).toEqual([field, false]);
    }
  });

  it('gives an address only to those who refer, and what the service is told only to services', () => {
    const rulesOf = (type: string) =>
      new Set(
        [...policiesByField(POLICIES)].filter(([name]) => name.startsWith(`${type}.`)).map(([, one]) => one.rule),
      );
    expect(rulesOf('PlaceAddress')).toEqual(new Set(['REFERS']));
    expect(rulesOf('RequestFacts')).toEqual(new Set(['PROVIDES']));
  });
});

const SDL =
  'type Query { hold: Hold open: String! } type Hold { id: ID! meetingPoint: String list: [String!]! must: String! }';
const TABLE: Readonly<Record<string, TypePolicy>> = {
  Query: { 'C2 CASES': 'hold', 'C0 OPEN': 'open' },
  Hold: { 'C2 CASES': 'id', 'C4 OWN_SERVICE': 'meetingPoint list must' },
};
/** Resolvers that ask nothing at all. */
const careless = (): GraphQLSchema =>
  makeExecutableSchema({
    typeDefs: SDL,
    resolvers: {
      Query: {
        hold: () => ({ id: '1', meetingPoint: 'under the clock', list: ['door'], must: 'key', ...OTHERS_RECORD }),
      },
    },
  });

const askAs = async (viewer: Actor | null, query: string) =>
  graphql({ schema: policed(careless(), TABLE), source: query, contextValue: { viewer } });

describe('a resolver that asks nothing', () => {
  const manager = somebody('REFUGE_MANAGER');

  it('still reads as nothing where the policy does not let pass: null, no items, or not found', async () => {
    const soft = await askAs(manager, '{ hold { id meetingPoint list } }');
    expect(soft).toEqual({ data: { hold: { id: '1', meetingPoint: null, list: [] } } });
    const hard = await askAs(manager, '{ hold { must } }');
    expect(JSON.stringify(hard)).not.toContain('key');
    expect(hard.errors?.[0]?.originalError).toMatchObject({ name: 'NotFoundError' });
  });

  it('is not asked at all by whoever may not ask that root', async () => {
    const { errors } = await askAs(somebody('COMMISSIONER'), '{ hold { id } }');
    expect(errors?.[0]?.originalError).toMatchObject({ name: 'NotFoundError' });
  });
});

describe('a table that is not complete', () => {
  const missing = { ...TABLE, Hold: { 'C2 CASES': 'id', 'C4 OWN_SERVICE': 'meetingPoint list' } };

  it.each([
    ['a field that was forgotten', missing, 'Hold.must has no policy'],
    ['a type that was forgotten', { Query: TABLE['Query'] ?? {} }, 'Hold.meetingPoint has no policy'],
    ['a field that is gone', { ...TABLE, Hold: { ...TABLE['Hold'], 'C0 OPEN': 'gone' } }, 'Hold.gone has a policy'],
    [
      'a field that stands there twice',
      { ...TABLE, Hold: { ...TABLE['Hold'], 'C0 OPEN': 'must' } },
      'Hold.must has two',
    ],
  ])('names %s', (_name, table, fault) => {
    expect(() => policed(careless(), table)).toThrow(PolicyError);
    expect(() => policed(careless(), table)).toThrow(fault);
  });
});
