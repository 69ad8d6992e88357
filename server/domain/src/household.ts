import { type CivilDate, ageOn, parseCivilDate } from './calendar.ts';

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
  const children = childrenOf(household);
  const cots = children.filter((child) => (ageOf(child, on) ?? COT_BELOW_AGE) < COT_BELOW_AGE).length;
  return {
    adultBeds: household.members.length - children.length,
    childBeds: children.length - cots,
    cots,
    comingCots: household.pregnant === 'YES' ? 1 : 0,
  };
}

/** The children of the household. */
export function childrenOf(household: Household): readonly Member[] {
  return household.members.filter((member) => member.role === 'CHILD');
}

/** How many people need somewhere to sleep, without children not yet born. */
export function householdSize(household: Household): number {
  return household.members.length;
}

/**
 * The first civil day after `after` on which somebody's age changes, or undefined if no date of birth is known. On that
 * day, at local midnight, what fits has to be looked at again (SCENARIOS A1).
 */
export function nextBirthday(household: Household, after: CivilDate): CivilDate | undefined {
  return household.members
    .flatMap((member) => (member.dateOfBirth === undefined ? [] : [birthdayAfter(member.dateOfBirth, after)]))
    .toSorted()[0];
}

function birthdayAfter(dateOfBirth: CivilDate, after: CivilDate): CivilDate {
  const thisYear = birthdayIn(Number(after.slice(0, 4)), dateOfBirth);
  return thisYear > after ? thisYear : birthdayIn(Number(after.slice(0, 4)) + 1, dateOfBirth);
}

/** The birthday of a year; somebody born on 29 February has it on 1 March in common years. */
function birthdayIn(year: number, dateOfBirth: CivilDate): CivilDate {
  const monthAndDay = dateOfBirth.slice(4);
  return parseCivilDate(`${year}${monthAndDay}`) ?? (`${year}-03-01` as CivilDate);
}
