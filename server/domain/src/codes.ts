import { type Code, OURS, listOf } from './code-list.ts';

export type { Code };
export {
  DECLINE_REASONS,
  type DeclineReason,
  SURVIVOR_REASONS,
  type SurvivorReason,
  WITHDRAWAL_REASONS,
  type WithdrawalReason,
} from './decline-reasons.ts';

const IN_LAW = { validFrom: '2021-10-01' } as const;

/**
 * Relevant accommodation, and interim stays that are tracked but never counted as it.
 *
 * Source: SI 2021/991 regulation 2, in force 1 October 2021; the two kinds of dispersed accommodation are the statutory
 * guidance's. Bed and breakfast is never relevant accommodation.
 */
export const ACCOMMODATION_TYPES = [
  ...listOf({ ...IN_LAW, group: 'RELEVANT' }, [
    { code: 'REFUGE', label: 'Refuge' },
    { code: 'SPECIALIST_SAFE', label: 'Specialist safe accommodation' },
    { code: 'DISPERSED_REFUGE_LEVEL', label: 'Dispersed, with support as in a refuge' },
    { code: 'DISPERSED_SEMI_INDEPENDENT', label: 'Dispersed, with less support' },
    { code: 'SECOND_STAGE', label: 'Second stage' },
    { code: 'OTHER_DESIGNATED_EMERGENCY', label: 'Other designated emergency accommodation' },
    { code: 'SANCTUARY', label: 'Sanctuary scheme' },
  ]),
  ...listOf({ ...IN_LAW, group: 'NOT_RELEVANT' }, [
    { code: 'NON_RELEVANT_INTERIM', label: 'Interim: hotel, bed and breakfast or temporary accommodation' },
  ]),
];
export type AccommodationType = (typeof ACCOMMODATION_TYPES)[number]['code'];

/** Who sent the survivor. Source: DOMAIN 2.2 D, mappable to CORE's codes for supported housing. */
export const REFERRAL_SOURCES = listOf(OURS, [
  { code: 'SELF', label: 'The survivor' },
  { code: 'POLICE', label: 'Police' },
  { code: 'IDVA', label: 'Independent domestic violence adviser' },
  { code: 'MARAC', label: 'MARAC' },
  { code: 'LOCAL_HOUSING_AUTHORITY', label: 'Council housing team' },
  { code: 'NATIONAL_HELPLINE', label: 'National helpline' },
  { code: 'LOCAL_HELPLINE', label: 'Local helpline' },
  { code: 'OTHER_REFUGE', label: 'Another refuge' },
  { code: 'CHILDRENS_SOCIAL_CARE', label: 'Children’s social care' },
  { code: 'ADULT_SOCIAL_CARE', label: 'Adult social care' },
  { code: 'HEALTH_GP', label: 'GP' },
  { code: 'HEALTH_HOSPITAL', label: 'Hospital' },
  { code: 'HEALTH_MIDWIFE', label: 'Midwife or health visitor' },
  { code: 'HEALTH_MENTAL_HEALTH', label: 'Mental health service' },
  { code: 'HEALTH_SUBSTANCE', label: 'Drug or alcohol service' },
  { code: 'PROBATION_PRISON_YOT', label: 'Probation, prison or youth offending team' },
  { code: 'EDUCATION', label: 'School or college' },
  { code: 'SOCIAL_LANDLORD', label: 'Social landlord' },
  { code: 'BY_AND_FOR_SERVICE', label: 'Specialist by-and-for service' },
  { code: 'SOLICITOR', label: 'Solicitor' },
  { code: 'EMPLOYER', label: 'Employer' },
  { code: 'FAMILY_FRIEND', label: 'Family or friend' },
  { code: 'OTHER', label: 'Other' },
]);
export type ReferralSource = (typeof REFERRAL_SOURCES)[number]['code'];

/** How soon a place is needed, most urgent first. */
export const PRIORITIES = listOf(OURS, [
  { code: 'P1_TONIGHT', label: 'Tonight' },
  { code: 'P2_24H', label: 'Within 24 hours' },
  { code: 'P3_72H', label: 'Within 72 hours' },
  { code: 'P4_PLANNED', label: 'Planned' },
]);
export type PriorityCode = (typeof PRIORITIES)[number]['code'];

