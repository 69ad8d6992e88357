import type { Decision } from '@openhaven/domain/decision';
import type { HoldId, PlacementRequestId, ReferralId, UnitId } from '@openhaven/domain/ids';
import { acceptOffer } from '../../commands/accept-offer.ts';
import { declineOffer } from '../../commands/decline-offer.ts';
import { extendHold } from '../../commands/extend-hold.ts';
import type { HoldDone } from '../../commands/ids.ts';
import { makeOffer } from '../../commands/make-offer.ts';
import { placeHold } from '../../commands/place-hold.ts';
import { recordNoShow } from '../../commands/record-no-show.ts';
import { releaseHold } from '../../commands/release-hold.ts';
import { resumeHold } from '../../commands/resume-hold.ts';
import { withdrawOffer } from '../../commands/withdraw-offer.ts';
import type { KeptHold, KeptReferral, KeptRequest } from '../../context.ts';
import { actionsOnHold } from '../../queries/actions.ts';
import { type PlaceView, nextBest } from '../../queries/find-places.ts';
import { holdById } from '../../queries/hold.ts';
import { fitOf, meetingPointOf } from '../../queries/hold-view.ts';
import { requestById } from '../../queries/placement-request.ts';
import { referralById } from '../../queries/referral.ts';
import type { MutationFields, ObjectFields } from '../complete.ts';
import type { GraphQLContext } from '../context.ts';
import type { HoldResolvers } from '../generated/types.ts';
import { fromGlobalId, toGlobalId } from '../global-id.ts';
import { given } from './given.ts';
import { shownAnswer } from './place.ts';
import { ifSeen, named } from './seen.ts';
import { type UserErrorView, userErrorsOf } from './user-errors.ts';

interface HoldAnswer {
  readonly hold: KeptHold | null;
  readonly request: KeptRequest | null;
  readonly referral: KeptReferral | null;
  readonly nextBest: readonly PlaceView[];
  readonly userErrors: readonly UserErrorView[];
}

/** What an act on a hold is about, as far as it is known when it is refused. */
interface About {
  readonly holdId?: HoldId | undefined;
  readonly requestId?: PlacementRequestId | undefined;
  readonly referralId?: ReferralId | undefined;
}

/** A part of the answer: null where nothing names it, or where it is not for this person. */
async function part<Id, T>(id: Id | undefined, read: (id: Id) => Promise<T>): Promise<T | null> {
  return id === undefined ? null : ifSeen(read(id));
}

/** Everything as it is now; and, for whoever was refused and may look for places, the next best ones. */
async function answer(context: GraphQLContext, decision: Decision<HoldDone>, asked: About): Promise<HoldAnswer> {
  const about: About = decision.allowed ? decision.value : asked;
  const hold = await part(about.holdId, (id) => holdById(context, id));
  const request = await part(about.requestId ?? hold?.requestId, (id) => requestById(context, id));
  const referral = await part(about.referralId ?? request?.referralId, (id) => referralById(context, id));
  const refused = decision.allowed ? undefined : referral?.id;
  const others = await part(refused, (id) => nextBest(context, id));
  return { hold, request, referral, nextBest: others ?? [], userErrors: userErrorsOf(decision) };
}

type Act<Input> = (context: GraphQLContext, input: Input & { holdId: HoldId }) => Promise<Decision<HoldDone>>;

/** A mutation on one hold: the id is read, the command runs, the hold is shown as it is now. */
function act<Input extends { readonly holdId: string }>(run: Act<Omit<Input, 'holdId'>>) {
  return async (_: unknown, { input }: { input: Input }, context: GraphQLContext): Promise<HoldAnswer> => {
    const holdId = fromGlobalId<HoldId>('Hold', input.holdId);
    return answer(context, await run(context, { ...input, holdId }), { holdId });
  };
}

export const mutations = {
  makeOffer: async (_, { input }, context) => {
    const { unitId, ...rest } = given(input);
    const requestId = fromGlobalId<PlacementRequestId>('PlacementRequest', input.requestId);
    const unit = unitId === undefined ? {} : { unitId: fromGlobalId<UnitId>('Unit', unitId) };
    return answer(context, await makeOffer(context, { ...rest, ...unit, requestId }), { requestId });
  },
  placeHold: async (_, { input }, context) => {
    const { idempotencyKey } = input;
    const referralId = fromGlobalId<ReferralId>('Referral', input.referralId);
    const unitId = fromGlobalId<UnitId>('Unit', input.unitId);
    return answer(context, await placeHold(context, { idempotencyKey, referralId, unitId }), { referralId });
  },
  extendHold: act((context, input) => extendHold(context, given(input))),
  releaseHold: act((context, input) => releaseHold(context, given(input))),
  resumeHold: act((context, input) => resumeHold(context, given(input))),
  acceptOffer: act(acceptOffer),
  declineOffer: act(declineOffer),
  withdrawOffer: act(withdrawOffer),
  recordNoShow: act(recordNoShow),
} satisfies Partial<MutationFields>;

export const Hold: ObjectFields<'Hold'> & HoldResolvers = {
  id: ({ id }) => toGlobalId('Hold', id),
  service: async ({ serviceId }, _args, { loaders }) => named(await loaders.service.load(serviceId), 'service'),
  meetingPoint: (hold, _args, context) => meetingPointOf(context, hold),
  answer: async (hold, _args, context) => {
    const fit = await fitOf(context, hold);
    return fit && shownAnswer(fit.answer);
  },
  reasons: async (hold, _args, context) => (await fitOf(context, hold))?.reasons ?? [],
  actions: (hold, _args, context) => actionsOnHold(context, hold),
};
