import { consentState } from '@openhaven/domain/consent';
import type { Decision } from '@openhaven/domain/decision';
import type { ReferralId } from '@openhaven/domain/ids';
import { storyFaults } from '@openhaven/domain/story-check';
import { acknowledgeEscalation } from '../../commands/acknowledge-escalation.ts';
import { addUnsafeArea } from '../../commands/add-unsafe-area.ts';
import { recordConference } from '../../commands/challenge-decline.ts';
import { escalateReferral } from '../../commands/escalate-referral.ts';
import type { ReferralDone } from '../../commands/ids.ts';
import { recordUnmetNeed } from '../../commands/record-unmet-need.ts';
import { reopenReferral } from '../../commands/reopen-referral.ts';
import { saveDraft } from '../../commands/save-draft.ts';
import { seekAgain } from '../../commands/seek-again.ts';
import { setTonightPlan } from '../../commands/set-tonight-plan.ts';
import { submitReferral } from '../../commands/submit-referral.ts';
import { withdrawReferral } from '../../commands/withdraw-referral.ts';
import type { KeptReferral } from '../../context.ts';
import { actionsOnReferral } from '../../queries/actions.ts';
import { openingsOf } from '../../queries/broken-glass.ts';
import { exclusionsOf, mattersOf } from '../../queries/exclusions.ts';
import { looksAtReferral } from '../../queries/looks.ts';
import { nextStepOf } from '../../queries/next-step.ts';
import { openHold } from '../../queries/open-hold.ts';
import { arrangementsShown } from '../../queries/arrangements.ts';
import { contactCardOf } from '../../queries/contact-card.ts';
import { watchDatesOf } from '../../queries/safety.ts';
import { stayOf } from '../../queries/placement.ts';
import { referralById } from '../../queries/referral.ts';
import { ownReferrals } from '../../queries/referrals.ts';
import { missingFactsOf, preferredNameOf, storyOf } from '../../queries/story-view.ts';
import { timelineOf } from '../../queries/timeline.ts';
import { unmetNeedOf } from '../../queries/unmet-need.ts';
import type { MutationFields, ObjectFields, QueryFields } from '../complete.ts';
import type { GraphQLContext } from '../context.ts';
import type { ReferralResolvers, TimelineEntryResolvers, UnmetNeedResolvers } from '../generated/types.ts';
import { fromGlobalId, toGlobalId } from '../global-id.ts';
import { toConnection } from './connection.ts';
import { given } from './given.ts';
import { named } from './seen.ts';
import { textWarnings } from './text-warnings.ts';
import { type UserErrorView, toUserError, userErrorsOf } from './user-errors.ts';

export const queries = {
  referral: (_, { id }, context) => referralById(context, fromGlobalId('Referral', id)),
  referrals: async (_, args, context) => toConnection(await ownReferrals(context, args)),
} satisfies Partial<QueryFields>;

interface ReferralAnswer {
  readonly referral: KeptReferral | null;
  readonly userErrors: readonly UserErrorView[];
}

/** The referral as it is now, whatever became of the act: after a conflict the page shows what is there. */
export async function answer(
  context: GraphQLContext,
  decision: Decision<ReferralDone>,
  id: ReferralId | undefined = decision.allowed ? decision.value.referralId : undefined,
): Promise<ReferralAnswer> {
  return { referral: id === undefined ? null : await referralById(context, id), userErrors: userErrorsOf(decision) };
}

type Act<Input> = (
  context: GraphQLContext,
  input: Input & { referralId: ReferralId },
) => Promise<Decision<ReferralDone>>;

/** A mutation on one referral: the id is read, the command runs, the referral is shown. */
function act<Given extends { readonly referralId: string }>(run: Act<Omit<Given, 'referralId'>>) {
  return async (_: unknown, { input }: { input: Given }, context: GraphQLContext): Promise<ReferralAnswer> => {
    const referralId = fromGlobalId<ReferralId>('Referral', input.referralId);
    return answer(context, await run(context, { ...input, referralId }), referralId);
  };
}

