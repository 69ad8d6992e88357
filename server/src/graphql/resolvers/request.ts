import type { Decision } from '@openhaven/domain/decision';
import type { PlacementRequestId, ReferralId, ServiceId } from '@openhaven/domain/ids';
import { acknowledgeRequest } from '../../commands/acknowledge-request.ts';
import { askForInformation } from '../../commands/ask-for-information.ts';
import { challengeDecline, decideChallenge } from '../../commands/challenge-decline.ts';
import { declineRequest } from '../../commands/decline-request.ts';
import { giveInformation } from '../../commands/give-information.ts';
import type { RequestDone } from '../../commands/ids.ts';
import { seeRequest } from '../../commands/see-request.ts';
import { sendRequests } from '../../commands/send-requests.ts';
import type { KeptRequest } from '../../context.ts';
import { actionsOnRequest } from '../../queries/actions.ts';
import { hasPossibleConflict } from '../../queries/clashes.ts';
import { alsoWaiting } from '../../queries/also-waiting.ts';
import { candidatesFor } from '../../queries/candidates.ts';
import { inbox } from '../../queries/inbox.ts';
import { looksAtRequest } from '../../queries/looks.ts';
import { onCallFor } from '../../queries/rota.ts';
import { requestById } from '../../queries/placement-request.ts';
import { referralById } from '../../queries/referral.ts';
import { basisOf, declineNoteOf, declineOf, factsOf, partsFor, questionsOf } from '../../queries/request-view.ts';
import type { MutationFields, ObjectFields, QueryFields } from '../complete.ts';
import type { GraphQLContext } from '../context.ts';
import type { PlacementRequestResolvers, QuestionResolvers } from '../generated/types.ts';
import { fromGlobalId, toGlobalId } from '../global-id.ts';
import { toConnection } from './connection.ts';
import { given } from './given.ts';
import { ifSeen, named } from './seen.ts';
import { type TextWarningView, textWarnings } from './text-warnings.ts';
import { type UserErrorView, userErrorsOf } from './user-errors.ts';

export const queries = {
  placementRequest: (_, { id }, context) => requestById(context, fromGlobalId('PlacementRequest', id)),
  inbox: async (_, args, context) => toConnection(await inbox(context, args)),
} satisfies Partial<QueryFields>;

interface RequestAnswer {
  readonly warnings: readonly TextWarningView[];
  readonly request: KeptRequest;
  readonly userErrors: readonly UserErrorView[];
}

type Act<Input> = (
  context: GraphQLContext,
  input: Input & { requestId: PlacementRequestId },
) => Promise<Decision<RequestDone>>;

/** A mutation on one request: the id is read, the command runs, the request is shown as it is now. */
function act<Input extends { readonly requestId: string }>(run: Act<Omit<Input, 'requestId'>>) {
  return async (_: unknown, { input }: { input: Input }, context: GraphQLContext): Promise<RequestAnswer> => {
    const requestId = fromGlobalId<PlacementRequestId>('PlacementRequest', input.requestId);
    const decision = await run(context, { ...input, requestId });
    const userErrors = userErrorsOf(decision);
    return { request: await requestById(context, requestId), userErrors, warnings: textWarnings(input) };
  };
}

export const mutations = {
  sendRequests: async (_, { input }, context) => {
    const referralId = fromGlobalId<ReferralId>('Referral', input.referralId);
    const serviceIds = input.serviceIds.map((id) => fromGlobalId<ServiceId>('Service', id));
    const decision = await sendRequests(context, { ...input, referralId, serviceIds });
    const sent = decision.allowed ? decision.value.requestIds : [];
    return {
      requests: await Promise.all(sent.map((id) => requestById(context, id))),
      referral: await referralById(context, referralId),
      userErrors: userErrorsOf(decision),
    };
  },
  seeRequest: act(seeRequest),
  acknowledgeRequest: act(acknowledgeRequest),
  askForInformation: act(askForInformation),
  giveInformation: act((context, input) =>
    giveInformation(context, { ...input, questionId: fromGlobalId('Question', input.questionId) }),
  ),
  declineRequest: act((context, input) => declineRequest(context, given(input))),
  challengeDecline: act(challengeDecline),
  decideChallenge: act(decideChallenge),
} satisfies Partial<MutationFields>;

export const PlacementRequest: ObjectFields<'PlacementRequest'> & PlacementRequestResolvers = {
  id: ({ id }) => toGlobalId('PlacementRequest', id),
  service: async ({ serviceId }, _args, { loaders }) => named(await loaders.service.load(serviceId), 'service'),
  referrer: async ({ referrerOrganisationId }, _args, { loaders }) =>
    named(await loaders.organisation.load(referrerOrganisationId), 'organisation'),
  byPhone: ({ byPhone }) => byPhone ?? false,
  facts: async (request, _args, context) =>
    factsOf(context, request, await context.loaders.referral.load(request.referralId)),
  candidates: (request, _args, context) => candidatesFor(context, request),
  alsoWaiting: (request, _args, context) => alsoWaiting(context, request),
  possibleConflict: (request, _args, context) => hasPossibleConflict(context, request),
  questions: async (request, _args, context) =>
    questionsOf(context, request, await context.loaders.referral.load(request.referralId)),
  isShared: async (request, _args, { loaders, now }) => {
    const referral = await loaders.referral.load(request.referralId);
    return referral !== null && partsFor(request, referral, now) !== undefined;
  },
  declineReason: async (request, _args, context) => (await declineOf(context, request))?.reason ?? null,
  declineNeed: async (request, _args, context) => (await declineOf(context, request))?.need ?? null,
  wouldBeYesIf: async (request, _args, context) => (await declineOf(context, request))?.wouldBeYesIf ?? null,
  basis: async (request, _args, context) =>
    basisOf(context, request, await context.loaders.referral.load(request.referralId)),
  routesTried: async (request, _args, context) => (await declineOf(context, request))?.routesTried ?? [],
  declineNote: (request, _args, context) => declineNoteOf(context, request),
  hold: ({ holdId }, _args, { loaders }) => (holdId === undefined ? null : loaders.hold.load(holdId)),
  looks: async (request, args, context) => toConnection(await looksAtRequest(context, request, args)),
  actions: async (request, _args, context) =>
    actionsOnRequest(context, request, await context.loaders.referral.load(request.referralId)),
  onCall: (request, _args, { loaders }) => onCallFor(request, () => loaders.onCall.load(request.serviceId)),
  referral: ({ referralId }, _args, context) => ifSeen(referralById(context, referralId)),
};

export const Question: ObjectFields<'Question'> & QuestionResolvers = {
  id: ({ id }) => toGlobalId('Question', id),
};
