import type { HoldId, PlacementId, PlacementRequestId, ReferralId, UnitId } from '@openhaven/domain/ids';

/** What a command gives back: ids only. Whoever asked reads the rest through a query, with the rights they have. */
export type ReferralDone = { readonly referralId: ReferralId };
export type RequestDone = { readonly requestId: PlacementRequestId; readonly referralId: ReferralId };
export type RequestsDone = { readonly requestIds: readonly PlacementRequestId[]; readonly referralId: ReferralId };
export type HoldDone = RequestDone & { readonly holdId: HoldId };
export type UnitDone = { readonly unitId: UnitId };
export type UnitsDone = { readonly unitIds: readonly UnitId[] };
export type PlacementDone = { readonly placementId: PlacementId; readonly unitId: UnitId };
