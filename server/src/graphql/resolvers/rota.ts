import type { Decision } from '@openhaven/domain/decision';
import type { CoverId, ServiceId, UserId } from '@openhaven/domain/ids';
import { addRotaCover, removeRotaCover, setRota } from '../../commands/change-rota.ts';
import { rotaOf } from '../../queries/rota.ts';
import type { MutationFields, ObjectFields, QueryFields } from '../complete.ts';
import type { GraphQLContext } from '../context.ts';
import type { CoverResolvers, NextStepResolvers, OnCallPersonResolvers } from '../generated/types.ts';
import { fromGlobalId, toGlobalId } from '../global-id.ts';
import { given } from './given.ts';
import { userErrorsOf } from './user-errors.ts';

export const queries = {
  rota: (_, { serviceId }, context) => rotaOf(context, fromGlobalId('Service', serviceId)),
} satisfies Partial<QueryFields>;

const personId = (id: string): UserId => fromGlobalId<UserId>('OnCallPerson', id);

async function payload(context: GraphQLContext, serviceId: ServiceId, decision: Decision<object>) {
  return { rota: await rotaOf(context, serviceId), userErrors: userErrorsOf(decision) };
}

export const mutations = {
  setRota: async (_, { input }, context) => {
    const serviceId = fromGlobalId<ServiceId>('Service', input.serviceId);
    const shifts = input.shifts.map(({ personId: id, ...shift }) => ({ ...shift, userId: personId(id) }));
    return payload(context, serviceId, await setRota(context, { ...given(input), serviceId, shifts }));
  },
  addCover: async (_, { input }, context) => {
    const serviceId = fromGlobalId<ServiceId>('Service', input.serviceId);
    const { personId: id, insteadOfId, ...rest } = given(input);
    const people = { userId: personId(id), ...(insteadOfId !== undefined && { insteadOf: personId(insteadOfId) }) };
    return payload(context, serviceId, await addRotaCover(context, { ...rest, serviceId, ...people }));
  },
  removeCover: async (_, { input }, context) => {
    const serviceId = fromGlobalId<ServiceId>('Service', input.serviceId);
    const coverId = fromGlobalId<CoverId>('Cover', input.coverId);
    return payload(context, serviceId, await removeRotaCover(context, { ...given(input), serviceId, coverId }));
  },
} satisfies Partial<MutationFields>;

export const OnCallPerson: ObjectFields<'OnCallPerson'> & OnCallPersonResolvers = {
  id: ({ id }) => toGlobalId('OnCallPerson', id),
};

export const Cover: ObjectFields<'Cover'> & CoverResolvers = {
  id: ({ id }) => toGlobalId('Cover', id),
};

export const NextStep: ObjectFields<'NextStep'> & NextStepResolvers = {
  onCall: ({ serviceId }, _args, { loaders }) => (serviceId === undefined ? null : loaders.onCall.load(serviceId)),
};
