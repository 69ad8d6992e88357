import type { OrganisationId } from '@openhaven/domain/ids';
import { recordCall } from '../../commands/record-call.ts';
import { setCallBackNumber } from '../../commands/set-call-back-number.ts';
import { callBackNumbers } from '../../queries/call-back.ts';
import type { MutationFields, QueryFields } from '../complete.ts';
import type { CallBackNumberResolvers } from '../generated/types.ts';
import { fromGlobalId, toGlobalId } from '../global-id.ts';
import { userErrorsOf } from './user-errors.ts';

export const queries = {
  callBackNumbers: (_, _args, context) => callBackNumbers(context),
} satisfies Partial<QueryFields>;

export const mutations = {
  setCallBackNumber: async (_, { input }, context) => {
    const organisationId = fromGlobalId<OrganisationId>('Organisation', input.organisationId);
    return { userErrors: userErrorsOf(await setCallBackNumber(context, { ...input, organisationId })) };
  },
  recordCall: async (_, { input }, context) => ({ userErrors: userErrorsOf(await recordCall(context, input)) }),
} satisfies Partial<MutationFields>;

export const CallBackNumber: CallBackNumberResolvers = {
  id: ({ organisation }) => toGlobalId('Organisation', organisation.id),
  name: ({ organisation }) => organisation.name,
};
