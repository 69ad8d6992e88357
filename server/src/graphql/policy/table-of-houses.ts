import type { TypePolicy } from './table.ts';

/** Of the table of policies: houses that close, those who are placed again, and services on the telephone. */
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
};
