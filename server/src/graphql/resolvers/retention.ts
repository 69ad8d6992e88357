import type { CivilDate } from '@openhaven/domain/calendar';
import { liftLegalHold, setLegalHold } from '../../commands/set-legal-hold.ts';
import { retention } from '../../queries/retention.ts';
import type { MutationFields, QueryFields } from '../complete.ts';
import { userErrorsOf } from './user-errors.ts';

export const queries = {
  retention: (_, _args, context) => retention(context),
} satisfies Partial<QueryFields>;

export const mutations = {
  setLegalHold: async (_, { input }, context) => ({
    userErrors: userErrorsOf(await setLegalHold(context, { ...input, reviewOn: input.reviewOn as CivilDate })),
  }),
  liftLegalHold: async (_, { input }, context) => ({ userErrors: userErrorsOf(await liftLegalHold(context, input)) }),
} satisfies Partial<MutationFields>;
