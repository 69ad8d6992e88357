import type { UnsafeAreaOwner } from '@openhaven/domain/area';
import type { KnownAnswer, MemberRole, PetKind, Sex } from '@openhaven/domain/household';
import type { ChannelKind, IfNoContact } from '@openhaven/domain/safe-contact';
import type { MinimumFact, Severity, TonightPlan } from '@openhaven/domain/story';
import type { Option } from '../field/field';

export const KNOWN: Readonly<Record<KnownAnswer, string>> = { YES: 'Yes', NO: 'No', NOT_KNOWN: 'Not known' };

export const SEX: Readonly<Record<Sex, string>> = { FEMALE: 'Female', MALE: 'Male', NOT_KNOWN: 'Not known' };

export const MEMBER_ROLE: Readonly<Record<MemberRole, string>> = {
  APPLICANT: 'Applicant',
  CHILD: 'Child',
  ADULT_DEPENDANT: 'Adult who depends on the applicant',
  CARER: 'Carer',
};

export const PET: Readonly<Record<PetKind, string>> = {
  DOG: 'Dog',
  CAT: 'Cat',
  SMALL: 'Small pet',
  OTHER: 'Other animal',
};

export const SEVERITY: Readonly<Record<Severity, string>> = { LOW: 'Low', MEDIUM: 'Medium', HIGH: 'High' };

export const TONIGHT: Readonly<Record<TonightPlan, string>> = {
  SAFE_WHERE_THEY_ARE: 'Safe where they are',
  FRIENDS_OR_FAMILY: 'With friends or family',
  HOTEL_OR_BED_AND_BREAKFAST: 'Hotel or bed and breakfast',
  COUNCIL_INTERIM: 'Council’s interim accommodation',
  HOSPITAL_OR_CUSTODY: 'Hospital or custody',
  WITH_PERPETRATOR: 'With the perpetrator',
  NOWHERE: 'Nowhere',
  NOT_KNOWN: 'Not known',
};

export const CHANNEL: Readonly<Record<ChannelKind, string>> = {
  PHONE: 'Phone call',
  TEXT: 'Text message',
  EMAIL: 'E-mail',
  THROUGH_REFERRER: 'Only through us',
};

export const IF_NO_CONTACT: Readonly<Record<IfNoContact, string>> = {
  CALL_POLICE: 'Ask the police to check',
  DO_NOT_CALL_POLICE: 'Do not call the police',
  NOT_ASKED: 'Not asked yet',
};

export const UNSAFE_OWNER: Readonly<Record<UnsafeAreaOwner, string>> = {
  PERPETRATOR_HOME: 'The perpetrator lives there',
  PERPETRATOR_WORK: 'The perpetrator works there',
  PERPETRATOR_FAMILY: 'The perpetrator’s family is there',
  PERPETRATOR_FRIENDS: 'The perpetrator’s friends are there',
  GANG: 'A gang is there',
  COMMUNITY: 'The community there is not safe',
  SURVIVOR_KNOWN: 'The survivor is known there',
};

export const MISSING_FACT: Readonly<Record<MinimumFact, string>> = {
  SAFE_CONTACT: 'Say how the survivor can be reached safely',
  WHO: 'Say who needs a place',
  UNSAFE_AREAS: 'Say which areas are not safe, or that there are none',
  TONIGHT: 'Say where they sleep tonight',
  ACCESS: 'Say what they need to get about',
  FUNDS: 'Say whether they have recourse to public funds',
  CONSENT: 'Say that the survivor agrees to share this',
};

/** The choices of a question whose answers are the keys of a table of words. */
export function choices(words: Readonly<Record<string, string>>): readonly Option[] {
  return Object.entries(words).map(([value, label]) => ({ value, label }));
}
