import type { CivilDate } from '@openhaven/domain/calendar';
import type { SubjectAccessId } from '@openhaven/domain/ids';
import {
  closeRequest,
  prepareAgain,
  prepareCopy,
  releaseCopy,
  showSubjectAccess,
} from '../../commands/answer-subject-access.ts';
import { beginSubjectAccess } from '../../commands/open-subject-access.ts';
import { subjectAccessRequests } from '../../queries/subject-access.ts';
import type { MutationFields, QueryFields } from '../complete.ts';
import type { SubjectAccessResolvers } from '../generated/types.ts';
import { fromGlobalId, toGlobalId } from '../global-id.ts';
import { userErrorsOf } from './user-errors.ts';

const idIn = ({ id }: { readonly id: string }): SubjectAccessId => fromGlobalId<SubjectAccessId>('SubjectAccess', id);

export const queries = {
  subjectAccessRequests: (_, _args, context) => subjectAccessRequests(context),
} satisfies Partial<QueryFields>;

export const mutations = {
  openSubjectAccess: async (_, { input }, context) => ({
    userErrors: userErrorsOf(
      await beginSubjectAccess(context, { ...input, receivedOn: input.receivedOn as CivilDate }),
    ),
  }),
  showSubjectAccess: async (_, { input }, context) => {
    const shown = await showSubjectAccess(context, { id: idIn(input) });
    return { ...(shown.allowed ? shown.value : { items: [], copy: [] }), userErrors: userErrorsOf(shown) };
  },
  prepareCopy: async (_, { input }, context) => ({
    userErrors: userErrorsOf(await prepareCopy(context, { ...input, id: idIn(input) })),
  }),
  releaseCopy: async (_, { input }, context) => ({
    userErrors: userErrorsOf(await releaseCopy(context, { ...input, id: idIn(input) })),
  }),
  prepareCopyAgain: async (_, { input }, context) => ({
    userErrors: userErrorsOf(await prepareAgain(context, { ...input, id: idIn(input) })),
  }),
  closeSubjectAccess: async (_, { input }, context) => ({
    userErrors: userErrorsOf(await closeRequest(context, { ...input, id: idIn(input) })),
  }),
} satisfies Partial<MutationFields>;

export const SubjectAccess: SubjectAccessResolvers = {
  id: ({ id }) => toGlobalId('SubjectAccess', id),
};
