import type { CivilDate } from '@openhaven/domain/calendar';
import type { ReferralId } from '@openhaven/domain/ids';
import { recordSafetyCheck } from '../../commands/record-safety-check.ts';
import { setWatchDates } from '../../commands/set-watch-dates.ts';
import type { MutationFields } from '../complete.ts';
import { fromGlobalId } from '../global-id.ts';
import { given } from './given.ts';
import { answer } from './referral.ts';

export const mutations = {
  setWatchDates: async (_, { input }, context) => {
    const referralId = fromGlobalId<ReferralId>('Referral', input.referralId);
    const dates = input.dates.map(({ why, on }) => ({ why, on: on as CivilDate }));
    return answer(context, await setWatchDates(context, { ...given(input), referralId, dates }), referralId);
  },
  recordSafetyCheck: async (_, { input }, context) => {
    const referralId = fromGlobalId<ReferralId>('Referral', input.referralId);
    return answer(context, await recordSafetyCheck(context, { ...input, referralId }), referralId);
  },
} satisfies Partial<MutationFields>;
