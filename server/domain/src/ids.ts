/** A string that can only be used where that kind of identifier is expected. */
type Id<Kind extends string> = string & { readonly __kind: Kind };

export type OrganisationId = Id<'Organisation'>;
export type UserId = Id<'User'>;
export type ServiceId = Id<'Service'>;
export type SiteId = Id<'Site'>;
export type UnitId = Id<'Unit'>;
export type ReferralId = Id<'Referral'>;
export type PlacementRequestId = Id<'PlacementRequest'>;
export type HoldId = Id<'Hold'>;
export type PlacementId = Id<'Placement'>;
export type UnmetNeedId = Id<'UnmetNeed'>;
export type NoticeId = Id<'Notice'>;
