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
export type ClashId = Id<'Clash'>;
export type DuplicateId = Id<'Duplicate'>;
export type LookAlarmId = Id<'LookAlarm'>;
export type LookDigestId = Id<'LookDigest'>;
export type SubjectAccessId = Id<'SubjectAccess'>;
export type CoverId = Id<'Cover'>;
export type UnmetNeedId = Id<'UnmetNeed'>;
export type NoticeId = Id<'Notice'>;
export type ReleaseId = Id<'Release'>;
export type TellingId = Id<'Telling'>;
export type GlassId = Id<'Glass'>;
export type InvitationId = Id<'Invitation'>;

/** Any of the identifiers above. */
export type AnyId =
  | OrganisationId
  | UserId
  | ServiceId
  | SiteId
  | UnitId
  | ReferralId
  | PlacementRequestId
  | HoldId
  | PlacementId
  | ClashId
  | DuplicateId
  | LookAlarmId
  | SubjectAccessId
  | LookDigestId
  | CoverId
  | UnmetNeedId
  | NoticeId
  | ReleaseId
  | TellingId
  | GlassId
  | InvitationId;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * The one way from text to an identifier: `parseId<UnitId>(text)`.
 *
 * @returns the identifier, or undefined if the text is not a lower-case UUID. Says nothing about whether it exists.
 */
export function parseId<Kind extends AnyId>(text: string): Kind | undefined {
  return UUID.test(text) ? (text as Kind) : undefined;
}