/** What somebody needs support with. Source: DOMAIN 2.2 E. */
export const SUPPORT_NEEDS = listOf(OURS, [
  { code: 'MENTAL_HEALTH', label: 'Mental health' },
  { code: 'SELF_HARM_SUICIDE', label: 'Self-harm or suicide' },
  { code: 'ALCOHOL', label: 'Alcohol' },
  { code: 'DRUGS', label: 'Drugs' },
  { code: 'PHYSICAL_DISABILITY', label: 'Physical disability' },
  { code: 'SENSORY', label: 'Sight, hearing or sign language' },
  { code: 'LEARNING_DISABILITY', label: 'Learning disability' },
  { code: 'AUTISM_ADHD', label: 'Autism or ADHD' },
  { code: 'LONG_TERM_ILLNESS', label: 'Long-term illness' },
  { code: 'PREGNANCY', label: 'Pregnancy' },
  { code: 'PERSONAL_CARE', label: 'Personal care' },
  { code: 'LANGUAGE', label: 'Language or interpreter' },
  { code: 'IMMIGRATION', label: 'Immigration' },
  { code: 'DEBT_ECONOMIC_ABUSE', label: 'Debt or economic abuse' },
  { code: 'OFFENDING', label: 'Offending' },
  { code: 'CHILDRENS_NEEDS', label: 'Children’s needs' },
  { code: 'HONOUR_BASED_ABUSE', label: 'Honour-based abuse' },
  { code: 'FORCED_MARRIAGE', label: 'Forced marriage' },
  { code: 'TRAFFICKING', label: 'Trafficking or modern slavery' },
  { code: 'STALKING_TECH_ABUSE', label: 'Stalking or abuse through technology' },
  { code: 'SEXUAL_VIOLENCE', label: 'Sexual violence' },
  { code: 'OLDER_PERSON', label: 'Older person' },
  { code: 'CARE_LEAVER', label: 'Care leaver' },
  { code: 'VETERAN', label: 'Veteran' },
]);
export type SupportNeed = (typeof SUPPORT_NEEDS)[number]['code'];

/** Immigration status. It routes funding and never decides about a place. Source: DOMAIN 2.2 F. */
export const IMMIGRATION_STATUSES = listOf(OURS, [
  { code: 'UK_CITIZEN', label: 'UK citizen' },
  { code: 'INDEFINITE_LEAVE', label: 'Indefinite leave to remain' },
  { code: 'LEAVE_TO_REMAIN', label: 'Leave to remain' },
  { code: 'DISCRETIONARY_LEAVE', label: 'Discretionary leave' },
  { code: 'EU_SETTLED', label: 'EU settled status' },
  { code: 'EU_PRE_SETTLED', label: 'EU pre-settled status' },
  { code: 'EEA_NATIONAL', label: 'EEA national' },
  { code: 'REFUGEE', label: 'Refugee' },
  { code: 'ASYLUM_SEEKER', label: 'Asylum seeker awaiting a decision' },
  { code: 'SPOUSE_OR_PARTNER_VISA', label: 'Spouse or partner visa' },
  { code: 'WORK_VISA', label: 'Work visa' },
  { code: 'STUDY_VISA', label: 'Study visa' },
  { code: 'OVERSTAYER', label: 'Leave has run out' },
  { code: 'NOT_KNOWN', label: 'Not known' },
]);
export type ImmigrationStatus = (typeof IMMIGRATION_STATUSES)[number]['code'];

/** Why a unit is out of use. Source: DOMAIN 2.2 J. */
export const VOID_REASON_CODES = listOf(OURS, [
  { code: 'DAMAGE_REPAIR', label: 'Damage or repair' },
  { code: 'DAMP_OR_INFESTATION', label: 'Damp or infestation' },
  { code: 'DEEP_CLEAN', label: 'Deep clean' },
  { code: 'FURNITURE', label: 'Furniture' },
  { code: 'PLANNED_WORKS', label: 'Planned works' },
  { code: 'FIRE_OR_FLOOD', label: 'Fire or flood' },
  { code: 'INCIDENT_SCENE', label: 'Scene of an incident' },
  { code: 'OCCUPANCY_REDUCED', label: 'Occupancy reduced' },
  { code: 'STAFFING', label: 'Not enough staff' },
  { code: 'SECURITY_COMPROMISED', label: 'The address is known' },
  { code: 'PENDING_HAND_BACK', label: 'Going back to the landlord' },
  { code: 'BELONGINGS_HELD', label: 'Belongings still there' },
]);
export type VoidReasonCode = (typeof VOID_REASON_CODES)[number]['code'];

