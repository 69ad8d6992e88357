import type { Role } from '@openhaven/domain/access';
import type { Decision } from '@openhaven/domain/decision';
import type { InvitationId, ServiceId, UserId } from '@openhaven/domain/ids';
import { reviewDueAt } from '@openhaven/domain/people';
import type { PersonInput } from '../../commands/act-on-person.ts';
import { askFactorReset } from '../../commands/ask-factor-reset.ts';
import { bringBackPerson } from '../../commands/bring-back-person.ts';
import { changePerson } from '../../commands/change-person.ts';
import { confirmFactorReset } from '../../commands/confirm-factor-reset.ts';
import { confirmPerson } from '../../commands/confirm-person.ts';
import type { PersonDone } from '../../commands/ids.ts';
import { invitePerson } from '../../commands/invite-person.ts';
import { shutOutPerson } from '../../commands/shut-out-person.ts';
import { stopFactorReset } from '../../commands/stop-factor-reset.ts';
import { withdrawInvitation } from '../../commands/withdraw-invitation.ts';
import type { KeptService } from '../../context.ts';
import { ownReset, resetsToConfirm } from '../../queries/factor-resets.ts';
import {
  openInvitations,
  overdueReviews,
  peoplePage,
  personById,
  type PersonView,
  postsToGive,
} from '../../queries/people.ts';
import type { MutationFields, ObjectFields, QueryFields } from '../complete.ts';
import type { GraphQLContext } from '../context.ts';
import type {
  FactorResetResolvers,
  InvitationResolvers,
  PersonResolvers,
  PostsToGiveResolvers,
  ResetToConfirmResolvers,
} from '../generated/types.ts';
import { fromGlobalId, toGlobalId } from '../global-id.ts';
import type { Loaders } from '../loaders.ts';
import { personsRole } from './base.ts';
import { toConnection } from './connection.ts';
import { named } from './seen.ts';
import { type UserErrorView, userErrorsOf } from './user-errors.ts';

export const queries = {
  people: async (_, args, context) => toConnection(await peoplePage(context, args)),
  person: (_, { id }, context) => personById(context, fromGlobalId('User', id)),
  invitations: (_, _args, context) => openInvitations(context),
  postsToGive: (_, _args, context) => postsToGive(context),
  ownReset: (_, _args, context) => ownReset(context),
  overdueReviews: (_, _args, context) => overdueReviews(context),
  resetsToConfirm: (_, _args, context) => resetsToConfirm(context),
} satisfies Partial<QueryFields>;

interface PersonAnswer {
  readonly person: PersonView;
  readonly userErrors: readonly UserErrorView[];
}

type Act<Input> = (context: GraphQLContext, input: Input & PersonInput) => Promise<Decision<PersonDone>>;

/** A mutation on one account: the id is read, the command runs, the account is shown as it is now. */
function onPerson<Input extends { readonly idempotencyKey: string; readonly personId: string }>(
  run: Act<Omit<Input, 'personId' | 'idempotencyKey'>>,
) {
  return async (_: unknown, { input }: { input: Input }, context: GraphQLContext): Promise<PersonAnswer> => {
    const personId = fromGlobalId<UserId>('User', input.personId);
    const decision = await run(context, { ...input, personId });
    return { person: await personById(context, personId), userErrors: userErrorsOf(decision) };
  };
}

/** The same for an act that shows nothing of the account: whoever agrees need not be its administrator. */
function onReset(run: Act<object>) {
  return async (
    _: unknown,
    { input }: { input: { readonly idempotencyKey: string; readonly personId: string } },
    context: GraphQLContext,
  ): Promise<{ readonly userErrors: readonly UserErrorView[] }> => {
    const personId = fromGlobalId<UserId>('User', input.personId);
    return { userErrors: userErrorsOf(await run(context, { ...input, personId })) };
  };
}

const servicesIn = (ids: readonly string[]): ServiceId[] => ids.map((id) => fromGlobalId<ServiceId>('Service', id));

export const mutations = {
  invitePerson: async (_, { input }, context) => {
    const serviceIds = servicesIn(input.serviceIds);
    const { decision, code } = await invitePerson(context, { ...input, serviceIds });
    return { code, userErrors: userErrorsOf(decision) };
  },
  withdrawInvitation: async (_, { input }, context) => {
    const invitationId = fromGlobalId<InvitationId>('Invitation', input.invitationId);
    return { userErrors: userErrorsOf(await withdrawInvitation(context, { ...input, invitationId })) };
  },
  changePerson: onPerson<{ idempotencyKey: string; personId: string; role: Role; serviceIds: readonly string[] }>(
    (context, input) => changePerson(context, { ...input, serviceIds: servicesIn(input.serviceIds) }),
  ),
  shutOutPerson: onPerson((context, input) => shutOutPerson(context, input)),
  bringBackPerson: onPerson((context, input) => bringBackPerson(context, input)),
  confirmPerson: onPerson((context, input) => confirmPerson(context, input)),
  askFactorReset: onReset(askFactorReset),
  confirmFactorReset: onReset(confirmFactorReset),
  stopFactorReset: async (_, { input }, context) => ({
    userErrors: userErrorsOf(await stopFactorReset(context, input)),
  }),
} satisfies Partial<MutationFields>;

async function servicesOf(ids: readonly ServiceId[], loaders: Loaders): Promise<readonly KeptService[]> {
  const found = await loaders.service.loadMany([...ids]);
  return found.map((one) => named(one instanceof Error ? null : one, 'service'));
}

export const Person: ObjectFields<'Person'> & PersonResolvers = {
  id: ({ user }) => toGlobalId('User', user.id),
  name: ({ user }) => user.name,
  email: ({ user }) => user.email,
  role: ({ user }) => personsRole(user.role),
  services: ({ user }, _args, { loaders }) => servicesOf(user.serviceIds, loaders),
  lastSeenAt: ({ user }) => user.lastSeenAt ?? null,
  shutOutSince: ({ user }) => user.disabledAt ?? null,
  reviewDueAt: ({ user }) => reviewDueAt(user.reviewedAt),
  isViewer: ({ user }, _args, { actor }) => user.id === actor.userId,
};

export const FactorReset: ObjectFields<'FactorReset'> & FactorResetResolvers = {
  askedByViewer: ({ askedBy }, _args, { actor }) => askedBy === actor.userId,
};

export const ResetToConfirm: ObjectFields<'ResetToConfirm'> & ResetToConfirmResolvers = {
  personId: ({ user }) => toGlobalId('User', user.id),
  name: ({ user }) => user.name,
  role: ({ user }) => personsRole(user.role),
};

export const Invitation: ObjectFields<'Invitation'> & InvitationResolvers = {
  id: ({ id }) => toGlobalId('Invitation', id),
  role: ({ role }) => personsRole(role),
  services: ({ serviceIds }, _args, { loaders }) => servicesOf(serviceIds, loaders),
};

export const PostsToGive: ObjectFields<'PostsToGive'> & PostsToGiveResolvers = {
  roles: ({ roles }) => roles.map(personsRole),
};
