import type { ClashId } from '@openhaven/domain/ids';
import { reviewClash } from '../../commands/review-clash.ts';
import { possibleConflicts } from '../../queries/clashes.ts';
import type { MutationFields, ObjectFields, QueryFields } from '../complete.ts';
import type { PossibleConflictResolvers } from '../generated/types.ts';
import { fromGlobalId, toGlobalId } from '../global-id.ts';
import { userErrorsOf } from './user-errors.ts';

export const queries = {
  possibleConflicts: (_, _args, context) => possibleConflicts(context),
} satisfies Partial<QueryFields>;

export const mutations = {
  reviewPossibleConflict: async (_, { input }, context) => {
    const clashId = fromGlobalId<ClashId>('PossibleConflict', input.conflictId);
    return { userErrors: userErrorsOf(await reviewClash(context, { ...input, clashId })) };
  },
} satisfies Partial<MutationFields>;

export const PossibleConflict: ObjectFields<'PossibleConflict'> & PossibleConflictResolvers = {
  id: ({ id }) => toGlobalId('PossibleConflict', id),
};
