import type { Place } from '@openhaven/domain/eligibility';
import type { PlacementRequestId, UnitId } from '@openhaven/domain/ids';
import type { Story } from '@openhaven/domain/story';
import type { KeptHold, KeptReferral, KeptRequest, KeptUnit } from '../context.ts';
import type { ArrivalPlan } from './arrival-plan.ts';

export interface OfferInput extends ArrivalPlan {
  readonly idempotencyKey: string;
  readonly requestId: PlacementRequestId;
  /** May be left out if the request already holds a unit. */
  readonly unitId?: UnitId;
  /** The unit next to it, if both are offered. */
  readonly joinedUnitId?: UnitId;
}

/** An offer that every rule has let through, before anything is written. */
export interface ReadyOffer {
  /** Request and referral as they will be. */
  readonly request: KeptRequest;
  readonly referral: KeptReferral;
  /** One, or two that adjoin. */
  readonly units: readonly KeptUnit[];
  readonly place: Place;
  readonly story: Story;
  readonly plan: ArrivalPlan;
  /** What keeps a unit for the request now; the unit offered may be another. */
  readonly held: KeptHold | undefined;
}
