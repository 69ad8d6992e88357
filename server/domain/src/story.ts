import { type AreaCode, type UnsafeArea, parseAreaCode } from './area.ts';
import { type CivilDate, civilDateAt, parseCivilDate } from './calendar.ts';
import { IMMIGRATION_STATUSES, type ImmigrationStatus, SUPPORT_NEEDS, type SupportNeed, isCodeOf } from './codes.ts';
import { type Decision, allow } from './decision.ts';
import { type Household, type KnownAnswer, type Member, applicantOf } from './household.ts';
import { type ContactChannel, type SafeContact, isUsable } from './safe-contact.ts';
import { storyFaults, unsafeAreaFaults } from './story-check.ts';
import type { ContactChannelInput, MemberInput, SafeContactInput, StoryInput, UnsafeAreaInput } from './story-input.ts';

export type { ContactChannelInput, MemberInput, SafeContactInput, StoryInput, UnsafeAreaInput } from './story-input.ts';

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

/** Somewhere to sleep tonight that is known, and away from the perpetrator: an interim plan. */
export const INTERIM_PLANS = [
  'SAFE_WHERE_THEY_ARE',
  'FRIENDS_OR_FAMILY',
  'HOTEL_OR_BED_AND_BREAKFAST',
  'COUNCIL_INTERIM',
  'HOSPITAL_OR_CUSTODY',
] as const;
export type InterimPlan = (typeof INTERIM_PLANS)[number];

/** Where the household sleeps tonight while nothing is found. */
export const TONIGHT_PLANS = [...INTERIM_PLANS, 'WITH_PERPETRATOR', 'NOWHERE', 'NOT_KNOWN'] as const;
export type TonightPlan = (typeof TONIGHT_PLANS)[number];

/** Whether the household can wait till tomorrow: a referral is closed unmet with no less. Source: DOMAIN 2.3, UNMET. */
export function isInterimPlan(plan: TonightPlan): plan is InterimPlan {
  return INTERIM_PLANS.some((one) => one === plan);
}

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

/** What is said wherever a story, or words about it, used to stand. */
export const STORY_ERASED = 'The story has been erased.';

/** The parts of the minimum safe referral: what must be known before anybody is asked. */
export const MINIMUM_FACTS = ['SAFE_CONTACT', 'WHO', 'UNSAFE_AREAS', 'TONIGHT', 'ACCESS', 'FUNDS', 'CONSENT'] as const;
export type MinimumFact = (typeof MINIMUM_FACTS)[number];

/**
 * What is still missing before the referral can be sent. Answering "not known" to access and funds is an answer once the
 * question has been asked: only an untouched unsafe-areas list, an empty household, no way of contact and no consent block.
 */
export function missingFacts(story: Story): readonly MinimumFact[] {
  const missing: MinimumFact[] = [];
  if (!story.safeContact?.channels.some(isUsable)) missing.push('SAFE_CONTACT');
  if (applicantOf(story.household) === undefined) missing.push('WHO');
  if (story.unsafeAreas === undefined) missing.push('UNSAFE_AREAS');
  if (story.consentToShare !== 'YES') missing.push('CONSENT');
  return missing;
}

type Told<T> = { readonly [Key in keyof T]?: Exclude<T[Key], null | undefined | ''> };

/** Leaves out what has not been told: nothing, null and empty text. */
function told<T extends object>(facts: T): Told<T> {
  const kept = Object.entries(facts).filter(([, value]) => value !== undefined && value !== null && value !== '');
  return Object.fromEntries(kept) as Told<T>;
}

function dateTold(text: string | null | undefined): CivilDate | undefined {
  return text ? parseCivilDate(text) : undefined;
}

function toMember(input: MemberInput): Member {
  const { role, sex, transgender, name, dateOfBirth, ageYears } = input;
  return {
    role,
    sex: sex ?? 'NOT_KNOWN',
    transgender: transgender ?? 'NOT_KNOWN',
    ...told({ name, dateOfBirth: dateTold(dateOfBirth), ageYears }),
  };
}

