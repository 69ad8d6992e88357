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
import { actionsOnHold } from '../../queries/actions.ts';
import { fitOf, meetingPointOf } from '../../queries/hold-view.ts';
import { mayBeNamed, releasesOf } from '../../queries/releases.ts';
import type { MutationFields, ObjectFields } from '../complete.ts';
import type { GraphQLContext } from '../context.ts';
import type { HoldResolvers } from '../generated/types.ts';
import { fromGlobalId, toGlobalId } from '../global-id.ts';
import { given } from './given.ts';
import { type HoldAnswer, holdAnswer } from './hold-answer.ts';
import { shownAnswer } from './place.ts';
import { named } from './seen.ts';

type Act<Input> = (context: GraphQLContext, input: Input & { holdId: HoldId }) => Promise<Decision<HoldDone>>;

/** A mutation on one hold: the id is read, the command runs, the hold is shown as it is now. */
function act<Input extends { readonly holdId: string }>(run: Act<Omit<Input, 'holdId'>>) {
  return async (_: unknown, { input }: { input: Input }, context: GraphQLContext): Promise<HoldAnswer> => {
    const holdId = fromGlobalId<HoldId>('Hold', input.holdId);
    return holdAnswer(context, await run(context, { ...input, holdId }), { holdId });
  };
}

/** A unit under its name, if one was given. */
function unit<Name extends string>(name: Name, id: string | undefined): { [Key in Name]?: UnitId } {
  return id === undefined ? {} : ({ [name]: fromGlobalId<UnitId>('Unit', id) } as { [Key in Name]: UnitId });
}

export const mutations = {
  makeOffer: async (_, { input }, context) => {
    const { unitId, joinedUnitId, ...rest } = given(input);
    const requestId = fromGlobalId<PlacementRequestId>('PlacementRequest', input.requestId);
    const units = { ...unit('unitId', unitId), ...unit('joinedUnitId', joinedUnitId) };
    return holdAnswer(context, await makeOffer(context, { ...rest, ...units, requestId }), { requestId });
  },
  placeHold: async (_, { input }, context) => {
    const { idempotencyKey, joinedUnitId } = given(input);
    const referralId = fromGlobalId<ReferralId>('Referral', input.referralId);
    const unitId = fromGlobalId<UnitId>('Unit', input.unitId);
    const wish = { idempotencyKey, referralId, unitId, ...unit('joinedUnitId', joinedUnitId) };
    return holdAnswer(context, await placeHold(context, wish), { referralId });
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
  releases: (hold, _args, context) => releasesOf(context, hold),
  mayBeNamed: (hold, _args, context) => mayBeNamed(context, hold),
  actions: (hold, _args, context) => actionsOnHold(context, hold),
};
