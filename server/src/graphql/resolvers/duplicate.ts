import type { DuplicateId, ReferralId } from '@openhaven/domain/ids';
import { mergeReferrals, tellApart, unmergeReferrals } from '../../commands/merge-referrals.ts';
import { possibleDuplicates } from '../../queries/duplicates.ts';
import type { MutationFields, ObjectFields, QueryFields } from '../complete.ts';
import type { PossibleDuplicateResolvers } from '../generated/types.ts';
import { fromGlobalId, toGlobalId } from '../global-id.ts';
import { userErrorsOf } from './user-errors.ts';

export const queries = {
  possibleDuplicates: (_, _args, context) => possibleDuplicates(context),
} satisfies Partial<QueryFields>;

const idOf = (id: string): DuplicateId => fromGlobalId<DuplicateId>('PossibleDuplicate', id);

export const mutations = {
  mergeReferrals: async (_, { input }, context) => {
    const [duplicateId, keepId] = [idOf(input.duplicateId), fromGlobalId<ReferralId>('Referral', input.referralId)];
    const { idempotencyKey } = input;
    return { userErrors: userErrorsOf(await mergeReferrals(context, { idempotencyKey, duplicateId, keepId })) };
  },
  tellApart: async (_, { input }, context) => ({
    userErrors: userErrorsOf(await tellApart(context, { ...input, duplicateId: idOf(input.duplicateId) })),
  }),
  unmergeReferrals: async (_, { input }, context) => ({
    userErrors: userErrorsOf(await unmergeReferrals(context, { ...input, duplicateId: idOf(input.duplicateId) })),
  }),
} satisfies Partial<MutationFields>;

export const PossibleDuplicate: ObjectFields<'PossibleDuplicate'> & PossibleDuplicateResolvers = {
  id: ({ id }) => toGlobalId('PossibleDuplicate', id),
};