export const mutations = {
  saveDraft: async (_, { input }, context) => {
    const { referralId: id, ...rest } = given(input);
    const referralId = id === undefined ? undefined : fromGlobalId<ReferralId>('Referral', id);
    const decision = await saveDraft(context, { ...rest, ...(referralId && { referralId }) });
    const result = await answer(context, decision, decision.allowed ? decision.value.referralId : referralId);
    // A page shows everything that is wrong with a story at once.
    const faults = decision.allowed ? [] : storyFaults(input.story, context.now);
    const warnings = textWarnings(input);
    return faults.length > 0 ? { ...result, userErrors: faults.map(toUserError), warnings } : { ...result, warnings };
  },
  submitReferral: act((context, input) => submitReferral(context, given(input))),
  withdrawReferral: act(withdrawReferral),
  reopenReferral: act((context, input) => reopenReferral(context, given(input))),
  setTonightPlan: act(setTonightPlan),
  addUnsafeArea: act(addUnsafeArea),
  recordUnmetNeed: act(recordUnmetNeed),
  escalateReferral: act(escalateReferral),
  recordConference: act(recordConference),
  acknowledgeEscalation: act(acknowledgeEscalation),
  seekAgain: act((context, input) => seekAgain(context, given(input))),
} satisfies Partial<MutationFields>;

export const Referral: ObjectFields<'Referral'> & ReferralResolvers = {
  id: ({ id }) => toGlobalId('Referral', id),
  referrer: async ({ referrerOrganisationId }, _args, { loaders }) =>
    named(await loaders.organisation.load(referrerOrganisationId), 'organisation'),
  story: (referral, _args, context) => storyOf(context, referral),
  preferredName: (referral, _args, context) => preferredNameOf(context, referral),
  missingFacts: (referral) => missingFactsOf(referral),
  actions: (referral, _args, context) => actionsOnReferral(context, referral),
  requests: async ({ id }, _args, { loaders }) =>
    (await loaders.requestsOf.load(id)).toSorted((a, b) => a.sentAt.getTime() - b.sentAt.getTime()),
  hold: async ({ id }, _args, { loaders, now }) => openHold(await loaders.holdsOf.load(id), now),
  placement: (referral, _args, context) => stayOf(context, referral),
  timeline: async (referral, args, context) => toConnection(await timelineOf(context, referral, args)),
  looks: async (referral, args, context) => toConnection(await looksAtReferral(context, referral, args)),
  nextStep: async (referral, _args, { loaders, now }) => {
    const [requests, holds] = await Promise.all([
      loaders.requestsOf.load(referral.id),
      loaders.holdsOf.load(referral.id),
    ]);
    return nextStepOf(referral, { requests: requests.filter(({ round }) => round === referral.round), holds }, now);
  },
  unmetNeed: (referral, _args, context) => unmetNeedOf(context, referral),
  consentState: ({ consents = [] }, _args, { now }) => consentState(consents, now),
  consents: ({ consents = [] }) => consents.toReversed(),
  arrangements: (referral, _args, context) => arrangementsShown(context, referral),
  contactCard: (referral, _args, context) => contactCardOf(context, referral),
  watchDates: (referral, _args, context) => watchDatesOf(context, referral),
  exclusions: (referral, _args, context) => exclusionsOf(context, referral),
  openings: (referral, _args, context) => openingsOf(context, referral),
  matters: (referral, _args, context) => mattersOf(context, referral),
};

export const UnmetNeed: UnmetNeedResolvers = { id: ({ id }) => toGlobalId('UnmetNeed', id) };

export const TimelineEntry: ObjectFields<'TimelineEntry'> & TimelineEntryResolvers = {
  id: ({ id }) => toGlobalId('TimelineEntry', id),
  what: ({ action }) => action,
  byRole: ({ actorRole }) => actorRole,
  byPhone: ({ byPhone }) => byPhone ?? false,
  byOrganisation: async ({ actorKind, actorOrganisationId }, _args, { loaders }) =>
    actorKind === 'CLOCK' ? null : ((await loaders.organisation.load(actorOrganisationId))?.name ?? null),
  serviceName: async ({ serviceId }, _args, { loaders }) =>
    serviceId === undefined ? null : ((await loaders.service.load(serviceId))?.name ?? null),
};
