import type { TypePolicy } from './table.ts';

/** Of the table of policies: what houses take, those that close, those who are placed again, services on the telephone, and who is on call. */
export const OF_HOUSES: Readonly<Record<string, TypePolicy>> = {
  PhoneBook: { 'C2 PROVIDES': 'service left madeAt mayMake acts' },
  PhoneAct: { 'C2 OWN_SERVICE': 'id at what reference requestId' },
  PhoneDesk: { 'C2 COORDINATES': 'service requests toConfirm' },
  PhoneRequest: { 'C2 COORDINATES': 'request spaces kept' },
  PhoneSpace: { 'C1 COORDINATES': 'unitId joinedUnitId label answer reasons' },
  PhoneCodesPayload: { 'C2 phoneCodes.make': 'codes userErrors' },
  ByPhonePayload: { 'C2 byPhone.record': 'userErrors' },
  ClosingPreview: { 'C2 PROVIDES': 'spaces promised kept livedIn already' },
  House: { 'C2 PROVIDES': 'service spaces' },
  HouseSpace: { 'C2 PROVIDES': 'unit mustMove' },
  // The service reads what it knows of them anyway, and whether they have another place, never which.
  ReplaceRow: {
    'C2 ON_THE_CASE': 'reference service unitLabel loss reason lostAt needs stands',
    'C2 COORDINATES': 'referral referrerName tonight asked',
  },
  CloseUnitsPayload: { 'C2 units.close': 'spaces lost residents userErrors' },
  ReturnUnitsPayload: { 'C2 units.close': 'spaces userErrors' },
  Rota: { 'C1 rota.read': 'service rev mayChange shifts covers roster people' },
  Shift: { 'C1 rota.read': 'days from until person' },
  Cover: { 'C1 rota.read': 'id from until person insteadOf' },
  RosterStretch: { 'C1 rota.read': 'from until isOffice people' },
  OnCallPerson: { 'C1 rota.read': 'id name isHere' },
  OnCall: { 'C1 CASES': 'isSomebody until' },
  RotaPayload: { 'C1 rota.set': 'rota userErrors' },
  AdmissionPolicy: {
    'C1 PROVIDES':
      'admits minimumAge boysMaximumAge takesLocalPeople takesPets supportLevel needs admitsOutOfHours referrerMayHold version',
  },
  PolicyPreview: { 'C2 PROVIDES': 'since asked turned' },
  TurnedRequest: { 'C2 PROVIDES': 'request before after' },
  ServicePolicyPayload: { 'C1 PROVIDES': 'policy userErrors' },
  AreaVacancies: { 'C1 COORDINATES': 'areaCode free held occupied outOfUse unconfirmed' },
};