function toChannel(input: ContactChannelInput): ContactChannel {
  const { kind, safe, value, from, until, mayLeaveMessage, whoMayAnswer } = input;
  return { kind, safe, mayLeaveMessage: mayLeaveMessage ?? false, ...told({ value, from, until, whoMayAnswer }) };
}

function toSafeContact(input: SafeContactInput): SafeContact {
  const { channels, codeWord, interpreterLanguage, ifNoContact } = input;
  return {
    channels: channels.map(toChannel),
    ifNoContact: ifNoContact ?? 'NOT_ASKED',
    ...told({ codeWord, interpreterLanguage }),
  };
}

function toUnsafeArea(input: UnsafeAreaInput): UnsafeArea {
  const { kind, whose } = input;
  const hard = input.hard ?? true;
  if (kind === 'PLACE') return { kind, whose, hard, placeName: input.placeName ?? '', radiusKm: input.radiusKm ?? 0 };
  return { kind, whose, hard, areaCode: (input.areaCode ?? '') as AreaCode };
}

function toHousehold(input: StoryInput): Household {
  return {
    members: (input.members ?? []).map(toMember),
    pregnant: input.pregnant ?? 'NOT_KNOWN',
    pets: input.pets ?? [],
    ...told({ dueDate: dateTold(input.dueDate) }),
  };
}

function toNeeds(input: StoryInput, today: CivilDate): readonly NeedTold[] {
  return (input.needs ?? []).flatMap(({ need, severity }) =>
    isCodeOf(SUPPORT_NEEDS, need, today) ? [{ need, severity: severity ?? 'MEDIUM' }] : [],
  );
}

function toImmigration(code: string | null | undefined, today: CivilDate): ImmigrationStatus | undefined {
  return code && isCodeOf(IMMIGRATION_STATUSES, code, today) ? code : undefined;
}

function toAccess({ stepFree, wheelchair, adaptedBathroom, carerRoom }: StoryInput): AccessNeeds {
  return {
    stepFree: stepFree ?? 'NOT_KNOWN',
    wheelchair: wheelchair ?? 'NOT_KNOWN',
    adaptedBathroom: adaptedBathroom ?? 'NOT_KNOWN',
    carerRoom: carerRoom ?? 'NOT_KNOWN',
  };
}

function toHistory({ arson, violence, sexualOffence }: StoryInput): History {
  return {
    arson: arson ?? 'NOT_KNOWN',
    violence: violence ?? 'NOT_KNOWN',
    sexualOffence: sexualOffence ?? 'NOT_KNOWN',
  };
}

/** A story of which `storyFaults` has nothing to say. */
function toStory(input: StoryInput, today: CivilDate): Story {
  return {
    household: toHousehold(input),
    tonight: input.tonight ?? 'NOT_KNOWN',
    access: toAccess(input),
    noRecourseToPublicFunds: input.noRecourseToPublicFunds ?? 'NOT_KNOWN',
    needs: toNeeds(input, today),
    history: toHistory(input),
    consentToShare: input.consentToShare ?? 'NOT_KNOWN',
    ...told({
      preferredName: input.preferredName,
      safeContact: input.safeContact && toSafeContact(input.safeContact),
      unsafeAreas: input.unsafeAreas?.map(toUnsafeArea),
      homeArea: input.homeAreaCode ? parseAreaCode(input.homeAreaCode) : undefined,
      immigration: toImmigration(input.immigration, today),
      background: input.background,
    }),
  };
}

/**
 * The story as it was told, if it can be kept; else the first fault, with the field it belongs to. `storyFaults` names
 * all of them at once, for a page.
 *
 * @param now the instant at which it is told: a birth cannot lie after it, and code lists are dated
 */
export function checkStory(input: StoryInput, now: Date): Decision<Story> {
  const [first] = storyFaults(input, now);
  return first ?? allow(toStory(input, civilDateAt(now)));
}

/** One unsafe area as it was told, or why it cannot be taken; field paths begin with `area`. */
export function checkUnsafeArea(input: UnsafeAreaInput): Decision<UnsafeArea> {
  const [first] = unsafeAreaFaults(input, 'area');
  return first ?? allow(toUnsafeArea(input));
}