/** Where a household goes when a stay ends. Source: DOMAIN 2.2 K. */
export const DEPARTURE_REASONS = [
  ...listOf({ ...OURS, group: 'SAFE_ACCOMMODATION' }, [
    { code: 'OTHER_REFUGE_SAFETY', label: 'Another refuge, for safety' },
    { code: 'OTHER_REFUGE_PLANNED', label: 'Another refuge, planned' },
    { code: 'SECOND_STAGE', label: 'Second stage accommodation' },
    { code: 'DISPERSED', label: 'Dispersed accommodation' },
    { code: 'HOME_WITHOUT_PERPETRATOR', label: 'Home, with the perpetrator gone (sanctuary)' },
  ]),
  ...listOf({ ...OURS, group: 'SETTLED' }, [
    { code: 'SOCIAL_RENT_COUNCIL', label: 'Council tenancy' },
    { code: 'SOCIAL_RENT_ASSOCIATION', label: 'Housing association tenancy' },
    { code: 'PRIVATE_RENT', label: 'Private rent' },
    { code: 'OWNER', label: 'A home of their own' },
    { code: 'FRIENDS_FAMILY_SETTLED', label: 'Friends or family, to stay' },
  ]),
  ...listOf({ ...OURS, group: 'TEMPORARY' }, [
    { code: 'FRIENDS_FAMILY_TEMPORARY', label: 'Friends or family, for now' },
    { code: 'TEMPORARY_ACCOMMODATION', label: 'Temporary accommodation' },
    { code: 'HOSPITAL', label: 'Hospital' },
    { code: 'CUSTODY', label: 'Custody' },
  ]),
  ...listOf({ ...OURS, group: 'UNSETTLED' }, [
    { code: 'RETURNED_TO_PERPETRATOR', label: 'Back to the perpetrator' },
    { code: 'RETURNED_TO_HOME_COUNTRY', label: 'Back to the home country' },
    { code: 'ROUGH_SLEEPING', label: 'Rough sleeping' },
    { code: 'EVICTED', label: 'Asked to leave' },
    { code: 'LOST_CONTACT', label: 'Not known: contact lost' },
    { code: 'DIED', label: 'Died' },
  ]),
];
export type DepartureReason = (typeof DEPARTURE_REASONS)[number]['code'];

/** Why a need was recorded as unmet. */
export const UNMET_NEED_REASONS = listOf(OURS, [
  { code: 'NOTHING_FITS', label: 'Nothing fits' },
  { code: 'NOTHING_FREE', label: 'Nothing is free' },
  { code: 'NOT_REFERRED_BECAUSE_NOTHING_FITS', label: 'Not referred, because nothing fits' },
  { code: 'ALL_DECLINED', label: 'Every service said no' },
]);
export type UnmetNeedReason = (typeof UNMET_NEED_REASONS)[number]['code'];

/** Whether a code may be chosen on a civil day: from its first day up to, but not on, the day it ends. */
export function isValidOn(code: Code, date: string): boolean {
  return code.validFrom <= date && (code.validTo === undefined || date < code.validTo);
}

/** The words for a code. A code that is not in the list reads as itself, so that history never becomes unreadable. */
export function labelOf(list: readonly Code[], code: string): string {
  return list.find((entry) => entry.code === code)?.label ?? code;
}

/** Whether text is a code of a list that may be chosen on a civil day. */
export function isCodeOf<Entry extends Code>(
  list: readonly Entry[],
  text: string,
  date: string,
): text is Entry['code'] {
  return list.some((entry) => entry.code === text && isValidOn(entry, date));
}
