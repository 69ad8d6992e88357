import { WAY_SHOWN_SECONDS } from '@openhaven/domain/contact-attempt';
import type { ReferralId } from '@openhaven/domain/ids';
import { noteContact } from '../../commands/note-contact.ts';
import { noteWelfareCheck } from '../../commands/note-welfare-check.ts';
import { overrulePoliceWish } from '../../commands/overrule-police-wish.ts';
import { pauseReferral } from '../../commands/pause-referral.ts';
import { resumeReferral } from '../../commands/resume-referral.ts';
import { tryToReach } from '../../commands/try-to-reach.ts';
import { referralById } from '../../queries/referral.ts';
import type { MutationFields } from '../complete.ts';
import { fromGlobalId } from '../global-id.ts';
import { given } from './given.ts';
import { answer } from './referral.ts';
import { userErrorsOf } from './user-errors.ts';

const idOf = ({ referralId }: { readonly referralId: string }): ReferralId => fromGlobalId('Referral', referralId);

export const mutations = {
  tryToReach: async (_, { input }, context) => {
    const referralId = idOf(input);
    const decision = await tryToReach(context, { ...input, referralId });
    return {
      shown: decision.allowed,
      value: decision.allowed ? decision.value.value : null,
      shownForSeconds: WAY_SHOWN_SECONDS,
      referral: await referralById(context, referralId),
      userErrors: userErrorsOf(decision),
    };
  },
  noteContact: async (_, { input }, context) => {
    const referralId = idOf(input);
    return answer(context, await noteContact(context, { ...input, referralId }), referralId);
  },
  pauseReferral: async (_, { input }, context) => {
    const referralId = idOf(input);
    return answer(context, await pauseReferral(context, { ...given(input), referralId }), referralId);
  },
  resumeReferral: async (_, { input }, context) => {
    const referralId = idOf(input);
    return answer(context, await resumeReferral(context, { ...given(input), referralId }), referralId);
  },
  noteWelfareCheck: async (_, { input }, context) => {
    const referralId = idOf(input);
    return answer(context, await noteWelfareCheck(context, { ...given(input), referralId }), referralId);
  },
  overrulePoliceWish: async (_, { input }, context) => {
    const referralId = idOf(input);
    return answer(context, await overrulePoliceWish(context, { ...input, referralId }), referralId);
  },
} satisfies Partial<MutationFields>;
