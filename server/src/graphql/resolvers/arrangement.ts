import type { CivilDate } from '@openhaven/domain/calendar';
import type { ReferralId } from '@openhaven/domain/ids';
import { settleArrangement } from '../../commands/settle-arrangement.ts';
import type { MutationFields, ObjectFields } from '../complete.ts';
import type { ArrangementResolvers } from '../generated/types.ts';
import { fromGlobalId } from '../global-id.ts';
import { given } from './given.ts';
import { answer } from './referral.ts';
import { named } from './seen.ts';

export const mutations = {
  settleArrangement: async (_, { input }, context) => {
    const referralId = fromGlobalId<ReferralId>('Referral', input.referralId);
    const { endsOn, ...rest } = given(input);
    const end = endsOn === undefined ? {} : { endsOn: endsOn as CivilDate };
    return answer(context, await settleArrangement(context, { ...rest, ...end, referralId }), referralId);
  },
} satisfies Partial<MutationFields>;

export const Arrangement: ObjectFields<'Arrangement'> & ArrangementResolvers = {
  to: async ({ to }, _args, { loaders }) =>
    to === undefined ? null : named(await loaders.service.load(to), 'service'),
};
