import type { CivilDate } from '@openhaven/domain/calendar';
import type { ReferralId } from '@openhaven/domain/ids';
import { settleArrangement } from '../../commands/settle-arrangement.ts';
import type { MutationFields } from '../complete.ts';
import { fromGlobalId } from '../global-id.ts';
import { given } from './given.ts';
import { answer } from './referral.ts';

export const mutations = {
  settleArrangement: async (_, { input }, context) => {
    const referralId = fromGlobalId<ReferralId>('Referral', input.referralId);
    const { endsOn, ...rest } = given(input);
    const end = endsOn === undefined ? {} : { endsOn: endsOn as CivilDate };
    return answer(context, await settleArrangement(context, { ...rest, ...end, referralId }), referralId);
  },
} satisfies Partial<MutationFields>;
