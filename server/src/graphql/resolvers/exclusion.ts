import type { OrganisationId, PlacementRequestId, ReferralId, UserId } from '@openhaven/domain/ids';
import { type InSight, declareConflict } from '../../commands/declare-conflict.ts';
import { reviewExclusion } from '../../commands/review-exclusion.ts';
import { setExclusions } from '../../commands/set-exclusions.ts';
import type { MutationFields, ObjectFields } from '../complete.ts';
import type {
  ColleagueResolvers,
  DeclareConflictInput,
  ExclusionMatterResolvers,
  ExclusionsResolvers,
} from '../generated/types.ts';
import { fromGlobalId, toGlobalId } from '../global-id.ts';
import { personsRole } from './base.ts';
import { answer } from './referral.ts';
import { named } from './seen.ts';
import { userErrorsOf } from './user-errors.ts';

const inSight = ({ referralId, requestId }: DeclareConflictInput): InSight =>
  referralId
    ? { referralId: fromGlobalId<ReferralId>('Referral', referralId) }
    : { requestId: fromGlobalId<PlacementRequestId>('PlacementRequest', requestId ?? '') };

export const mutations = {
  setExclusions: async (_, { input }, context) => {
    const referralId = fromGlobalId<ReferralId>('Referral', input.referralId);
    const organisationIds = input.organisationIds.map((id) => fromGlobalId<OrganisationId>('Organisation', id));
    const openTo = input.openTo.map((id) => fromGlobalId<UserId>('User', id));
    return answer(context, await setExclusions(context, { ...input, referralId, organisationIds, openTo }), referralId);
  },
  declareConflict: async (_, { input }, context) => {
    const { idempotencyKey } = input;
    return { userErrors: userErrorsOf(await declareConflict(context, { idempotencyKey, ...inSight(input) })) };
  },
  reviewExclusion: async (_, { input }, context) => {
    const referralId = fromGlobalId<ReferralId>('Referral', input.referralId);
    const userId = fromGlobalId<UserId>('User', input.userId);
    return answer(context, await reviewExclusion(context, { ...input, referralId, userId }), referralId);
  },
} satisfies Partial<MutationFields>;

export const Exclusions: ObjectFields<'Exclusions'> & ExclusionsResolvers = {
  openTo: ({ openTo }) => openTo.map((id) => toGlobalId('User', id)),
};

export const Colleague: ObjectFields<'Colleague'> & ColleagueResolvers = { id: ({ id }) => toGlobalId('User', id) };

export const ExclusionMatter: ObjectFields<'ExclusionMatter'> & ExclusionMatterResolvers = {
  userId: ({ user }) => toGlobalId('User', user.id),
  name: ({ user }) => user.name,
  role: ({ user }) => personsRole(user.role),
  organisationName: async ({ user }, _args, { loaders }) =>
    named(await loaders.organisation.load(user.organisationId), 'organisation').name,
};
