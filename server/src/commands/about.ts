import type { AuditEntry, KeptHold, KeptPlacement, KeptReferral, KeptRequest, KeptUnit } from '../context.ts';

/** The ids of an audit row and who may see it, taken from the record it is about. */
type About = Omit<AuditEntry, 'action' | 'reason' | 'wouldBeYesIf'>;

export const aboutReferral = ({ id, referrerOrganisationId }: KeptReferral): About => ({
  referralId: id,
  audience: [referrerOrganisationId],
});

export const aboutRequest = (request: KeptRequest): About => ({
  requestId: request.id,
  referralId: request.referralId,
  serviceId: request.serviceId,
  audience: [request.referrerOrganisationId, request.organisationId],
});

export const aboutHold = (hold: KeptHold): About => ({
  holdId: hold.id,
  requestId: hold.requestId,
  referralId: hold.referralId,
  unitId: hold.unitId,
  serviceId: hold.serviceId,
  audience: [hold.referrerOrganisationId, hold.organisationId],
});

/** The same for where the place is: nothing about the unit has changed, and no other page is to hear of it. */
export function aboutPlace(hold: KeptHold): About {
  const { unitId: _unit, ...about } = aboutHold(hold);
  return about;
}

export const aboutPlacement = (placement: KeptPlacement): About => ({
  placementId: placement.id,
  referralId: placement.referralId,
  unitId: placement.unitId,
  serviceId: placement.serviceId,
  audience: [placement.referrerOrganisationId, placement.organisationId],
});

export const aboutUnit = (unit: KeptUnit): About => ({
  unitId: unit.id,
  serviceId: unit.serviceId,
  audience: [unit.organisationId],
});
