import type { HoldId, PlacementId, PlacementRequestId, ReferralId, UnitId, UserId } from '@openhaven/domain/ids';
import type { KeptService } from '../../context.ts';
import { NotFoundError } from '../../errors.ts';
import { holdById } from '../../queries/hold.ts';
import { personById } from '../../queries/people.ts';
import { placementById } from '../../queries/placement.ts';
import { requestById } from '../../queries/placement-request.ts';
import { referralById } from '../../queries/referral.ts';
import { systemState } from '../../queries/system-state.ts';
import { unitById } from '../../queries/unit.ts';
import { viewerOf } from '../../queries/viewer.ts';
import type { ObjectFields, QueryFields } from '../complete.ts';
import type { GraphQLContext } from '../context.ts';
import type { OrganisationResolvers, ServiceResolvers, ViewerResolvers } from '../generated/types.ts';
import { nodeOf, toGlobalId } from '../global-id.ts';
import { named } from './seen.ts';

type Tagged = { readonly __typename: string };

const tag =
  (type: string) =>
  <T extends object>(row: T): T & Tagged => ({ ...row, __typename: type });

/** How a thing of each kind is read by its id, by somebody who may. */
const READ: Readonly<Record<string, (context: GraphQLContext, id: string) => Promise<object & Tagged>>> = {
  Referral: (context, id) => referralById(context, id as ReferralId).then(tag('Referral')),
  PlacementRequest: (context, id) => requestById(context, id as PlacementRequestId).then(tag('PlacementRequest')),
  Hold: (context, id) => holdById(context, id as HoldId).then(tag('Hold')),
  Placement: (context, id) => placementById(context, id as PlacementId).then(tag('Placement')),
  Unit: (context, id) => unitById(context, id as UnitId).then(tag('Unit')),
  User: (context, id) => personById(context, id as UserId).then(tag('Person')),
};

export const queries = {
  viewer: (_, _args, context) => (context.viewer ? viewerOf(context) : null),
  node: (_, { id }, context) => {
    const parts = nodeOf(id);
    const read = parts && READ[parts.type];
    if (!read) throw new NotFoundError('Node');
    return read(context, parts.id) as Promise<never>;
  },
  system: async (_, _args, context) => ({ ...(await systemState(context)), mailboxUrl: context.mailboxUrl }),
} satisfies Partial<QueryFields>;

export const Node = { __resolveType: (row: object): string => ('__typename' in row ? String(row.__typename) : '') };

export const Viewer: ObjectFields<'Viewer'> & ViewerResolvers = {
  id: ({ user }) => toGlobalId('User', user.id),
  name: ({ user }) => user.name,
  role: ({ user }) => personsRole(user.role),
  knowsFunding: ({ organisation }) => organisation.kind !== 'POLICE',
};

/** The clock is nobody who could be signed in. */
export function personsRole<R extends string>(role: R): Exclude<R, 'CLOCK'> {
  if (role === 'CLOCK') throw new Error('the clock has no page');
  return role as Exclude<R, 'CLOCK'>;
}

export const Organisation: ObjectFields<'Organisation'> & OrganisationResolvers = {
  id: ({ id }) => toGlobalId('Organisation', id),
};

export const Service: ObjectFields<'Service'> & ServiceResolvers = {
  id: ({ id }) => toGlobalId('Service', id),
  organisation: async ({ organisationId }: KeptService, _args, { loaders }) =>
    named(await loaders.organisation.load(organisationId), 'organisation'),
  publishedAreaCode: ({ publishedArea }) => publishedArea,
  referrerMayHold: ({ policy }) => policy.referrerMayHold,
  admitsOutOfHours: ({ policy }) => policy.admitsOutOfHours,
  supportLevel: ({ policy }) => policy.supportLevel,
};
