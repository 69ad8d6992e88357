import { type CivilDate, ageOn } from './calendar.ts';

/** Who somebody is in the household that needs a place. Exactly one member is the applicant. */
export const MEMBER_ROLES = ['APPLICANT', 'CHILD', 'ADULT_DEPENDANT', 'CARER'] as const;
export type MemberRole = (typeof MEMBER_ROLES)[number];

export const SEXES = ['FEMALE', 'MALE', 'NOT_KNOWN'] as const;
export type Sex = (typeof SEXES)[number];

/** An answer that may be missing. Missing facts are asked about, never counted against a household. */
export const KNOWN_ANSWERS = ['YES', 'NO', 'NOT_KNOWN'] as const;
export type KnownAnswer = (typeof KNOWN_ANSWERS)[number];

/** One person of the household. Age comes from the date of birth if there is one, else from `ageYears` as told. */
export interface Member {
  readonly role: MemberRole;
  readonly sex: Sex;
  readonly transgender: KnownAnswer;
  readonly name?: string;
  readonly dateOfBirth?: CivilDate;
  readonly ageYears?: number;
}

export const PET_KINDS = ['DOG', 'CAT', 'SMALL', 'OTHER'] as const;
export type PetKind = (typeof PET_KINDS)[number];

export interface Household {
  readonly members: readonly Member[];
  readonly pregnant: KnownAnswer;
  readonly dueDate?: CivilDate;
  readonly pets: readonly PetKind[];
}

/** Beds and cots that a household needs, as counts of places to sleep. */
export interface BedSpaces {
  readonly adultBeds: number;
  readonly childBeds: number;
  readonly cots: number;
  /** Cots for children not yet born; counted now, so that a mother need not move again. */
  readonly comingCots: number;
}

/** A child sleeps in a cot until the second birthday (DOMAIN 2.2 G: each child 0–1 a cot, 2 and over a bed). */
const COT_BELOW_AGE = 2;

/**
 * The member's age in whole years on a civil day in Europe/London, or undefined if nobody has said.
 */
export function ageOf(member: Member, on: CivilDate): number | undefined {
  return member.dateOfBirth === undefined ? member.ageYears : ageOn(member.dateOfBirth, on);
}

/** The one applicant, if the household has been told that far. */
export function applicantOf(household: Household): Member | undefined {
  return household.members.find((member) => member.role === 'APPLICANT');
}

/**
 * The beds and cots the household needs on a day. A child of unknown age needs a bed: it is the larger of the two.
 * A carer and an adult dependant each need an adult bed of their own.
 */
export function bedSpacesNeeded(household: Household, on: CivilDate): BedSpaces {
  const children = household.members.filter((member) => member.role === 'CHILD');
  const cots = children.filter((child) => (ageOf(child, on) ?? COT_BELOW_AGE) < COT_BELOW_AGE).length;
  return {
    adultBeds: household.members.length - children.length,
    childBeds: children.length - cots,
    cots,
    comingCots: household.pregnant === 'YES' ? 1 : 0,
  };
}
