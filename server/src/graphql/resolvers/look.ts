import type { LookAlarmId, LookDigestId } from '@openhaven/domain/ids';
import { readLookDigest } from '../../commands/read-look-digest.ts';
import { reviewUnusualLooks } from '../../commands/review-unusual-looks.ts';
import { lookDigest } from '../../queries/look-digest.ts';
import { unusualLooksFor } from '../../queries/unusual-looks.ts';
import type { MutationFields, ObjectFields, QueryFields } from '../complete.ts';
import type { LookDigestResolvers, UnusualLooksResolvers } from '../generated/types.ts';
import { fromGlobalId, toGlobalId } from '../global-id.ts';
import { personsRole } from './base.ts';
import { named } from './seen.ts';
import { userErrorsOf } from './user-errors.ts';

export const queries = {
  unusualLooks: (_, _args, context) => unusualLooksFor(context),
  lookDigest: (_, _args, context) => lookDigest(context),
} satisfies Partial<QueryFields>;

export const mutations = {
  reviewUnusualLooks: async (_, { input }, context) => {
    const alarmId = fromGlobalId<LookAlarmId>('UnusualLooks', input.id);
    return { userErrors: userErrorsOf(await reviewUnusualLooks(context, { ...input, alarmId })) };
  },
  readLookDigest: async (_, { input }, context) => {
    const id = fromGlobalId<LookDigestId>('LookDigest', input.id);
    return { userErrors: userErrorsOf(await readLookDigest(context, { ...input, id })) };
  },
} satisfies Partial<MutationFields>;

export const LookDigest: LookDigestResolvers = {
  id: ({ id }) => toGlobalId('LookDigest', id),
  isRead: ({ readBy }) => readBy !== null,
};

export const UnusualLooks: ObjectFields<'UnusualLooks'> & UnusualLooksResolvers = {
  id: ({ id }) => toGlobalId('UnusualLooks', id),
  name: ({ user }) => user.name,
  role: ({ user }) => personsRole(user.role),
  organisationName: async ({ user }, _args, { loaders }) =>
    named(await loaders.organisation.load(user.organisationId), 'organisation').name,
};

export const Look: ObjectFields<'Look'> = {
  id: ({ row }) => toGlobalId('Look', row.id),
  at: ({ row }) => row.at,
  what: ({ row }) => row.action,
  inList: ({ row }) => row.referralId === undefined,
  byRole: ({ row }) => row.actorRole,
  byOrganisation: async ({ row }, _args, { loaders }) =>
    (await loaders.organisation.load(row.actorOrganisationId))?.name ?? null,
  reason: ({ row }) => row.reason ?? null,
};
