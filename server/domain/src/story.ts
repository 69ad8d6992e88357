import type { AreaCode, UnsafeArea } from './area.ts';
import type { ImmigrationStatus, SupportNeed } from './codes.ts';
import type { Household, KnownAnswer } from './household.ts';
import type { SafeContact } from './safe-contact.ts';

export const SEVERITIES = ['LOW', 'MEDIUM', 'HIGH'] as const;
export type Severity = (typeof SEVERITIES)[number];

export interface NeedTold {
  readonly need: SupportNeed;
  readonly severity: Severity;
}

/** What the building must have for this household. NOT_KNOWN means "ask", never "no". */
export interface AccessNeeds {
  readonly stepFree: KnownAnswer;
  readonly wheelchair: KnownAnswer;
  readonly adaptedBathroom: KnownAnswer;
  readonly carerRoom: KnownAnswer;
}

/** Where the household sleeps tonight while nothing is found. */
export const TONIGHT_PLANS = [
  'SAFE_WHERE_THEY_ARE', 'FRIENDS_OR_FAMILY', 'HOTEL_OR_BED_AND_BREAKFAST', 'COUNCIL_INTERIM', 'HOSPITAL_OR_CUSTODY',
  'WITH_PERPETRATOR', 'NOWHERE', 'NOT_KNOWN',
] as const;
export type TonightPlan = (typeof TONIGHT_PLANS)[number];

/** Rehearsed answers about history that some services must assess. Never a blanket ban. */
export interface History {
  readonly arson: KnownAnswer;
  readonly violence: KnownAnswer;
  readonly sexualOffence: KnownAnswer;
}

/**
 * The survivor's story, told once. All of it is personal: it is sealed wherever it is kept.
 *
 * Every part may still be missing while it is a draft; `missingFacts` says what a referral cannot be sent without.
 */
export interface Story {
  readonly preferredName?: string;
  readonly household: Household;
  readonly safeContact?: SafeContact;
  /** Nobody has said yet whether there are unsafe areas: undefined. Asked, and there are none: an empty list. */
  readonly unsafeAreas?: readonly UnsafeArea[];
  /** District where the household lives or last lived. */
  readonly homeArea?: AreaCode;
  readonly tonight: TonightPlan;
  readonly access: AccessNeeds;
  readonly noRecourseToPublicFunds: KnownAnswer;
  readonly immigration?: ImmigrationStatus;
  readonly needs: readonly NeedTold[];
  readonly history: History;
  /** Free text for the service that is asked; shown only after the request is acknowledged. */
  readonly background?: string;
  readonly consentToShare: KnownAnswer;
}

/** A story of which nothing has been told yet. */
export const EMPTY_STORY: Story = {
  household: { members: [], pregnant: 'NOT_KNOWN', pets: [] },
  tonight: 'NOT_KNOWN',
  access: { stepFree: 'NOT_KNOWN', wheelchair: 'NOT_KNOWN', adaptedBathroom: 'NOT_KNOWN', carerRoom: 'NOT_KNOWN' },
  noRecourseToPublicFunds: 'NOT_KNOWN',
  needs: [],
  history: { arson: 'NOT_KNOWN', violence: 'NOT_KNOWN', sexualOffence: 'NOT_KNOWN' },
  consentToShare: 'NOT_KNOWN',
};

/** The parts of the minimum safe referral: what must be known before anybody is asked. */
export const MINIMUM_FACTS = ['SAFE_CONTACT', 'WHO', 'UNSAFE_AREAS', 'TONIGHT', 'ACCESS', 'FUNDS', 'CONSENT'] as const;
export type MinimumFact = (typeof MINIMUM_FACTS)[number];

/**
 * What is still missing before the referral can be sent. Answering "not known" to access and funds is an answer once the
 * question has been asked: only an untouched unsafe-areas list, an empty household, no way of contact and no consent block.
 */
export function missingFacts(story: Story): readonly MinimumFact[] {
  const missing: MinimumFact[] = [];
  if (!story.safeContact?.channels.some((channel) => channel.safe)) missing.push('SAFE_CONTACT');
  if (!story.household.members.some((member) => member.role === 'APPLICANT')) missing.push('WHO');
  if (story.unsafeAreas === undefined) missing.push('UNSAFE_AREAS');
  if (story.consentToShare !== 'YES') missing.push('CONSENT');
  return missing;
}
