import type { ServiceId } from '@openhaven/domain/ids';
import { setAdmissionPolicy } from '../../commands/set-admission-policy.ts';
import { policyOf, previewPolicy } from '../../queries/admission-policy.ts';
import type { MutationFields, ObjectFields, QueryFields } from '../complete.ts';
import type { AdmissionPolicyResolvers, DecisionBasisResolvers, TurnedRequestResolvers } from '../generated/types.ts';
import { fromGlobalId } from '../global-id.ts';
import { given } from './given.ts';
import { shownAnswer } from './place.ts';
import { userErrorsOf } from './user-errors.ts';

export const queries = {
  servicePolicy: (_, { serviceId }, context) => policyOf(context, fromGlobalId('Service', serviceId)),
  policyPreview: (_, { serviceId, policy }, context) =>
    previewPolicy(context, fromGlobalId('Service', serviceId), policy),
} satisfies Partial<QueryFields>;

export const mutations = {
  setAdmissionPolicy: async (_, { input }, context) => {
    const serviceId = fromGlobalId<ServiceId>('Service', input.serviceId);
    const { rev } = given(input);
    const wish = {
      idempotencyKey: input.idempotencyKey,
      serviceId,
      policy: input.policy,
      ...(rev !== undefined && { rev }),
    };
    const decision = await setAdmissionPolicy(context, wish);
    return { policy: await policyOf(context, serviceId), userErrors: userErrorsOf(decision) };
  },
} satisfies Partial<MutationFields>;

export const ServicePolicy: ObjectFields<'ServicePolicy'> = {
  policy: ({ service }) => service.policy,
  rev: ({ service }) => service.rev,
};

export const AdmissionPolicy: AdmissionPolicyResolvers = {
  needs: ({ needs }) => Object.entries(needs).map(([need, stance]) => ({ need, stance })),
};

export const DecisionBasis: DecisionBasisResolvers = {
  answer: ({ answer }) => (answer ? shownAnswer(answer) : null),
};

export const TurnedRequest: TurnedRequestResolvers = {
  before: ({ before }) => shownAnswer(before),
  after: ({ after }) => shownAnswer(after),
};
