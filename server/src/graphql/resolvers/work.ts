import type { ServiceId } from '@openhaven/domain/ids';
import { areaVacancies } from '../../queries/area-vacancies.ts';
import { boardPage } from '../../queries/board.ts';
import { gaps } from '../../queries/gaps.ts';
import { myWork } from '../../queries/my-work.ts';
import { serviceAnswers } from '../../queries/service-answers.ts';
import { preferredNameOf } from '../../queries/story-view.ts';
import type { ObjectFields, QueryFields } from '../complete.ts';
import type { WorkItemResolvers } from '../generated/types.ts';
import { fromGlobalId, toGlobalId } from '../global-id.ts';
import { toConnection } from './connection.ts';
import { named } from './seen.ts';

export const queries = {
  myWork: async (_, args, context) => toConnection(await myWork(context, args)),
  board: async (_, args, context) => toConnection(await boardPage(context, args)),
  gaps: (_, _args, context) => gaps(context),
  serviceAnswers: (_, { serviceId }, context) =>
    serviceAnswers(context, serviceId ? fromGlobalId<ServiceId>('Service', serviceId) : undefined),
  areaVacancies: (_, _args, context) => areaVacancies(context),
} satisfies Partial<QueryFields>;

export const WorkItem: ObjectFields<'WorkItem'> & WorkItemResolvers = {
  id: ({ id }) => toGlobalId('WorkItem', id),
  priority: ({ referral, request }) => referral?.priority ?? request?.priority ?? null,
  reference: ({ referral, request, hold }) => referral?.reference ?? request?.reference ?? hold?.reference ?? null,
  preferredName: ({ referral }, _args, context) => (referral ? preferredNameOf(context, referral) : null),
};

export const BoardRow: ObjectFields<'BoardRow'> = {
  reference: ({ referral }) => referral.reference,
  referrerName: async ({ referral }, _args, { loaders }) =>
    named(await loaders.organisation.load(referral.referrerOrganisationId), 'organisation').name,
  priority: ({ referral }) => referral.priority,
  status: ({ referral }) => referral.status,
  unplacedSince: ({ referral }) => referral.unplacedSince ?? referral.createdAt,
  pausedAt: ({ referral }) => referral.pausedAt ?? null,
  tonight: ({ referral }) => referral.tonight,
  placeBy: ({ referral }) => referral.placeBy ?? null,
};
