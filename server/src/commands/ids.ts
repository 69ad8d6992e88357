import type {
  HoldId,
  InvitationId,
  PlacementId,
  PlacementRequestId,
  ReferralId,
  ServiceId,
  UnitId,
  UserId,
} from '@openhaven/domain/ids';

/** What a command gives back: ids only. Whoever asked reads the rest through a query, with the rights they have. */
export type ReferralDone = { readonly referralId: ReferralId };
export type RequestDone = { readonly requestId: PlacementRequestId; readonly referralId: ReferralId };
export type RequestsDone = { readonly requestIds: readonly PlacementRequestId[]; readonly referralId: ReferralId };
export type HoldDone = RequestDone & { readonly holdId: HoldId };
export type ServiceDone = { readonly serviceId: ServiceId };
export type UnitDone = { readonly unitId: UnitId };
export type UnitsDone = { readonly unitIds: readonly UnitId[] };
export type PlacementDone = { readonly placementId: PlacementId; readonly unitId: UnitId };
export type PersonDone = { readonly personId: UserId };
export type InvitationDone = { readonly invitationId: InvitationId };
