import type { Decision } from '@openhaven/domain/decision';
import type { HoldId, PlacementRequestId, ReferralId } from '@openhaven/domain/ids';
import type { HoldDone } from '../../commands/ids.ts';
import type { KeptHold, KeptReferral, KeptRequest } from '../../context.ts';
import { type PlaceView, nextBest } from '../../queries/find-places.ts';
import { holdById } from '../../queries/hold.ts';
import { requestById } from '../../queries/placement-request.ts';
import { referralById } from '../../queries/referral.ts';
import type { GraphQLContext } from '../context.ts';
import { ifSeen } from './seen.ts';
import { type UserErrorView, userErrorsOf } from './user-errors.ts';

export interface HoldAnswer {
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
export async function holdAnswer(
  context: GraphQLContext,
  decision: Decision<HoldDone>,
  asked: About,
): Promise<HoldAnswer> {
  const about: About = decision.allowed ? decision.value : asked;
  const hold = await part(about.holdId, (id) => holdById(context, id));
  const request = await part(about.requestId ?? hold?.requestId, (id) => requestById(context, id));
  const referral = await part(about.referralId ?? request?.referralId, (id) => referralById(context, id));
  const refused = decision.allowed ? undefined : referral?.id;
  const others = await part(refused, (id) => nextBest(context, id));
  return { hold, request, referral, nextBest: others ?? [], userErrors: userErrorsOf(decision) };
}
