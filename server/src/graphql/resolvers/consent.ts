import type { ReferralId } from '@openhaven/domain/ids';
import { recordConsent, withdrawConsent } from '../../commands/record-consent.ts';
import type { MutationFields } from '../complete.ts';
import { fromGlobalId } from '../global-id.ts';
import { given } from './given.ts';
import { answer } from './referral.ts';

export const mutations = {
  recordConsent: async (_, { input }, context) => {
    const referralId = fromGlobalId<ReferralId>('Referral', input.referralId);
    return answer(context, await recordConsent(context, { ...given(input), referralId }), referralId);
  },
  withdrawConsent: async (_, { input }, context) => {
    const referralId = fromGlobalId<ReferralId>('Referral', input.referralId);
    return answer(context, await withdrawConsent(context, { ...given(input), referralId }), referralId);
  },
} satisfies Partial<MutationFields>;
