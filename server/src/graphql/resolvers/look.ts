import type { ObjectFields } from '../complete.ts';
import { toGlobalId } from '../global-id.ts';

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
