import type { HoldId, ReleaseId, UserId } from '@openhaven/domain/ids';
import { SHOWN_SECONDS } from '@openhaven/domain/place-release';
import { releasePlace } from '../../commands/release-place.ts';
import { showPlace } from '../../commands/show-place.ts';
import { takeBackRelease } from '../../commands/take-back-release.ts';
import type { User } from '../../context.ts';
import type { ReleaseView } from '../../queries/releases.ts';
import type { MutationFields, ObjectFields } from '../complete.ts';
import type { PlaceReleaseResolvers, StaffMemberResolvers } from '../generated/types.ts';
import { fromGlobalId, toGlobalId } from '../global-id.ts';
import { holdAnswer } from './hold-answer.ts';
import { named } from './seen.ts';
import { userErrorsOf } from './user-errors.ts';

export const mutations = {
  releasePlace: async (_, { input }, context) => {
    const holdId = fromGlobalId<HoldId>('Hold', input.holdId);
    const toUserId = fromGlobalId<UserId>('StaffMember', input.toUserId);
    return holdAnswer(context, await releasePlace(context, { ...input, holdId, toUserId }), { holdId });
  },
  takeBackRelease: async (_, { input }, context) => {
    const releaseId = fromGlobalId<ReleaseId>('PlaceRelease', input.releaseId);
    return holdAnswer(context, await takeBackRelease(context, { ...input, releaseId }), {});
  },
  showPlace: async (_, { input }, context) => {
    const shown = await showPlace(context, { holdId: fromGlobalId<HoldId>('Hold', input.holdId) });
    const place = shown.allowed ? shown.value : null;
    return { place, shownForSeconds: SHOWN_SECONDS, userErrors: userErrorsOf(shown) };
  },
} satisfies Partial<MutationFields>;

export const PlaceRelease: ObjectFields<'PlaceRelease'> & PlaceReleaseResolvers = {
  id: ({ release }: ReleaseView) => toGlobalId('PlaceRelease', release.id),
  releasedAt: ({ release }) => release.releasedAt,
  expiresAt: ({ release }) => release.expiresAt,
  timesSeen: ({ release }) => release.timesSeen,
  lastSeenAt: ({ release }) => release.lastSeenAt ?? null,
  isMine: ({ release }, _args, { actor }) => release.toUserId === actor.userId,
  actions: ({ mayTakeBack }) => (mayTakeBack ? ['takeBackRelease'] : []),
};

export const StaffMember: ObjectFields<'StaffMember'> & StaffMemberResolvers = {
  id: ({ id }: User) => toGlobalId('StaffMember', id),
  organisation: async ({ organisationId }, _args, { loaders }) =>
    named(await loaders.organisation.load(organisationId), 'organisation'),
};
