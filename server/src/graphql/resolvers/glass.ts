import type { GlassId, ReferralId } from '@openhaven/domain/ids';
import { openInEmergency } from '../../commands/break-glass.ts';
import { reviewOpening } from '../../commands/review-glass.ts';
import type { MutationFields, ObjectFields } from '../complete.ts';
import { fromGlobalId, toGlobalId } from '../global-id.ts';
import { answer } from './referral.ts';

export const mutations = {
  openInEmergency: async (_, { input }, context) => {
    const referralId = fromGlobalId<ReferralId>('Referral', input.referralId);
    return answer(context, await openInEmergency(context, { ...input, referralId }), referralId);
  },
  reviewOpening: async (_, { input }, context) => {
    const { openingId, ...rest } = input;
    return answer(
      context,
      await reviewOpening(context, { ...rest, glassId: fromGlobalId<GlassId>('GlassOpening', openingId) }),
    );
  },
} satisfies Partial<MutationFields>;

export const GlassOpening: ObjectFields<'GlassOpening'> = {
  id: ({ glass }) => toGlobalId('GlassOpening', glass.id),
  brokenAt: ({ glass }) => glass.brokenAt,
  until: ({ glass }) => glass.until,
  reviewBy: ({ glass }) => glass.reviewBy,
  reviewedAt: ({ glass }) => glass.reviewedAt ?? null,
  accepted: ({ glass }) => glass.accepted ?? null,
};
