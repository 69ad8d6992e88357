import { makeExecutableSchema } from '@graphql-tools/schema';
import { describe, expect, it } from '@jest/globals';
import type { OrganisationId, UserId } from '@openhaven/domain/ids';
import { type GraphQLSchema, graphql } from 'graphql';
import { NO_LIMITS } from '../src/access/exclusions.ts';
import { isPermitted } from '../src/access/permission.ts';
import { crosses } from '../src/access/tripwire.ts';
import type { Actor } from '../src/context.ts';
import { honeyWords } from '../src/crypto/honey.ts';
import { keyFrom, newKeyBytes } from '../src/crypto/keys.ts';
import { Sealed, seal } from '../src/crypto/seal.ts';
import { gate } from '../src/graphql/operation.ts';
import { policed } from '../src/graphql/policy/policed.ts';

const SECRET = 'Zanthia of Hidden Lane';
const LEAK = '{ leak { story address } }';
const TYPES = 'type Query { leak: Leak } type Leak { story: String address: String }';

/** Somebody who has nothing to do with the case. */
const stranger: Actor = {
  kind: 'PERSON',
  userId: 'stranger' as UserId,
  organisationId: 'elsewhere' as OrganisationId,
  role: 'REFERRER',
  serviceIds: [],
  limits: NO_LIMITS,
};
const OTHERS = { referrerOrganisationId: 'own' as OrganisationId };

/** A contract whose resolvers hand out whatever they find, to anybody. */
const careless = (found: object): GraphQLSchema =>
  makeExecutableSchema({ typeDefs: TYPES, resolvers: { Query: { leak: () => ({ ...OTHERS, ...found }) } } });

const answer = async (schema: GraphQLSchema): Promise<string> =>
  JSON.stringify(await graphql({ schema, source: LEAK, contextValue: { viewer: stranger } }));

describe('a resolver that asks nothing', () => {
  it('leaks where no layer stands: the control', async () => {
    expect(await answer(careless({ story: SECRET, address: SECRET }))).toContain(SECRET);
  });

  it('is stopped by the trusted documents alone: what asks it is none of the client’s', () => {
    const door = gate(careless({ story: SECRET }), { anyDocument: false });
    expect(() => door.admit({ query: LEAK, variables: {} }, { signedIn: true })).toThrow('out of date');
  });

  it('is stopped by the policies alone: the record is not of this person’s organisation', async () => {
    const table = { Query: { 'C2 CASES': 'leak' }, Leak: { 'C3 OWN_CASE': 'story', 'C4 OWN_SERVICE': 'address' } };
    const told = await answer(policed(careless({ story: SECRET, address: SECRET }), table));
    expect(told).toBe('{"data":{"leak":{"story":null,"address":null}}}');
  });

  it('is stopped by the permission alone, if it asks for one', () => {
    expect(isPermitted(stranger, 'story.read', OTHERS)).toBe(false);
    expect(isPermitted({ ...stranger, organisationId: OTHERS.referrerOrganisationId }, 'story.read', OTHERS)).toBe(
      true,
    );
  });

  it('is stopped by the seal alone: what it hands out says that it is sealed', async () => {
    const [key, place] = [keyFrom(newKeyBytes()), { collection: 'referrals', id: 'r', field: 'story' }];
    const story = new Sealed<string>(seal(SECRET, key, place), key, place);
    expect(await answer(careless({ story, address: story }))).toBe(
      '{"data":{"leak":{"story":"[sealed]","address":"[sealed]"}}}',
    );
    expect(`${String(story)} ${JSON.stringify({ story })}`).not.toContain(SECRET);
  });

  it('is stopped by the tripwire alone as soon as it comes to the honey refuge', async () => {
    const { name, line, postcode, phone } = honeyWords(keyFrom(newKeyBytes()));
    const told = await answer(careless({ story: SECRET, address: `${line}, ${postcode}` }));
    expect(crosses(told, [name, line, postcode, phone])).toBe(true);
    expect(crosses(await answer(careless({ story: SECRET, address: 'elsewhere' })), [name, line])).toBe(false);
  });
});
